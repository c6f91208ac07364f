import { describe, expect, it } from 'vitest';
import {
  close,
  end,
  hold,
  pauseMs,
  readAll,
  readBytes,
  readFast,
  readSlowly,
  reset,
  type Step,
  send,
  sendByteByByte,
  stopReading,
  untilRead,
  validateScript,
} from './peer-script.ts';

describe('a step that makes no sense', () => {
  const nonsense: [string, () => Step, string][] = [
    ['a negative pause', () => pauseMs(-1), 'pauseMs(-1): not a time in milliseconds'],
    ['an endless pause', () => pauseMs(Number.POSITIVE_INFINITY), 'pauseMs(Infinity)'],
    ['no pause', () => pauseMs(Number.NaN), 'pauseMs(NaN)'],
    ['a send of nothing', () => send(''), 'send() of no bytes'],
    ['one of nothing', () => sendByteByByte(new Uint8Array()), 'sendByteByByte() of no'],
    ['standing still', () => readSlowly(0), 'readSlowly(0): not a positive number'],
    ['half a byte', () => readBytes(0.5), 'readBytes(0.5): not a positive whole number'],
    ['no byte', () => readBytes(0), 'readBytes(0): not a positive whole number'],
  ];
  it.each(nonsense)('%s is a RangeError', (_, make, message) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  });
});

describe('validateScript()', () => {
  const nonsense: [string, Step[]][] = [
    ['send() comes after end(): nothing more can be sent', [end(), send('x')]],
    ['end() comes after end(): nothing more can be sent', [end(), readAll(), end()]],
    ['untilRead() comes after end(): nothing more can be sent', [end(), untilRead()]],
    ['hold() comes after close()', [close(), hold()]],
    ['pauseMs() comes after reset()', [reset(), pauseMs(1)]],
    [
      'readFast() comes after readAll(): nothing is left to read',
      [readAll(), readFast()],
    ],
    [
      'readBytes() comes after stopReading(): it would never return',
      [stopReading(), pauseMs(1), readBytes(1)],
    ],
    ['pauseMs(-5): not a time in milliseconds', [{ step: 'pauseMs', ms: -5 }]],
  ];
  it.each(nonsense)('refuses a script where %s', (message, script) => {
    expect(() => validateScript(script)).toThrow(new RangeError(message));
  });

  it('accepts a half-closed connection, and reading after a stop', () => {
    validateScript([]);
    validateScript([send('x'), end(), hold(), readAll(), close()]);
    validateScript([stopReading(), pauseMs(0), readSlowly(0.1), readBytes(1), reset()]);
  });

  it('takes a script that went through a structured clone: it is plain data', () => {
    const script = [send('x'), readSlowly(2), hold(), end()];
    validateScript(structuredClone(script));
    expect(structuredClone(script)).toEqual(script);
  });
});
