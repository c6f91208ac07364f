import { describe, expect, it } from 'vitest';
import { displayWidth } from './display-width.ts';
import { fitTraceLine } from './trace-line.ts';

const sent = 'send(4, "\\10\\17\\20abc\\"cabbages"..., 952, MSG_NOSIGNAL) = 952';

describe('fitTraceLine()', () => {
  it('leaves alone what fits', () => {
    expect(fitTraceLine(sent, 80)).toBe(sent);
  });

  it('shortens the data, between two characters of them, and shows that it did', () => {
    expect(fitTraceLine(sent, 50)).toBe(
      'send(4, "\\10\\17\\20ab"..., 952, MSG_NOSIGNAL) = 952',
    );
    expect(fitTraceLine('send(4, "abcdefghij", 10, 0) = 10', 31)).toBe(
      'send(4, "abcde"..., 10, 0) = 10',
    );
  });

  it('gives up the words for an error before all of the data', () => {
    const refused =
      'send(3, "foobar", 6, 0) = -1 EAGAIN (Resource temporarily unavailable)';
    expect(fitTraceLine(refused, 63)).toBe('send(3, "foobar", 6, 0) = -1 EAGAIN');
    const row = 'send(3, "x", 1, 0) = -1 EAGAIN (Try again) (19 times in a row)';
    expect(fitTraceLine(row, 55)).toBe(
      'send(3, "x", 1, 0) = -1 EAGAIN (19 times in a row)',
    );
  });

  it('cuts the arguments, and never the answer', () => {
    const select = `select(9, [${'3 4 5 6 7 8 '.repeat(9)}], [], NULL, NULL) = 1 (in [3])`;
    const fitted = fitTraceLine(select, 40);
    expect(fitted).toMatch(/^select\(9, \[3 4.*…\) = 1 \(in \[3\]\)$/);
    for (let columns = 1; columns < 80; columns++) {
      for (const line of [sent, select, '…', 'recv(3, ..., 4, 0 <unfinished ...>']) {
        expect(displayWidth(fitTraceLine(line, columns))).toBeLessThanOrEqual(columns);
      }
    }
  });
});
