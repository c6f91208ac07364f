/** What the development server says of a build, in a line. */
import type { Shown } from './builder.ts';

const MOST_NAMES = 3;

/** The line for what has been built; undefined where there is nothing to say. */
export function builtLine(shown: Extract<Shown, { kind: 'built' }>): string | undefined {
  const { changed, changedFiles, isLate, isOutdated } = shown;
  const seconds = `${shown.seconds.toFixed(1)} s`;
  const pages = changed.filter(({ path }) => path.endsWith('.html')).length;
  const count = `${pages} ${pages === 1 ? 'page' : 'pages'} built in ${seconds}`;
  if (isLate) {
    if (pages === 0) return undefined;
    return isOutdated ? `${count} again` : `${count} again, with nothing outdated`;
  }
  if (changedFiles.length === 0) return count;
  const change = `after a change of ${namesOf(changedFiles)}`;
  // The draft before may have seen the change already, or no page shows it.
  return pages === 0
    ? `No page is different ${change} (${seconds})`
    : `${count} ${change}`;
}

function namesOf(files: readonly string[]): string {
  const more = files.length - MOST_NAMES;
  const names = files.slice(0, MOST_NAMES).join(', ');
  return more > 0 ? `${names} and ${more} more` : names;
}
