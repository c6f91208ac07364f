/**
 * Three echo servers that give every byte back. A test of the bytes finds nothing; one of the
 * system calls does.
 */
import { print, program, SHUT_WR, type Socket, select } from 'would-block';
import {
  end,
  expectAllClosed,
  expectBytes,
  expectNoSpinning,
  expectWaitsOnlyIn,
  observe,
  pauseMs,
  send,
  startPeer,
  untilRead,
  Wrong,
} from 'would-block/testing';

// #region echoes
function sleepy(socket: Socket): void {
  for (let data = socket.recv(100); data.length > 0; data = socket.recv(100)) {
    socket.sendAll(data);
  }
  socket.close();
}

function restless(socket: Socket): void {
  socket.setBlocking(false);
  const buffer = new Uint8Array(100);
  for (;;) {
    const count = socket.tryRecvInto(buffer);
    if (count === 0) break;
    if (count > 0) socket.sendAll(buffer.subarray(0, count));
  }
  socket.close();
}

function forgetful(socket: Socket): void {
  socket.setBlocking(false);
  for (;;) {
    select([socket], [], []);
    const data = socket.recv(100);
    if (data.length === 0) break;
    socket.sendAll(data);
  }
  socket.shutdown(SHUT_WR);
}
// #endregion

// #region watched
export function watched(): void {
  for (const echo of [sleepy, restless, forgetful]) {
    const peer = startPeer([pauseMs(100), send('foo'), untilRead(), send('bar'), end()]);
    const socket = peer.connect();
    const seen = observe(() => echo(socket));
    const bytes = verdict(() => {
      expectBytes('The peer received', peer.received(), 'foobar');
    });
    const calls = verdict(() => {
      expectNoSpinning(seen);
      expectWaitsOnlyIn(seen, 'select');
      expectAllClosed(seen, socket);
    });
    print(`The bytes of ${echo.name}: ${bytes}`);
    print(`The calls of ${echo.name}: ${calls}\n`);
    socket.close();
  }
}
// #endregion

// #region verdict
/** What an expectation has to say, and the calls that it goes by. */
function verdict(expectation: () => void): string {
  try {
    expectation();
    return 'nothing is wrong.';
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return [error.message, ...error.trace].join('\n  ');
  }
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Tests three echo servers twice: what they send, and what they ask for.',
  settings: {},
  main: watched,
});
// #endregion
