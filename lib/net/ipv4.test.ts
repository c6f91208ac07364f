import { isIPv4 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { formatIPv4, parseIPv4 } from './ipv4.ts';

describe('parseIPv4()', () => {
  it('gives the four bytes in the order of the text', () => {
    expect(parseIPv4('127.0.0.1')).toEqual(Uint8Array.of(127, 0, 0, 1));
    expect(parseIPv4('0.0.0.0')).toEqual(Uint8Array.of(0, 0, 0, 0));
    expect(parseIPv4('255.254.253.252')).toEqual(Uint8Array.of(255, 254, 253, 252));
  });

  it('agrees with node:net on what an address is', () => {
    const parts = ['0', '1', '9', '10', '99', '100', '199', '249', '250', '255', '256'];
    const odd = [
      '',
      ' ',
      '00',
      '01',
      '-1',
      '+1',
      '1e1',
      '0x1',
      '1 ',
      'a',
      '٣',
      '999',
      '1000',
    ];
    for (const part of [...parts, ...odd]) {
      for (let place = 0; place < 4; place++) {
        const numbers = ['1', '2', '3', '4'];
        numbers[place] = part;
        const text = numbers.join('.');
        expect({ text, is: parseIPv4(text) !== undefined }).toEqual({
          text,
          is: isIPv4(text),
        });
      }
    }
  });

  it.each([
    '',
    '1',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.4.',
    '.1.2.3.4',
    '1..2.3',
    ' 1.2.3.4',
    '1.2.3.4\n',
    '::1',
    'localhost',
    '2130706433',
    '127.1',
    '0177.0.0.1',
  ])('knows no address in %j, and neither does node:net', (text) => {
    expect(parseIPv4(text)).toBeUndefined();
    expect(isIPv4(text)).toBe(false);
  });
});

describe('formatIPv4()', () => {
  it('is the way back', () => {
    for (const text of ['0.0.0.0', '127.0.0.1', '1.22.255.100', '255.255.255.255']) {
      expect(formatIPv4(parseIPv4(text) as Uint8Array)).toBe(text);
    }
  });
});
