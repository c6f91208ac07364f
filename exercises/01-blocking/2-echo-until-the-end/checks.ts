/**
 * Clients that wait for each echo, that end before they read, that read slowly, that come one
 * after the other, that say nothing, that crash.
 */
import {
  currentKernel,
  errno,
  type InternetAddress,
  type Kernel,
  runOn,
  SO_RCVBUF,
  SO_SNDBUF,
  SOL_SOCKET,
  Socket,
  SystemError,
} from 'would-block';
import {
  check,
  checks,
  end,
  expectBytes,
  kernelWith,
  type Observation,
  observe,
  readBytes,
  readSlowly,
  reset,
  type Step,
  send,
  sendByteByByte,
  startPeer,
  Wrong,
} from 'would-block/testing';

type Answer = typeof import('./starter.ts');

/** Bytes of every value, and none in the place where another could be taken for it. */
function bytesOf(length: number): Uint8Array {
  return new Uint8Array(length).map((_, index) => (index * 7 + (index >> 8)) % 256);
}

/** A listener; with `bufferBytes`, one whose connections have small buffers. */
function listen(bufferBytes?: number): Socket {
  const listener = new Socket();
  if (bufferBytes !== undefined) {
    listener.setsockopt(SOL_SOCKET, SO_SNDBUF, bufferBytes);
    listener.setsockopt(SOL_SOCKET, SO_RCVBUF, bufferBytes);
  }
  listener.bind({ host: '127.0.0.1', port: 0 });
  listener.listen();
  return listener;
}

/** Starts a client of the listener. */
function startClient(listener: Socket, script: readonly Step[]) {
  const { port } = listener.getsockname() as InternetAddress;
  return startPeer(script, { connectTo: port });
}

/** Serves one client, which must get back what it sent, and then the end. */
function expectEcho(
  { echoOne }: Answer,
  listener: Socket,
  script: readonly Step[],
  sent: Uint8Array | string,
): void {
  const client = startClient(listener, script);
  const { result: count, calls } = observe(() => echoOne(listener));
  if (count > sent.length) {
    throw new Wrong(
      `The client sends ${sent.length} bytes, and echoOne() returns ${count}: more than there were. ` +
        'Has it counted some twice, or more than recv() brought, or those of an earlier client?',
    );
  }
  const received = bytesMovedBy('recv', calls);
  const taken = bytesMovedBy('send', calls);
  if (count < sent.length && received === sent.length && taken < received) {
    throw new Wrong(
      `echoOne() has received ${received} bytes, and send() has taken ${taken} of them. What does send() return, and how ` +
        'often may that be less than you gave?',
    );
  }
  if (count < sent.length) {
    throw new Wrong(
      `The client sends ${sent.length} bytes, and echoOne() returns ${count}. When is a stream ` +
        'over, and which bytes has it counted?',
    );
  }
  if (client.ending() === 'reset by the other side') {
    throw new Wrong(
      'The client has ended its stream and still receives, and echoOne() resets the connection: what ' +
        'the kernel has not delivered is thrown away. Of ' +
        `${sent.length} bytes the client received ${client.received().length}. What does a plain close() ` +
        'do with the rest?',
    );
  }
  expectBytes('The client received', client.received(), sent);
}

/** How many bytes all calls of that name have moved. */
function bytesMovedBy(name: 'recv' | 'send', calls: Observation['calls']): number {
  return calls
    .filter((call) => call.name === name)
    .reduce((bytes, { result = 0 }) => bytes + Math.max(0, result), 0);
}

/** The listener must be open still, for the next client. */
function expectListening(listener: Socket): void {
  if (listener.fileno() >= 0) return;
  throw new Wrong(
    'After the first client, echoOne() has closed the listener, and a second client would ' +
      'be refused. Which socket did you open?',
  );
}

/** The current kernel, and which descriptors accept() has opened on it and nobody has closed. */
function watchConnections(): {
  kernel: Kernel;
  open: Set<number>;
  accepted: () => number;
} {
  const kernel = currentKernel();
  const open = new Set<number>();
  let accepted = 0;
  const watching = kernelWith(kernel, {
    accept4(...args) {
      const fd = kernel.accept4(...args);
      if (fd >= 0) accepted += 1;
      if (fd >= 0) open.add(fd);
      return fd;
    },
    close(fd) {
      open.delete(fd);
      return kernel.close(fd);
    },
  });
  return { kernel: watching, open, accepted: () => accepted };
}

