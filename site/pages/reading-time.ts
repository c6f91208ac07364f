/** How long a chapter takes, reckoned from what is in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chapter } from '../../course/catalogue.ts';

/** What a text holds, counted. */
export interface Measures {
  readonly words: number;
  /** Lines of code, of differences and of transcripts; blank ones aside. */
  readonly lines: number;
}

/** How fast somebody reads who wants to understand. */
export const PACE = { wordsPerMinute: 200, linesPerMinute: 20 } as const;

/** Counts the words of a chapter's text, and its lines of code. */
export function measure(markdown: string): Measures {
  let lines = 0;
  const prose = markdown
    // What stands in words below a picture says again what the picture says.
    .replace(/<!-- (timeline|chart) [\s\S]*?<!-- \/\1 -->/g, '')
    .replace(/^```[^\n]*\n([\s\S]*?)^```$/gm, (_fence, code: string) => {
      lines += code.split('\n').filter((line) => line.trim() !== '').length;
      return '';
    })
    .replace(/<!--[\s\S]*?-->|<[^>]+>/g, ' ')
    .replace(/\]\([^)]*\)/g, ']');
  return { words: prose.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0, lines };
}

/** The minutes that reading takes, to the next five. */
export function readingMinutes({ words, lines }: Measures): number {
  const minutes = words / PACE.wordsPerMinute + lines / PACE.linesPerMinute;
  return Math.max(5, Math.ceil(minutes / 5) * 5);
}

/** The minutes of a chapter's exercises; those that everybody does, or the others. */
export function exerciseMinutes({ exercises }: Chapter, tag: 'core' | 'extra'): number {
  return exercises
    .filter(({ tags }) => tags.includes(tag))
    .reduce((sum, { minutes }) => sum + minutes, 0);
}

/** `50 min`, `3 h 15 min` */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`];
  return parts.filter((part) => part !== false).join(' ');
}

/** The time that a chapter takes to read, as the home page tells it. */
export function chapterMinutes({ folder }: Chapter): string {
  const text = readFileSync(join(folder, 'README.md'), 'utf8');
  return formatMinutes(readingMinutes(measure(text)));
}
