/**
 * Where the site will be published, as SITE_URL says it. Nothing needs to know, but for the cards
 * that others show of a page, which take full addresses, and the page for what is missing.
 */
import { UsageError } from '../../course/usage-error.ts';

/** The address, with a slash at its end; undefined if nobody says. Throws UsageError. */
export function publishedAt(
  text: string | undefined = process.env.SITE_URL,
): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^https?:/.test(text) || !URL.canParse(text))
    throw new UsageError(
      `SITE_URL is "${text}"; it must be where the site is published: https://example.org/course/`,
    );
  return new URL(text).href.replace(/[?#].*$/, '').replace(/\/*$/, '/');
}
