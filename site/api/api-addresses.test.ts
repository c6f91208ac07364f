import { describe, expect, it } from 'vitest';
import { apiAddress, doorOf } from './api-addresses.ts';

describe('apiAddress()', () => {
  it('leads to an anchor on the page of the door', () => {
    expect(apiAddress('would-block', 'select')).toBe('api/would-block/#select');
    expect(apiAddress('sim', 'send')).toBe('api/sim/#send');
  });

  it('leads to a page of its own for what is long, and for the constants', () => {
    expect(apiAddress('would-block', 'Socket')).toBe('api/would-block/socket/#Socket');
    expect(apiAddress('would-block', 'Socket.send')).toBe(
      'api/would-block/socket/#Socket.send',
    );
    expect(apiAddress('would-block', 'SOL_SOCKET')).toBe(
      'api/would-block/constants/#SOL_SOCKET',
    );
    expect(apiAddress('trace', 'FULL_TEXT')).toBe('api/trace/#FULL_TEXT');
  });
});

describe('doorOf()', () => {
  it('knows which door opens a file of the library, and that nothing else has one', () => {
    expect(doorOf('lib/net/socket.ts')).toBe('would-block');
    expect(doorOf('lib/testing/wrong.ts')).toBe('testing');
    expect(doorOf('lib/testing/parity/run.ts')).toBe('testing/parity');
    expect(doorOf('lib/index.ts')).toBeUndefined();
    expect(doorOf('chapters/05-select/upper.ts')).toBeUndefined();
  });
});
