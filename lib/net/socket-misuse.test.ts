/** What no kernel should be asked, because it would misunderstand. */
import { describe, expect, it } from 'vitest';
import { AF_INET, SO_KEEPALIVE, SOCK_STREAM, SOL_SOCKET } from '../sys/index.ts';
import { stream } from './socket.fixture.ts';
import { Socket } from './socket.ts';

describe('Socket refuses at once, and says what it was given:', () => {
  it.each<[string, ErrorConstructor, string, () => unknown]>([
    [
      'a family',
      TypeError,
      'new Socket() takes a number, not "AF_INET"',
      () => new Socket('AF_INET' as never),
    ],
    [
      'a type',
      RangeError,
      'new Socket() takes whole numbers of 32 bits, not 1.5',
      () => new Socket(AF_INET, 1.5),
    ],
    [
      'a descriptor',
      RangeError,
      'a descriptor is a whole number ≥ 0, not 1.5',
      () => new Socket(AF_INET, SOCK_STREAM, undefined, 1.5),
    ],
    [
      'no descriptor',
      RangeError,
      'a descriptor is a whole number ≥ 0, not -1',
      () => new Socket(AF_INET, SOCK_STREAM, undefined, -1),
    ],
    [
      'a backlog',
      RangeError,
      'listen() takes whole numbers of 32 bits, not 1.5',
      () => stream().listen(1.5),
    ],
    [
      'a text as a backlog',
      TypeError,
      'listen() takes a number, not "5"',
      () => stream().listen('5' as never),
    ],
    [
      'no direction',
      TypeError,
      'shutdown() takes a number, not undefined',
      () => stream().shutdown(undefined as never),
    ],
    [
      'neither true nor false',
      TypeError,
      'setBlocking() takes true or false, not undefined',
      () => stream().setBlocking(undefined as never),
    ],
    [
      '0 for false',
      TypeError,
      'setBlocking() takes true or false, not 0',
      () => stream().setBlocking(0 as never),
    ],
    [
      'true as an option',
      TypeError,
      'setsockopt() takes a number, not true',
      () => stream().setsockopt(SOL_SOCKET, SO_KEEPALIVE, true as never),
    ],
    [
      'no address',
      TypeError,
      'an address is { host, port } or { path }, not undefined',
      () => stream().connect(undefined as never),
    ],
  ])('%s', (_, type, message, misuse) => {
    expect(misuse).toThrow(type);
    expect(misuse).toThrow(message);
  });
});
