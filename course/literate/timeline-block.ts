/**
 * Timelines in a README: between `<!-- timeline name run="…" -->` and `<!-- /timeline -->` stand
 * a picture that was drawn from a recorded run and, folded, the same in words.
 *
 * The check records nothing. It holds the picture's stamp to the words and to the programs. A
 * refresh makes those pictures again that fail this check, and leaves the others: each recording
 * is a little different, and nobody wants to read such changes.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Draft } from './draft.ts';
import { Fault } from './problem.ts';
import type { Place } from './quotation.ts';
import type { Tag } from './tags.ts';
import { readTimelineMarker } from './timeline-marker.ts';
import { drawPicture } from './timeline-picture.ts';
import type { TimelineRecorder } from './timeline-recorder.ts';
import { digest, readText, scenesOf, sourcesOf } from './timeline-sources.ts';
import { readStamp, stamped } from './timeline-stamp.ts';

const FOLDER = 'pictures';

/**
 * Notes the timelines of a README that are out of date. With a recorder it makes them again, and
 * writes their files. Notes pictures that no README shows, too.
 */
export async function weaveTimelines(
  draft: Draft,
  place: Place,
  tags: readonly Tag[],
  record?: TimelineRecorder,
): Promise<void> {
  const folder = join(place.root, dirname(place.file), FOLDER);
  const placed = new Map<string, number>();
  for (const tag of tags) {
    await draft.attempt(tag.line, async () => {
      const request = readTimelineMarker(tag.name);
      const { name } = request;
      const earlier = placed.get(name);
      if (earlier !== undefined) {
        throw new Fault(`picture ${name} stands on line ${earlier} too; rename one.`);
      }
      placed.set(name, tag.line);
      const scenes = scenesOf(request, place.root);
      const sources = sourcesOf(request, scenes, place.root);
      const file = join(folder, `${name}.svg`);
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
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, stamped(svg, { sources, words: digest(markdown) }));
      draft.replace(tag.start, tag.end, markdown, tag.line, message);
    });
  }
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder).toSorted()) {
    if (!file.endsWith('.svg') || placed.has(file.slice(0, -'.svg'.length))) continue;
    draft.fault(1, `nothing here shows ${FOLDER}/${file}; remove it.`);
  }
}

/** Why a picture must be made again, or undefined if it need not be. */
function whyOutdated(
  file: string,
  sources: Readonly<Record<string, string>>,
  readme: string,
  tag: Tag,
): string | undefined {
  if (!existsSync(file)) return 'its file is missing';
  const stamp = readStamp(readText(file));
  if (stamp === undefined) return 'its file is not as it was drawn';
  const names = new Set([...Object.keys(sources), ...Object.keys(stamp.sources)]);
  const changed = [...names].filter((name) => sources[name] !== stamp.sources[name]);
  if (changed.length > 0) {
    const verb = changed.length === 1 ? 'has' : 'have';
    return `${changed.join(', ')} ${verb} changed since it was recorded`;
  }
  const isSame = digest(readme.slice(tag.start, tag.end)) === stamp.words;
  return isSame ? undefined : 'the words below it are not those of its recording';
}
