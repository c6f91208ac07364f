/**
 * Messages in one piece and in many, one after the other, cut short, and none at all.
 */
import { currentKernel, runOn, type Socket, SystemError } from 'would-block';
import {
  check,
  checks,
  end,
  expectBytes,
  hold,
  kernelWith,
  reset,
  send,
  sendByteByByte,
  startPeer,
  untilRead,
  Wrong,
} from 'would-block/testing';

type Answer = typeof import('./starter.ts');

/** After "hello", the rest of "hello world" must still be in the stream. */
function expectSecondMessage(answer: Answer, socket: Socket): void {
  try {
    expectBytes('One of two messages is', answer.receiveExactly(socket, 6), ' world');
  } catch (error) {
    if (!(error instanceof answer.UnexpectedEndError)) throw error;
    throw new Wrong(
      `Of the second message, " world", only ${error.received} bytes are left: the call that ` +
        'received the first message took the others. How many bytes did its last recv() ask for?',
    );
  }
}

/** The connection breaks while the answer receives: the SystemError must come through. */
function expectBroken(answer: Answer, socket: Socket, happened: string): void {
  let instead = 'returns';
  try {
    answer.receiveExactly(socket, 10);
  } catch (error) {
    if (error instanceof SystemError) return;
    if (!(error instanceof answer.UnexpectedEndError)) throw error;
    instead = 'says that the stream has ended';
  }
  throw new Wrong(
    `${happened}, and receiveExactly() ${instead}. recv() throws an ` +
      'error that says what happened: who is to learn of it?',
  );
}

