import { isIPv6 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { formatIPv6, parseIPv6 } from './ipv6.ts';

/** The sixteen bytes of eight groups. */
function bytes(...groups: number[]): Uint8Array {
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

/** Texts made of groups, colons and dots in every order, up to some length: right and wrong. */
function* corpus(): Generator<string> {
  const pieces = ['1', 'ABCD', '0', ':', '::', '1.2.3.4', 'g', '12345', ''];
  const longest = 4;
  for (let length = 1; length <= longest; length++) {
    for (let number = 0; number < pieces.length ** length; number++) {
      let text = '';
      let rest = number;
      for (let place = 0; place < length; place++) {
        text += pieces[rest % pieces.length];
        rest = Math.floor(rest / pieces.length);
      }
      yield text;
    }
  }
}

/** Every number of groups before and after a `::` or without one, with and without dots at the end. */
function* shapes(): Generator<string> {
  for (const last of ['f', '1.2.3.4', '1.2.3']) {
    for (let head = 0; head <= 9; head++) {
      for (let tail = 0; tail <= 9; tail++) {
        const groups = (count: number) => new Array<string>(count).fill('a');
        yield [...groups(head), last].join(':');
        yield `${groups(head).join(':')}::${[...groups(tail), last].join(':')}`;
        yield `${[...groups(head), last].join(':')}::${groups(tail).join(':')}`;
        yield `${groups(head).join(':')}::${groups(tail).join(':')}`;
      }
    }
  }
}

describe('parseIPv6()', () => {
  it.each<[string, Uint8Array]>([
    ['::', bytes(0, 0, 0, 0, 0, 0, 0, 0)],
    ['::1', bytes(0, 0, 0, 0, 0, 0, 0, 1)],
    ['1::', bytes(1, 0, 0, 0, 0, 0, 0, 0)],
    ['2001:db8::1', bytes(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)],
    ['1:2:3:4:5:6:7:8', bytes(1, 2, 3, 4, 5, 6, 7, 8)],
    ['1:2:3:4:5:6:7::', bytes(1, 2, 3, 4, 5, 6, 7, 0)],
    ['::2:3:4:5:6:7:8', bytes(0, 2, 3, 4, 5, 6, 7, 8)],
    ['FFFF:00ff:0000::', bytes(0xffff, 0xff, 0, 0, 0, 0, 0, 0)],
    ['::ffff:127.0.0.1', bytes(0, 0, 0, 0, 0, 0xffff, 0x7f00, 1)],
    ['1:2:3:4:5:6:255.255.0.1', bytes(1, 2, 3, 4, 5, 6, 0xffff, 1)],
  ])('gives the sixteen bytes of %s', (text, expected) => {
    expect(parseIPv6(text)).toEqual(expected);
  });

  it('agrees with node:net on what an address is', () => {
    let right = 0;
    let wrong = 0;
    for (const text of [...corpus(), ...shapes()]) {
      const is = parseIPv6(text) !== undefined;
      if (is !== isIPv6(text)) expect({ text, is }).toEqual({ text, is: isIPv6(text) });
      if (is) right += 1;
      else wrong += 1;
    }
    expect(right).toBeGreaterThan(200);
    expect(wrong).toBeGreaterThan(1000);
  });

  it.each([
    '',
    ':',
    ':::',
    '1',
    '::1::',
    '1.2.3.4',
    ' ::1',
    '::1\n',
    '[::1]',
    '::1/64',
    '::%lo',
  ])('knows no address in %j', (text) => {
    expect(parseIPv6(text)).toBeUndefined();
  });

  it('leaves zones to node:net', () => {
    expect(isIPv6('fe80::1%eth0')).toBe(true);
    expect(parseIPv6('fe80::1%eth0')).toBeUndefined();
  });
});

describe('formatIPv6()', () => {
  it.each([
    // RFC 5952 §4: no leading zeros, the longest run of zeros as "::", lower case.
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:DB8::ABCD', '2001:db8::abcd'],
    // At the ends, and everywhere.
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['1:2:3:4:5:6:7:0', '1:2:3:4:5:6:7:0'],
    ['0:2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8'],
    ['0:0:3:4:5:6:0:0', '::3:4:5:6:0:0'],
    // §5: an IPv4 address in dots, where the prefix says that it is one.
    ['::ffff:7f00:1', '::ffff:127.0.0.1'],
    ['::ffff:0:0', '::ffff:0.0.0.0'],
    ['::7f00:1', '::7f00:1'],
    ['1::ffff:7f00:1', '1::ffff:7f00:1'],
    ['::fffe:7f00:1', '::fffe:7f00:1'],
  ])('writes %s as %s', (text, expected) => {
    expect(formatIPv6(parseIPv6(text) as Uint8Array)).toBe(expected);
  });

  it('agrees with the URL parser of Node, where that uses no dots either', () => {
    // Every pattern of zero and other groups.
    for (let pattern = 0; pattern < 256; pattern++) {
      const groups = Array.from(
        { length: 8 },
        (_, at) => ((pattern >> at) & 1) * (0xa1 + at),
      );
      const text = formatIPv6(bytes(...groups));
      const url = new URL(
        `http://[${groups.map((group) => group.toString(16)).join(':')}]/`,
      );
      expect(`[${text}]`).toBe(url.hostname);
      expect(parseIPv6(text)).toEqual(bytes(...groups));
    }
  });
});
