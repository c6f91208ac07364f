/**
 * Looks for a word in the files of a folder, twice: once with a function that returns the
 * contents of all files, and once with one that stops after each file until the next is wanted.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count, print, program } from 'would-block';

// #region eager
/** The contents of all files in a folder, in a list. */
function contentsEagerly(folder: string): string[] {
  const contents: string[] = [];
  for (const name of readdirSync(folder).sort()) {
    contents.push(readCounted(join(folder, name)));
  }
  return contents;
}
// #endregion

// #region lazy
/** The contents of all files in a folder, one after the other. */
function* contentsLazily(folder: string): Generator<string, void, void> {
  for (const name of readdirSync(folder).sort()) {
    yield readCounted(join(folder, name));
  }
}
// #endregion

// #region find
/** Which of the contents is the first to hold the word, counted from 1; 0 if none does. */
function firstWith(word: string, contents: Iterable<string>): number {
  let number = 0;
  for (const content of contents) {
    number += 1;
    if (content.includes(word)) return number;
  }
  return 0;
}
// #endregion

// #region search
export function search({ files, at }: { files: number; at: number }): void {
  const folder = makeFolder(files, at);
  try {
    filesRead = 0;
    const eager = firstWith('needle', contentsEagerly(folder));
    print(`eager: in file ${eager}; ${filesRead} files were read`);
    filesRead = 0;
    const lazy = firstWith('needle', contentsLazily(folder));
    print(`lazy: in file ${lazy}; ${filesRead} files were read`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
// #endregion

// #region files
let filesRead = 0;

function readCounted(file: string): string {
  filesRead += 1;
  return readFileSync(file, 'utf8');
}

/** A folder of text files. One of them has a needle in it; none, if there are not so many. */
function makeFolder(files: number, at: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'would-block-'));
  for (let number = 1; number <= files; number += 1) {
    const text = number === at ? 'hay needle hay\n' : 'hay hay hay\n';
    writeFileSync(join(folder, `${String(number).padStart(6, '0')}.txt`), text);
  }
  return folder;
}
// #endregion

// #region program
program(import.meta.url, {
  summary:
    'Looks for a word in many files, eagerly and lazily, and counts what was read.',
  settings: {
    files: count(200, 'how many files there are'),
    at: count(3, 'which of them has the word'),
  },
  main: search,
});
// #endregion