export default checks<Answer>(
  [
    check('a message that is there all at once', ({ receiveExactly }) => {
      const peer = startPeer([send('all at once'), end()]);
      const message = receiveExactly(peer.connect(), 11);
      expectBytes('receiveExactly(socket, 11) returned', message, 'all at once');
    }),

    check('a message that comes a byte at a time', ({ receiveExactly }) => {
      const peer = startPeer([sendByteByByte('piecemeal'), end()]);
      const message = receiveExactly(peer.connect(), 9);
      if (message.length < 9) {
        throw new Wrong(
          `receiveExactly(socket, 9) returned with ${message.length} of 9 bytes: the others had ` +
            'not arrived yet. What does recv() return?',
        );
      }
      expectBytes('receiveExactly(socket, 9) returned', message, 'piecemeal');
    }),

    check('two messages that arrive together', (answer) => {
      const peer = startPeer([send('hello world'), end()]);
      const socket = peer.connect();
      expectBytes('One of two messages is', answer.receiveExactly(socket, 5), 'hello');
      expectSecondMessage(answer, socket);
    }),

    check('what follows a message stays in the stream', ({ receiveExactly }) => {
      const peer = startPeer([send('hello world'), end()]);
      const socket = peer.connect();
      const first = receiveExactly(socket, 3);
      const asReturned = Buffer.from(first);
      const second = receiveExactly(socket, 2);
      let rest = Buffer.alloc(0);
      for (let piece = socket.recv(16); piece.length > 0; piece = socket.recv(16)) {
        rest = Buffer.concat([rest, piece]);
      }
      expectBytes('After five bytes the next recv() finds', rest, ' world');
      expectBytes('The first of two messages is', asReturned, 'hel');
      expectBytes('The second of two messages is', second, 'lo');
      if (asReturned.equals(first)) return;
      throw new Wrong(
        `The first message was "${asReturned}" when it was returned. After the second call there is ` +
          `"${Buffer.from(first)}" in the same array. Whose array is it, once it is returned?`,
      );
    }),

    check(
      'messages that are kept while many others come',
      ({ receiveExactly }) => {
        const sent = new Uint8Array(80 * 1024).map((_, index) => (index >> 10) + 1);
        const socket = startPeer([send(sent), end()]).connect();
        const messages = Array.from({ length: 80 }, () => {
          const kept = receiveExactly(socket, 1024);
          return { kept, asReturned: Buffer.from(kept) };
        });
        for (const [index, { kept, asReturned }] of messages.entries()) {
          const right = new Uint8Array(1024).fill(index + 1);
          expectBytes(
            `Of 80 messages of 1,024 bytes number ${index + 1} is`,
            asReturned,
            right,
          );
          if (asReturned.equals(kept)) continue;
          throw new Wrong(
            `80 messages of 1,024 bytes came, one after the other, and message ${index + 1} is no longer ` +
              'what was returned: its array holds bytes of others. Whose array is it, once it is returned?',
          );
        }
      },
      { faults: [] },
    ),

    check('a second message that follows hard on the pieces of a first', (answer) => {
      const peer = startPeer([sendByteByByte('he'), send('llo world'), end()]);
      const socket = peer.connect();
      expectBytes('One of two messages is', answer.receiveExactly(socket, 5), 'hello');
      expectSecondMessage(answer, socket);
    }),

    check('a stream that ends in the middle of a message', (answer) => {
      const peer = startPeer([send('abc'), end()]);
      let message: Uint8Array;
      try {
        message = answer.receiveExactly(peer.connect(), 10);
      } catch (error) {
        if (!(error instanceof answer.UnexpectedEndError)) throw error;
        if (error.received === 3) return;
        throw new Wrong(
          `The stream ended after 3 of 10 bytes, and the error says ${error.received}.`,
        );
      }
      throw new Wrong(
        `The stream ended after 3 of 10 bytes, and receiveExactly(socket, 10) returned ` +
          `${message.length} as if all were well. What does recv() return at the end?`,
      );
    }),

    check('a stream that ends before the message begins', (answer) => {
      const peer = startPeer([end()]);
      try {
        const { length } = answer.receiveExactly(peer.connect(), 10);
        throw new Wrong(
          `The stream has ended without a byte, and receiveExactly(socket, 10) returns ${length}. ` +
            'Has it received exactly 10?',
        );
      } catch (error) {
        if (!(error instanceof answer.UnexpectedEndError)) throw error;
      }
    }),

    check('a connection that the peer resets', (answer) => {
      const peer = startPeer([send('abc'), hold(), reset()]);
      const socket = peer.connect();
      peer.untilHeld();
      expectBytes('The first message is', answer.receiveExactly(socket, 3), 'abc');
      peer.goOn();
      expectBroken(answer, socket, 'The peer has reset the connection');
    }),

    check('a connection that the peer resets in the middle of a message', (answer) => {
      const peer = startPeer([send('abc'), untilRead(), reset()]);
      const happened = 'After 3 of 10 bytes the peer has reset the connection';
      expectBroken(answer, peer.connect(), happened);
    }),

    check(
      'a message of no bytes, from a peer that says nothing',
      ({ receiveExactly }) => {
        const peer = startPeer([]);
        const message = receiveExactly(peer.connect(), 0);
        expectBytes('receiveExactly(socket, 0) returned', message, '');
      },
    ),

    check(
      'a large message in few calls',
      ({ receiveExactly }) => {
        const expected = new Uint8Array(8 * 1024).map((_, index) => index % 251);
        const peer = startPeer([send(expected), end()]);
        let calls = 0;
        const kernel = currentKernel();
        const counting = kernelWith(kernel, {
          recv(fd, buffer, length, flags) {
            calls += 1;
            return kernel.recv(fd, buffer, length, flags);
          },
        });
        const message = receiveExactly(
          runOn(counting, () => peer.connect()),
          expected.length,
        );
        expectBytes('receiveExactly() returned', message, expected);
        // The kernel may hand it over in pieces, but not in pieces of a byte or two.
        if (calls > expected.length / 100) {
          throw new Wrong(
            `receiveExactly() called recv() ${calls} times for ${expected.length} bytes. Ask for ` +
              'all that is missing: recv() brings what is there of it.',
          );
        }
      },
      { faults: [] },
    ),
  ],
  { faults: ['short-recv', 'one-byte-recv', 'interrupt'] },
);
