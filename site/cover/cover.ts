/** The cover: the recorded run as a picture of rows, one for each program. */
import { Fault } from '../../course/literate/problem.ts';
import { type Html, html, trusted } from '../page/markup.ts';
import type { Doing, RecordedProgram, RecordedRun } from './recorded-run.ts';

/** How high a row is, and where in it each thing is drawn. */
export const ROW_HEIGHT = 60;
const BANDS: Readonly<Record<Doing, { readonly y: number; readonly height: number }>> = {
  running: { y: 0, height: 44 },
  calling: { y: 20, height: 24 },
  asleep: { y: 40, height: 4 },
  refused: { y: 51, height: 7 },
};

const DOINGS = Object.keys(BANDS) as Doing[];

/** A row as elements of an SVG: all that a program did, each way in its colour. */
export function rowSvg(
  program: RecordedProgram,
  width: number,
  colourOf: (doing: Doing) => string,
): string {
  const paths = DOINGS.map(
    (doing) => `<path fill="${colourOf(doing)}" d="${pathOf(program, doing, width)}"/>`,
  );
  return paths.join('');
}

/** The path of all that a program did in one way, stretched to a width. */
function pathOf(program: RecordedProgram, doing: Doing, width: number): string {
  const { y, height } = BANDS[doing];
  const at = (share: number) => Math.round((share / 1000) * width);
  return program.spans
    .filter((span) => span.doing === doing)
    .map(({ from, to }) => {
      const across = Math.max(1, at(to) - at(from));
      return `M${at(from)} ${y}h${across}v${height}h-${across}z`;
    })
    .join('');
}

const MEANING: Readonly<Record<string, string>> = {
  '01 client': 'sleeps in one call, and can do nothing else.',
  '03 client-spin': 'stays awake, and spends its time on being refused.',
  '05 client': 'works when it is refused, and sleeps when its work is done.',
};

/** The figure of the home page; what it shows stands in its captions too. Throws `Fault`. */
export function coverHtml({ title, programs }: RecordedRun): Html {
  return html`<figure class="cover" aria-label="${title}">${programs.map((program) => {
    const { name, says } = program;
    return html`<div class="cover-row"><svg viewBox="0 0 1000 ${ROW_HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${DOINGS.map(
      (doing) => pathHtml(program, doing),
    )}</svg>
<p><b>${name}</b> ${meaningOf(name)} <span class="cover-says">${says}.</span></p></div>\n`;
  })}<figcaption>A tall bar is a program that runs, one half as tall is one in a call, a thin line one that sleeps; below, in orange, it is refused.</figcaption></figure>`;
}

function meaningOf(name: string): string {
  const meaning = MEANING[name];
  if (meaning !== undefined) return meaning;
  throw new Fault(
    `the cover has no word for ${name}; write one into site/cover/cover.ts.`,
  );
}

function pathHtml(program: RecordedProgram, doing: Doing): Html | undefined {
  const path = pathOf(program, doing, 1000);
  if (path === '') return undefined;
  return trusted(`<path class="${doing}" d="${path}"/>`);
}
