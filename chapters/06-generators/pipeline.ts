/**
 * Three generators in a row: pieces as a network would bring them, the lines in them, and those
 * lines that are wanted. The last one in the row is asked, and asks the one before it.
 */
import { count, print, program } from 'would-block';

// #region stages
function* pieces(): Generator<string, void, void> {
  try {
    for (const piece of [
      'INFO st',
      'art\nERROR no',
      ' disk\nINFO go',
      ' on\n',
      'ERROR no',
      ' net\n',
    ]) {
      print(`pieces: here is ${JSON.stringify(piece)}`);
      yield piece;
    }
  } finally {
    print('pieces: finally');
  }
}

function* lines(source: Iterable<string>): Generator<string, void, void> {
  let begun = '';
  try {
    for (const piece of source) {
      const [first = '', ...others] = piece.split('\n');
      begun += first;
      for (const other of others) {
        yield begun;
        begun = other;
      }
    }
    if (begun !== '') yield begun;
  } finally {
    print('lines: finally');
  }
}

function* errors(source: Iterable<string>): Generator<string, void, void> {
  for (const line of source) if (line.startsWith('ERROR')) yield line;
}
// #endregion

// #region pipeline
export function pipeline({ wanted }: { wanted: number }): void {
  let found = 0;
  for (const line of errors(lines(pieces()))) {
    print(`found: ${line}`);
    found += 1;
    if (found === wanted) break;
  }
}
// #endregion

// #region program
program(import.meta.url, {
  summary:
    'Pulls lines out of pieces, and errors out of lines, through three generators.',
  settings: { wanted: count(1, 'how many errors to look for') },
  main: pipeline,
});
// #endregion
