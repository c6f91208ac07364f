/** What every part of the generator needs to know while it makes pages. */
import type { Chapter } from '../course/catalogue.ts';
import type { Cache } from './cache/cache.ts';
import type { Pictures } from './cards/pictures.ts';
import type { LabFiles } from './lab/lab-files.ts';
import type { Listings } from './listings/listings.ts';
import type { TextLink } from './markdown/dead-ends.ts';
import type { Reference } from './reference/reference.ts';

export interface Site {
  /** The repository's absolute path. */
  readonly root: string;
  readonly cache: Cache;
  /** Where the site is published, with a slash at its end; undefined if nobody has said so. */
  readonly address: string | undefined;
  readonly chapters: readonly Chapter[];
  readonly listings: Listings;
  readonly reference: Reference;
  readonly pictures: Pictures;
  readonly lab: LabFiles;
  /** Files of the repository that pages lead to and none shows; filled while pages are made. */
  readonly linkedFiles: Set<string>;
  /** The links of the texts to pages and files of the site; filled while pages are made. */
  readonly textLinks: TextLink[];
}
