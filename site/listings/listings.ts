/** What the site knows of the files that it shows, while it makes pages. */
import { findPlaces, type Places } from './places.ts';
import { Sources } from './sources.ts';

export interface Listings {
  readonly sources: Sources;
  readonly places: Places;
}

/** Finds out what is shown where in a repository. */
export function readListings(root: string): Listings {
  const sources = new Sources(root);
  return { sources, places: findPlaces(sources) };
}
