/** What the texts of the course are rendered with: what they quote, name and lead to. */
import type { Chapter } from '../../course/catalogue.ts';
import type { Listings } from '../listings/listings.ts';
import type { Reference } from '../reference/reference.ts';
import type { TextLink } from './dead-ends.ts';

/** The same object for all texts of a build. */
export interface ProseContext {
  /** The repository's absolute path. */
  readonly root: string;
  readonly chapters: readonly Chapter[];
  readonly listings: Listings;
  readonly reference: Pick<Reference, 'definitions' | 'names' | 'usage'>;
  /** Files of the repository that texts lead to and no page shows; filled while texts are rendered. */
  readonly linkedFiles: Set<string>;
  /** The links of the texts to pages and files of the site; filled while texts are rendered. */
  readonly textLinks: TextLink[];
}
