/**
 * The stamp in a picture's file: digests of what the picture was made from, of the words that
 * belong to it, and of the picture itself. Runs differ, so a check cannot make a picture again
 * and compare; by the stamp it can tell that picture, words and programs still belong together.
 */
import { digest } from './timeline-sources.ts';

/** What a picture's file says of its origin. */
export interface Stamp {
  /** The digests of its sources, by their names. */
  readonly sources: Readonly<Record<string, string>>;
  /** The digest of what the README says between the comments. */
  readonly words: string;
  /** Of a timeline, the digest of the run that is kept beside it. */
  readonly trace?: string;
}

const STAMP = /^<!-- recorded by `npm run refresh`: (\{.*\}) -->\n$/m;

/** Adds a stamp to a picture. */
export function stamped(svg: string, stamp: Stamp): string {
  const text = JSON.stringify({ ...stamp, picture: digest(svg) });
  return `${svg}<!-- recorded by \`npm run refresh\`: ${text} -->\n`;
}

/** Reads the stamp; undefined if there is none, or the picture is not the one it was put on. */
export function readStamp(file: string): Stamp | undefined {
  const match = STAMP.exec(file);
  if (!match?.[1]) return undefined;
  try {
    const { sources, words, trace, picture } = JSON.parse(match[1]);
    const isWhole = picture === digest(file.slice(0, match.index));
    return isWhole && typeof sources === 'object' ? { sources, words, trace } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
