/** What is known of the library and of the prose before any page is made: its pages link to each other. */
import type { Chapter } from '../../course/catalogue.ts';
import { heading } from '../../course/contents.ts';
import type { ApiDoor } from '../api/api-model.ts';
import { ApiNames } from '../api/api-names.ts';
import { findMentions } from '../api/links-back.ts';
import { readApi } from '../api/read-api.ts';
import { type Cache, fingerprint } from '../cache/cache.ts';
import { type Definition, readDefinitions } from '../glossary/definitions.ts';
import { readCourse } from '../reading/read-course.ts';
import type { Section } from '../reading/reading.ts';
import { readUsage, sourcesIn } from '../usage/read-usage.ts';
import type { Usage } from '../usage/usage.ts';

/** Read once in a build, for all of its pages. */
export interface Reference {
  readonly api: readonly ApiDoor[];
  readonly names: ApiNames;
  readonly usage: Usage;
  readonly sections: readonly Section[];
  readonly definitions: readonly Definition[];
  /** The sections that name an export or a member, by its name. */
  readonly mentions: ReadonlyMap<string, readonly Section[]>;
  /** How a chapter or an exercise is called where it is linked to, by its path in the site. */
  readonly titles: ReadonlyMap<string, string>;
}

/** The library, and by whose rules it is read. */
const READ_BY_THE_API = ['lib', 'site/api', 'site/usage'];

/** Reads the library and the prose. Throws `SiteFault`. */
export async function readReference(
  root: string,
  cache: Cache,
  chapters: readonly Chapter[],
): Promise<Reference> {
  const sections = readCourse(root);
  const files = READ_BY_THE_API.flatMap((folder) => sourcesIn(root, folder));
  const print = fingerprint([...files, cache.printOf(files)]);
  const api = await cache.recall('api', print, () => readApi(root));
  const usage = await readUsage(root, cache);
  const names = new ApiNames(api);
  const mentions = findMentions(names, sections, usage);
  return {
    api,
    names,
    usage,
    sections,
    definitions: readDefinitions(chapters, sections),
    mentions,
    titles: titlesOf(chapters),
  };
}

function titlesOf(chapters: readonly Chapter[]): Map<string, string> {
  return new Map(
    chapters.flatMap((chapter): [string, string][] => [
      [`chapters/${chapter.id}/`, heading(chapter)],
      ...chapter.exercises.map(({ id, title }): [string, string] => [
        `exercises/${id}/`,
        title,
      ]),
    ]),
  );
}
