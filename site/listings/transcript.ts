/**
 * A transcript: each command apart from what it printed, the names of the programs before their
 * lines set back, and marked what differs from run to run.
 */
import type { Purpose } from '../../course/literate/fence-purpose.ts';
import { exchanges } from '../../course/literate/transcript.ts';
import { label, varyingSpans } from '../../course/literate/varying.ts';
import { type Html, html } from '../page/markup.ts';
import { wholeWords } from './whole-words.ts';
import { widthClass } from './width.ts';

/** What a run's outcome looks like where a transcript tells it: `(exit code 1)`. */
const OUTCOME = /^\((exit code \d+|ended by \w+)\)$/;

/**
 * The HTML of a transcript; `wayOn` is what stands below the output of a command. Throws a `Fault` if it does not start with a command.
 */
export function transcriptHtml(
  content: string,
  { varies }: Extract<Purpose, { kind: 'transcript' }>,
  wayOn: (command: string) => Html | undefined = () => undefined,
): Html {
  const all = exchanges(content);
  const width = widthClass(all.flatMap(({ output }) => output));
  const parts = all.map(({ command, output }) => {
    const outcome = OUTCOME.exec(output.at(-1) ?? '')?.[1];
    const printed = outcome === undefined ? output : output.slice(0, -1);
    return html`<div class="command"><span class="prompt" aria-hidden="true">$ </span><code>${wholeWords(command)}</code></div>${
      printed.length > 0 &&
      html`<pre${!hasColumns(printed) && html` class="wraps"`} tabindex="0" role="group" aria-label="Output of ${command}"><samp>${outputHtml(printed, varies)}</samp></pre>`
    }${outcome !== undefined && html`<p class="outcome">${outcome}</p>`}${wayOn(command)}`;
  });
  return html`<figure class="transcript${width}">${parts}${varyingHtml(content, varies)}</figure>`;
}

/** Whether words stand below each other: then lines are not to be folded, on a phone either. */
function hasColumns(lines: readonly string[]): boolean {
  return lines.some((line) => /\S {2,}\S/.test(line.slice(label(line).length)));
}

/** For those who do not see the marks. */
function varyingHtml(content: string, varies: readonly RegExp[]): Html | undefined {
  if (varies.length === 0) return undefined;
  const text = content.replace(/^\$ .*$/gm, '');
  const figures = varyingSpans(text, varies)
    .map(([from, to]) => text.slice(from, to))
    .filter((figure) => !figure.includes('\n'));
  const named = figures.length === 0 ? '' : `: ${figures.join(', ')}`;
  return html`<figcaption class="unseen">Differs from run to run${named}.</figcaption>`;
}

function outputHtml(lines: readonly string[], varies: readonly RegExp[]): Html {
  const text = lines.join('\n');
  const spans = varyingSpans(text, varies);
  let start = 0;
  const shown = lines.map((line) => {
    const end = start + line.length;
    const inLine = spans
      .filter(([from, to]) => from < end && to > start)
      .map(
        ([from, to]) => [Math.max(from - start, 0), Math.min(to, end) - start] as const,
      );
    start = end + 1;
    return lineHtml(line, inLine);
  });
  return html`${shown}`;
}

function lineHtml(line: string, varying: readonly (readonly [number, number])[]): Html {
  const labelEnd = label(line) === '' ? 0 : line.indexOf('|') + 1;
  const pieces: Html[] = [];
  let end = labelEnd;
  for (const [from, to] of varying) {
    const outside = Math.max(from, end);
    // A mark begins with what is seen.
    const start = outside + (/^ */.exec(line.slice(outside, to))?.[0].length ?? 0);
    if (to <= start) continue;
    pieces.push(
      html`${line.slice(end, start)}<span class="varies">${line.slice(start, to)}</span>`,
    );
    end = to;
  }
  return html`<span class="line">${labelEnd > 0 && html`<span class="label">${line.slice(0, labelEnd)}</span>`}${pieces}${line.slice(end)}\n</span>`;
}
