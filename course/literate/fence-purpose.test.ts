import { describe, expect, it } from 'vitest';
import { readPurpose } from './fence-purpose.ts';

describe('readPurpose()', () => {
  it('reads listings, differences and fences that quote nothing', () => {
    expect(readPurpose('ts file=server.ts#accept')).toEqual({
      kind: 'listing',
      file: 'server.ts#accept',
    });
    expect(readPurpose('diff from=a.ts to=b.ts')).toEqual({
      kind: 'difference',
      from: 'a.ts',
      to: 'b.ts',
    });
    for (const info of ['', 'ts', 'sh', 'diff']) {
      expect(readPurpose(info)).toEqual({ kind: 'plain' });
    }
  });

  it('reads regular expressions with spaces, classes and escaped slashes', () => {
    const info = String.raw`console varies=/port (\d+)/ varies=/[/ ]a\/b/ order=any`;
    const purpose = readPurpose(info);
    if (purpose.kind !== 'transcript') throw new Error(purpose.kind);
    expect(purpose.varies.map(({ source }) => source)).toEqual([
      String.raw`port (\d+)`,
      String.raw`[/ ]a\/b`,
    ]);
    expect(purpose.anyOrder).toBe(true);
  });

  it.each([
    ['ts flie=server.ts', "`ts` fence doesn't know `flie=`; it takes `file=`"],
    ['ts server.ts', "fence's `server.ts` can't be read"],
    ['ts file=a.ts file=b.ts', '`file=` stands twice'],
    ['diff from=a.ts', 'needs both `from=` and `to=`'],
    ['console file=a.ts', "doesn't know `file=`; it takes `varies=` and `order=`"],
    ['console order=some', '`order=some` is unknown'],
    ['console varies=port', 'no regular expression between slashes'],
    ['console varies=/(/', '`varies=/(/` is invalid: '],
    ['console varies=/a b/c/', "can't be read"],
    [String.raw`console varies=/\d*/`, 'matches even an empty text'],
  ])('refuses `%s`', (info, message) => {
    expect(() => readPurpose(info)).toThrow(message);
  });
});
