/** The card that others show of a page: a title, a question, and the recorded run below. */
import { ROW_HEIGHT, rowSvg } from '../cover/cover.ts';
import type { Doing, RecordedRun } from '../cover/recorded-run.ts';
import { escapeHtml } from '../page/markup.ts';
import { markShapes } from './mark.ts';
import { lightPalette } from './palette.ts';

/** What a card says. */
export interface CardText {
  /** Above the title: `Chapter 03`. */
  readonly kicker: string;
  readonly title: string;
  readonly question: string;
}

/** In pixels: what those who show cards ask for. */
export const CARD_WIDTH = 1200;
/** In pixels. */
export const CARD_HEIGHT = 630;

/** What the palette calls that which a program does. */
const FILLS: Readonly<Record<Doing, string>> = {
  running: 'running',
  calling: 'in-call',
  asleep: 'asleep',
  refused: 'refused',
};
const SIDE = 80;
const WIDTH = CARD_WIDTH - 2 * SIDE;
/** How wide a letter is on average, in ems. */
const LETTER = { title: 0.52, question: 0.43 };
const QUESTION_SIZE = 46;

/** The SVG of a card. */
export function cardSvg({ kicker, title, question }: CardText, run: RecordedRun): string {
  const colour = lightPalette();
  const titleSize = Math.min(104, Math.floor(WIDTH / (title.length * LETTER.title)));
  const lines = wrap(question, Math.floor(WIDTH / (QUESTION_SIZE * LETTER.question)));
  const asked = lines.map(
    (line, index) =>
      `<text x="${SIDE}" y="${330 + index * 56}" font-size="${QUESTION_SIZE}" font-style="italic" fill="${colour('ink')}">${escapeHtml(line)}</text>`,
  );
  const rows = run.programs.map((program, index) => {
    const row = rowSvg(program, CARD_WIDTH - SIDE, (doing) => colour(FILLS[doing]));
    const y = CARD_HEIGHT - 3 * ROW_HEIGHT - 24 + index * ROW_HEIGHT;
    return `<g transform="translate(${SIDE} ${y}) scale(1 .8)">${row}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CARD_WIDTH} ${CARD_HEIGHT}" font-family="Source Serif 4">
<rect width="${CARD_WIDTH}" height="${CARD_HEIGHT}" fill="${colour('paper')}"/>
<g transform="translate(${SIDE - 6} 60) scale(1.5)">${markShapes(colour('ink'), colour('refused'))}</g>
<text x="${SIDE + 60}" y="96" font-family="Source Sans 3 SemiBold" font-size="32" fill="${colour('ink')}">Would Block</text>
<text x="${CARD_WIDTH - SIDE}" y="96" text-anchor="end" font-family="Source Sans 3 SemiBold" font-size="32" fill="${colour('ink-soft')}">${escapeHtml(kicker)}</text>
<text x="${SIDE - 4}" y="250" font-family="Source Serif 4 SemiBold" font-size="${titleSize}" letter-spacing="-2" fill="${colour('ink')}">${escapeHtml(title)}</text>
${asked.join('\n')}
${rows.join('\n')}
</svg>`;
}

/** Lines of at most so many letters. */
function wrap(text: string, most: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length >= most) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