export default checks<Answer>(
  [
    check('a client that waits for each echo before it goes on', (answer) => {
      const script = [
        send('one '),
        readBytes(4),
        send('two'),
        readBytes(3),
        send('!'),
        end(),
      ];
      expectEcho(answer, listen(), script, 'one two!');
    }),

    check(
      'a client that says much, and waits for the echo of all of it',
      (answer) => {
        const sent = bytesOf(3000 + 32_768);
        const script = [
          send(sent.subarray(0, 3000)),
          readBytes(3000),
          send(sent.subarray(3000)),
          readBytes(32_768),
          end(),
        ];
        expectEcho(answer, listen(), script, sent);
      },
      { faults: ['short-send', 'short-recv'] },
    ),

    check('bytes that are no text, one at a time', (answer) => {
      const sent = Uint8Array.of(0, 255, 13, 10, 0xc3, 128, 0);
      expectEcho(answer, listen(), [sendByteByByte(sent), end()], sent);
    }),

    check('a client that ends its stream, and then reads slowly', (answer) => {
      const sent = bytesOf(3000);
      expectEcho(answer, listen(), [readSlowly(1000), send(sent), end()], sent);
    }),

    check(
      'many bytes in few calls',
      (answer) => {
        const sent = bytesOf(8 * 1024);
        const kernel = currentKernel();
        let calls = 0;
        const counting = kernelWith(kernel, {
          recv(...args) {
            calls += 1;
            return kernel.recv(...args);
          },
        });
        expectEcho(answer, runOn(counting, listen), [send(sent), end()], sent);
        // The kernel may hand them over in pieces, but not in pieces of a byte or two.
        if (calls <= sent.length / 20) return;
        throw new Wrong(
          `echoOne() called recv() ${calls} times for ${sent.length} bytes. Ask for more at a ` +
            'time: recv() brings what is there of it.',
        );
      },
      { faults: [] },
    ),

    check(
      'many bytes through small buffers',
      (answer) => {
        const sent = bytesOf(64 * 1024);
        expectEcho(answer, listen(4096), [send(sent), end()], sent);
      },
      { faults: ['short-send', 'short-recv'] },
    ),

    check('a client that ends at once', (answer) => {
      expectEcho(answer, listen(), [end()], '');
    }),

    check('two clients, one after the other', (answer) => {
      const listener = listen();
      expectEcho(answer, listener, [send('the first'), end()], 'the first');
      expectListening(listener);
      expectEcho(answer, listener, [send('the second'), end()], 'the second');
    }),

    check('one client at a time', ({ echoOne }) => {
      const { kernel, open, accepted } = watchConnections();
      const listener = runOn(kernel, listen);
      startClient(listener, [send('the first'), end()]);
      startClient(listener, [send('the second'), end()]);
      echoOne(listener);
      if (accepted() !== 1) {
        throw new Wrong(`echoOne() has accepted ${accepted()} clients instead of one.`);
      }
      if (open.size > 0) {
        throw new Wrong('echoOne() has returned, and the connection is still open.');
      }
    }),

    check('a connection that breaks while the echo is sent', ({ echoOne }) => {
      const { kernel, open } = watchConnections();
      const breaking = kernelWith(kernel, { send: () => -errno.EPIPE });
      const listener = runOn(breaking, listen);
      startClient(listener, [send('abc'), end()]);
      let count: number;
      try {
        count = echoOne(listener);
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
        if (open.size === 0) return;
        throw new Wrong(
          'send() has thrown EPIPE, the error came through, and the connection is still open. ' +
            'Which way does your function take when send() throws?',
        );
      }
      throw new Wrong(
        `The connection broke while the echo was sent, and echoOne() returns ${count} as if all were ` +
          'well. send() throws an error that says what happened: who is to learn of it?',
      );
    }),

    check('a client that resets the connection', (answer) => {
      const { kernel, open } = watchConnections();
      const listener = runOn(kernel, listen);
      startClient(listener, [send('a'), readBytes(1), reset()]);
      try {
        const count = answer.echoOne(listener);
        throw new Wrong(
          `The client has reset the connection, and echoOne() returns ${count} as if the stream ` +
            'had come to its end.',
        );
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
      }
      if (open.size > 0) {
        throw new Wrong(
          'The client has reset the connection, the error came through, and the connection is ' +
            'still open. Which way does your function take when recv() throws?',
        );
      }
      expectListening(listener);
      expectEcho(answer, listener, [send('the next'), end()], 'the next');
    }),
  ],
  {
    faults: ['short-send', 'one-byte-send', 'short-recv', 'one-byte-recv', 'interrupt'],
  },
);
