/**
 * The folder with a README's pictures: each is shown in one place, and none lies there unseen, nor
 * does a run that no picture shows.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import type { Draft } from './draft.ts';
import { Fault } from './problem.ts';
import type { Place } from './quotation.ts';
import type { Tag } from './tags.ts';
import { digest, readText } from './timeline-sources.ts';
import { readStamp } from './timeline-stamp.ts';

const FOLDER = 'pictures';

/** Which pictures a README shows. */
export class Pictures {
  readonly #folder: string;
  readonly #lines = new Map<string, number>();

  constructor({ root, file }: Place) {
    this.#folder = join(root, dirname(file), FOLDER);
  }

  /** The file of a picture that a line shows. Throws a `Fault` if another line does as well. */
  place(name: string, line: number): string {
    const earlier = this.#lines.get(name);
    if (earlier !== undefined) {
      throw new Fault(`picture ${name} stands on line ${earlier} too; rename one.`);
    }
    this.#lines.set(name, line);
    return join(this.#folder, `${name}.svg`);
  }

  /** Notes the files that nothing shows. */
  noteUnseen(draft: Draft): void {
    if (!existsSync(this.#folder)) return;
    for (const file of readdirSync(this.#folder).toSorted()) {
      const { name, ext } = parse(file);
      if (!['.svg', '.json'].includes(ext) || this.#lines.has(name)) continue;
      draft.fault(1, `nothing here shows ${FOLDER}/${file}; remove it.`);
    }
  }
}

/** Why a picture must be made again, or undefined if it need not be. */
export function whyOutdated(
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
