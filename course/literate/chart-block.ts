/**
 * Charts in a README: between `<!-- chart name … -->` and `<!-- /chart -->` stand a picture of what
 * a run printed and, folded, its numbers.
 *
 * As with timelines, the check makes no run. It holds the picture's stamp to the words and to
 * the programs; a refresh draws anew what fails that, and leaves the rest.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readChartMarker } from './chart-marker.ts';
import { chartPoints } from './chart-points.ts';
import type { Draft } from './draft.ts';
import { type Pictures, whyOutdated } from './pictures.ts';
import type { Place } from './quotation.ts';
import type { Runner } from './runner.ts';
import type { Tag } from './tags.ts';
import { digest, scenesOf, sourcesOf } from './timeline-sources.ts';
import { stamped } from './timeline-stamp.ts';

/** Notes the charts of a README that are out of date. With a runner it draws them again. */
export async function weaveCharts(
  draft: Draft,
  place: Place,
  tags: readonly Tag[],
  pictures: Pictures,
  run?: Runner,
): Promise<void> {
  for (const tag of tags) {
    await draft.attempt(tag.line, async () => {
      const request = readChartMarker(tag.name);
      const file = pictures.place(request.name, tag.line);
      const sources = sourcesOf(request, scenesOf(request, place.root), place.root);
      const reason = whyOutdated(file, sources, draft.readme.text, tag);
      if (reason === undefined) return;
      const message = `chart ${request.name} is out of date: ${reason}.`;
      if (run === undefined) {
        draft.outdated(tag.line, message);
        return;
      }
      // Plot takes its time to load, and only who draws needs it.
      const { drawChart } = await import('./chart-picture.ts');
      const output: string[] = [];
      for (const words of request.runs) output.push(...(await run(['run', ...words])));
      const { svg, markdown } = drawChart(request, chartPoints(request, output));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, stamped(svg, { sources, words: digest(markdown) }));
      draft.replace(tag.start, tag.end, markdown, tag.line, message);
    });
  }
}
