/**
 * A peer that says nothing, one that speaks, one that ends, one that crashes; and a bug.
 */
import { currentKernel, runOn, Socket, select } from 'would-block';
import { SimulatedKernel } from 'would-block/sim';
import {
  check,
  checks,
  end,
  expectBytes,
  hold,
  kernelWith,
  reset,
  type Step,
  send,
  startPeer,
  Wrong,
} from 'would-block/testing';
import type { Answer } from './starter.ts';

/** A non-blocking socket on which all that the peer's script does up to its hold() has arrived. */
function connectTo(script: readonly Step[]) {
  const peer = startPeer(script);
  const socket = peer.connect();
  socket.setBlocking(false);
  peer.untilHeld();
  return { peer, socket };
}

/** Asks when there is an answer: what the peer does takes a moment to arrive. */
function soon(
  receive: (socket: Socket) => Answer,
  socket: Socket,
  waitsFor: string,
): Answer {
  select([socket], [], [], 1000);
  const answer = receive(socket);
  if (answer.kind !== 'later') return answer;
  throw new Wrong(`The peer has ${waitsFor}, and receive() answers "later".`);
}

function expectKind(answer: Answer, kind: Answer['kind'], happened: string): void {
  if (answer.kind === kind) return;
  throw new Wrong(`${happened}, and receive() answers "${answer.kind}", not "${kind}".`);
}

export default checks<typeof import('./starter.ts')>([
  check('nothing has arrived', ({ receive }) => {
    const { socket } = connectTo([hold()]);
    expectKind(receive(socket), 'later', 'The peer has sent nothing yet');
    expectKind(receive(socket), 'later', 'The peer has still sent nothing');
  }),

  check('some bytes have arrived', ({ receive }) => {
    const { socket } = connectTo([send('hello'), hold()]);
    const answer = receive(socket);
    expectKind(answer, 'data', 'Five bytes have arrived');
    if (answer.kind === 'data') {
      expectBytes('The peer sent "hello", and receive() brings', answer.bytes, 'hello');
    }
    expectKind(receive(socket), 'later', 'All of them have been received');
  }),

  check(
    'more bytes than one recv() takes',
    ({ receive }) => {
      const sent = new Uint8Array(1500).map((_, index) => index % 251);
      const { socket } = connectTo([send(sent), hold()]);
      const pieces: Uint8Array[] = [];
      for (let received = 0; received < sent.length; ) {
        const answer = receive(socket);
        expectKind(answer, 'data', `Of 1,500 bytes, ${received} have been received`);
        if (answer.kind !== 'data') break;
        if (answer.bytes.length > 1024) {
          throw new Wrong(
            `receive() brings ${answer.bytes.length} bytes in one call. It is to bring at most ` +
              '1,024: whoever calls has others to serve.',
          );
        }
        pieces.push(answer.bytes);
        received += answer.bytes.length;
      }
      // Looked at after all calls: the second must not have written over the first.
      expectBytes('All calls of receive() bring', Buffer.concat(pieces), sent);
    },
    { faults: ['short-recv', 'one-byte-recv'] },
  ),

  check('the end, after the last bytes', ({ receive }) => {
    const { socket } = connectTo([send('bye'), end(), hold()]);
    const answer = receive(socket);
    expectKind(answer, 'data', 'The last three bytes have arrived');
    if (answer.kind === 'data') {
      expectBytes('The peer sent "bye", and receive() brings', answer.bytes, 'bye');
    }
    expectKind(soon(receive, socket, 'ended its stream'), 'end', 'The stream has ended');
    expectKind(receive(socket), 'end', 'The stream is still at its end');
  }),

  check('a connection that the peer has reset', ({ receive }) => {
    const { peer, socket } = connectTo([hold(), reset()]);
    peer.goOn();
    peer.ending();
    let answer: Answer;
    try {
      answer = soon(receive, socket, 'reset the connection');
    } catch (error) {
      if (error instanceof Wrong) throw error;
      throw new Wrong(`The peer reset the connection, and receive() throws: ${error}`);
    }
    expectKind(answer, 'broken', 'The peer has reset the connection');
    if (answer.kind === 'broken' && answer.code !== 'ECONNRESET') {
      throw new Wrong(
        `The error's name is ECONNRESET, and receive() says ${answer.code}.`,
      );
    }
  }),

  check('a socket that never had a connection', ({ receive }) => {
    const socket = new Socket();
    socket.setBlocking(false);
    const answer = receive(socket);
    expectKind(answer, 'broken', 'The socket is not connected to anybody');
    if (answer.kind === 'broken' && answer.code !== 'ENOTCONN') {
      throw new Wrong(`The error's name is ENOTCONN, and receive() says ${answer.code}.`);
    }
  }),

  check('one call of recv(), and no sleep', ({ receive }) => {
    const kernel = currentKernel();
    const sleptMs = () => (kernel instanceof SimulatedKernel ? kernel.counts.sleptMs : 0);
    let calls = 0;
    const counting = kernelWith(kernel, {
      recv(...args) {
        calls += 1;
        return kernel.recv(...args);
      },
    });
    const peer = startPeer([hold(), send('hello'), hold()]);
    const socket = runOn(counting, () => peer.connect());
    socket.setBlocking(false);
    for (const happened of [
      'The peer has sent nothing yet',
      'The peer has sent "hello"',
    ]) {
      peer.untilHeld();
      const before = sleptMs();
      calls = 0;
      receive(socket);
      if (sleptMs() > before) {
        throw new Wrong(
          `${happened}, and receive() sleeps. What else could be done meanwhile?`,
        );
      }
      if (calls === 0) {
        throw new Wrong(
          `${happened}, and receive() answers without a call of recv(). The kernel answers whoever calls, and EAGAIN is ` +
            'one of its answers: what is there to find out before?',
        );
      }
      if (calls > 1) {
        throw new Wrong(
          `${happened}, and receive() calls recv() ${calls} times. One call has one answer: ` +
            'which of the four is it?',
        );
      }
      peer.goOn();
    }
  }),

  check('a mistake in the program, which is no broken connection', ({ receive }) => {
    for (const [name, noSocket] of [
      ['undefined', undefined],
      ['null', null],
      ['{}', {}],
    ] as const) {
      let answer: Answer;
      try {
        answer = receive(noSocket as unknown as Socket);
      } catch (error) {
        if (error instanceof TypeError) continue;
        throw error;
      }
      throw new Wrong(
        `receive(${name}) is a mistake in the program, and receive() hides it: it answers ` +
          `"${answer.kind}". Catch the errors of the system, and let the others through.`,
      );
    }
  }),
]);
