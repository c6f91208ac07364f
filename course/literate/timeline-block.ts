/**
 * Timelines in a README: between `<!-- timeline name run="…" -->` and `<!-- /timeline -->` stand
 * a picture that was drawn from a recorded run and, folded, the same in words.
 *
 * The check records nothing. It holds the picture's stamp to the words and to the programs. A
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
import { digest, scenesOf, sourcesOf } from './timeline-sources.ts';
import { stamped } from './timeline-stamp.ts';

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
      const reason = whyOutdated(file, sources, draft.readme.text, tag);
      if (reason === undefined) return;
      const message = `picture ${name} is out of date: ${reason}.`;
      if (record === undefined) {
        draft.outdated(tag.line, message);
        return;
      }
      const runs = [];
      for (const { chapter, cast } of scenes) {
        runs.push({ chapter, programs: await record(cast) });
      }
      const { svg, markdown } = drawPicture(request, runs);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, stamped(svg, { sources, words: digest(markdown) }));
      draft.replace(tag.start, tag.end, markdown, tag.line, message);
    });
  }
}
