/**
 * Receives the same six bytes from two peers, which both send them one at a time.
 */
import { print, program, type Socket } from 'would-block';
import { end, hold, send, sendByteByByte, startPeer } from 'would-block/testing';

// #region pieces
export function pieces(): void {
  const sends = [...'foobar'].map((letter) => send(letter));
  const hasty = startPeer([...sends, hold(), end()]);
  const socket = hasty.connect();
  hasty.untilHeld(); // now all six have arrived
  hasty.goOn();
  print(`six calls of send(): ${receive(socket)}`);

  const patient = startPeer([sendByteByByte('foobar'), end()]);
  print(`sendByteByByte():    ${receive(patient.connect())}`);
}
// #endregion

// #region receive
/** What each recv() found, until the stream ended. */
function receive(socket: Socket): string {
  const found: string[] = [];
  for (;;) {
    const data = socket.recv(100);
    if (data.length === 0) break;
    found.push(JSON.stringify(new TextDecoder().decode(data)));
  }
  socket.close();
  return found.join(' ');
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Receives six bytes that were sent one at a time, in two ways.',
  settings: {},
  main: pieces,
});
// #endregion
