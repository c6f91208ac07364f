/**
 * Timelines in a README: between `<!-- timeline name run="…" -->` and `<!-- /timeline -->` stand
 * a picture that was drawn from a recorded run and, folded, the same in words. The run itself is
 * kept beside the picture.
 *
 * The check records nothing. It holds the picture's stamp to the words, the run and the programs. A
 * refresh makes those pictures again that fail this check, and leaves the others: each recording
 * is a little different, and nobody wants to read such changes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Draft } from './draft.ts';
import { type Pictures, whyOutdated } from './pictures.ts';
import type { Place } from './quotation.ts';
import type { Tag } from './tags.ts';
import { readTimelineMarker } from './timeline-marker.ts';
import { drawPicture } from './timeline-picture.ts';
import type { TimelineRecorder } from './timeline-recorder.ts';
import { digest, readText, scenesOf, sourcesOf } from './timeline-sources.ts';
import { readStamp, stamped } from './timeline-stamp.ts';
import { traceFileOf, traceText, whyParted } from './timeline-trace.ts';

/**
 * Notes the timelines of a README that are out of date. With a recorder it makes them again, and
 * writes their files.
 */
export async function weaveTimelines(
  draft: Draft,
  place: Place,
  tags: readonly Tag[],
  pictures: Pictures,
  record?: TimelineRecorder,
): Promise<void> {
  for (const tag of tags) {
    await draft.attempt(tag.line, async () => {
      const request = readTimelineMarker(tag.name);
      const { name } = request;
      const file = pictures.place(name, tag.line);
      const scenes = scenesOf(request, place.root);
      const sources = sourcesOf(request, scenes, place.root);
      const reason =
        whyOutdated(file, sources, draft.readme.text, tag) ??
        whyParted(file, readStamp(readText(file))?.trace);
      if (reason === undefined) return;
      const message = `picture ${name} is out of date: ${reason}.`;
      if (record === undefined) {
        draft.outdated(tag.line, message);
        return;
      }
      const runs = [];
      for (const { chapter, cast } of scenes) {
        runs.push({ chapter, ...(await record(cast)) });
      }
      const { svg, markdown, replay } = drawPicture(request, runs);
      const trace = traceText(replay);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(traceFileOf(file), trace);
      const stamp = { sources, words: digest(markdown), trace: digest(trace) };
      writeFileSync(file, stamped(svg, stamp));
      draft.replace(tag.start, tag.end, markdown, tag.line, message);
    });
  }
}
