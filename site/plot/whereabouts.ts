/** Where the reader is in the plot, as the column beside the text tells it. */

import { renderInline } from '../markdown/passage.ts';
import type { ProseContext } from '../markdown/prose-context.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html } from '../page/markup.ts';
import { PLOT_FILE, type PlotStep, readPlot } from './plot.ts';

/** The steps of Part I, and the defect that leads to this one; undefined for an appendix. */
export function whereaboutsHtml(
  context: ProseContext,
  chapter: string,
  path: string,
): Html | undefined {
  const steps = readPlot(context.root);
  const here = steps.findIndex(({ id }) => id === chapter);
  if (here < 0) return undefined;
  return html`<nav class="plot" aria-label="Part I, the chapters"><p class="part">Part I · Waiting</p>
<ol>${steps.map((step, index) => stepHtml(step, index - here, path))}</ol>
${becauseHtml(context, steps, here, path)}</nav>`;
}

function stepHtml({ id, number, title }: PlotStep, distance: number, path: string): Html {
  const address = addressFrom(path, `chapters/${id}/`);
  const name = `${number} · ${title}`;
  const link =
    distance === 0
      ? html`<a href="${address}" aria-current="page" title="${name}" aria-label="${name}">${number}</a>`
      : html`<a href="${address}" title="${name}" aria-label="${name}">${number}</a>`;
  return distance < 0 ? html`<li class="before">${link}</li>` : html`<li>${link}</li>`;
}

function becauseHtml(
  context: ProseContext,
  steps: readonly PlotStep[],
  here: number,
  path: string,
): Html | undefined {
  const before = steps[here - 1];
  if (before === undefined) return undefined;
  const defect = renderInline(context, { file: PLOT_FILE, page: path }, before.endsOn);
  return html`<p class="because">Still wrong after ${before.number}: ${defect}</p>`;
}
