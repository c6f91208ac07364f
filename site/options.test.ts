import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('readOptions()', () => {
  it('builds unless it is told to serve, on a port or without one', () => {
    expect(readOptions([])).toEqual({ serve: false, port: undefined });
    expect(readOptions(['--serve'])).toEqual({ serve: true, port: undefined });
    expect(readOptions(['--serve', '--port', '0'])).toEqual({ serve: true, port: 0 });
  });

  it.each([
    [['--serve', '--port', '99999'], 'from 0 to 65535, not 99999.'],
    [['--serve', '--port', '-1'], '--port'],
    [['--serve', '--port', 'http'], 'not http.'],
    [['--port', '80'], '--port is for --serve.'],
    [['--server'], "Unknown option '--server'. Use: npm run site"],
    [['dist'], "Unexpected argument 'dist'."],
  ])('refuses %j in one line', (typed, message) => {
    expect(() => readOptions(typed)).toThrow(message);
    expect(() => readOptions(typed)).toThrow(/^[^\n]+$/);
  });
});
