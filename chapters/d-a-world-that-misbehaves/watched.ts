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
    report(`the bytes of ${echo.name}`, () => {
      expectBytes('The peer received', peer.received(), 'foobar');
    });
    report(`the calls of ${echo.name}`, () => {
      expectNoSpinning(seen);
      expectWaitsOnlyIn(seen, 'select');
      expectAllClosed(seen, socket);
    });
    socket.close();
  }
}
// #endregion

// #region report
/** Prints what an expectation has to say, and the calls that it goes by. */
function report(subject: string, expectation: () => void): void {
  try {
    expectation();
    print(`${subject}: nothing is wrong`);
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    print(`${subject}:`);
    for (const clause of error.message.split(/(?<=[.,:?]) /)) print(`  ${clause}`);
    for (const call of error.trace) print(`    ${call}`);
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
