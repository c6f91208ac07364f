/**
 * Clients that ask for a service, or for none. What stands for the other process here takes a descriptor of its own, as
 * spawn(2) does for it, and serves the client when handOver() has returned. The last check has a real process.
 */
import { once } from 'node:events';
import {
  AF_INET,
  errno,
  F_DUPFD,
  F_GETFD,
  F_GETFL,
  type InternetAddress,
  type Kernel,
  O_NONBLOCK,
  orThrow,
  SOCK_STREAM,
  Socket,
  SystemError,
  select,
} from 'would-block';
import {
  check,
  checks,
  close,
  end,
  expectBytes,
  hold,
  reset,
  type Step,
  send,
  sendByteByByte,
  startPeer,
  tapCalls,
  traceLines,
  Wrong,
} from 'would-block/testing';
import { startProcess } from 'would-block/threads';

type Answer = typeof import('./starter.ts');

/** What handOver() did with a client: which service it started, and the socket of that process. */
interface HandedOver {
  readonly service: string;
  readonly socket: Socket;
}

/**
 * Runs a part of a check that, if the answer is wrong, shows the answer's calls and no others. What the check asks goes to
 * the kernel that `run` is given, which nobody watches.
 */
function showingCalls({ kernel }: Socket, run: (unwatched: Kernel) => void): void {
  const tap = tapCalls(kernel, { copiedBytes: 16 });
  try {
    run(tap.untapped);
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    throw new Wrong(error.message, { trace: traceLines(tap.trace.calls) });
  } finally {
    tap.stop();
  }
}

function handOverTo(
  answer: Answer,
  connection: Socket,
  kernel: Kernel,
): HandedOver | undefined {
  const fd = connection.fileno();
  let handed: HandedOver | undefined;
  answer.handOver(connection, (service, descriptor) => {
    if (handed) throw new Wrong('You call start() twice. One client needs one process.');
    const own = kernel.fcntl(descriptor, F_DUPFD, 0);
    if (own === -errno.EBADF) {
      throw new Wrong(
        `Descriptor ${descriptor} is closed already when you hand it to start(). ` +
          'When may you close yours?',
      );
    }
    orThrow('fcntl', own);
    if ((kernel.fcntl(own, F_GETFL, 0) & O_NONBLOCK) !== 0) {
      throw new Wrong(
        'The process gets a connection that does not block: its recv() fails where it should wait. The ' +
          'flag belongs to the connection, and not to your descriptor. Who has set it?',
      );
    }
    handed = { service, socket: new Socket(AF_INET, SOCK_STREAM, kernel, own) };
  });
  expectClosed(kernel, fd);
  return handed;
}

function expectClosed(kernel: Kernel, fd: number): void {
  if (kernel.fcntl(fd, F_GETFD, 0) < 0) return;
  throw new Wrong(
    `When handOver() returns, your process still has descriptor ${fd}. ` +
      'What must happen to every descriptor of a connection before its peer sees the end?',
  );
}

function expectNone(handed: HandedOver | undefined, client: string): void {
  if (handed === undefined) return;
  throw new Wrong(
    `${client}, and you start a process for "${handed.service}". Who would it talk to?`,
  );
}

/** Serves as the process would, and checks what each of the two gets. */
function converse(
  handed: HandedOver | undefined,
  peer: ReturnType<typeof startPeer>,
  service: string,
): void {
  if (handed === undefined) {
    throw new Wrong(`The client asks for "${service}", and you start no process.`);
  }
  if (handed.service !== service) {
    throw new Wrong(`The client asks for "${service}", and gets "${handed.service}".`);
  }
  const { socket } = handed;
  const received: Uint8Array[] = [];
  try {
    let length = 0;
    while (length < 5) {
      const [readable] = select([socket], [], [], 1000);
      const data = readable.length > 0 ? socket.recv(5 - length) : new Uint8Array();
      if (data.length === 0) break;
      received.push(data);
      length += data.length;
    }
    expectBytes('The process receives', Buffer.concat(received), 'hello');
    socket.sendAll(new TextEncoder().encode('HELLO'));
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw new Wrong(
      `The process has the connection, and its ${error.syscall}() fails with ${error.code}. ` +
        'Who has ended the connection for it?',
    );
  }
  socket.close();
  peer.goOn();
  expectBytes('The client receives', peer.received(), 'HELLO');
}

export default checks<Answer>([
  check('a client that sends all at once', (answer) => {
    for (const [letter, service] of [
      ['u', 'upper'],
      ['e', 'echo'],
    ]) {
      const peer = startPeer([send(`${letter}hello`), hold(), end()]);
      const connection = peer.connect();
      peer.untilHeld();
      select([connection], [], [], 1000);
      showingCalls(connection, (kernel) => {
        converse(handOverTo(answer, connection, kernel), peer, service ?? '');
      });
    }
  }),

  check('a client that sends a byte at a time', (answer) => {
    const peer = startPeer([send('u'), hold(), sendByteByByte('hello'), hold(), end()]);
    const connection = peer.connect();
    peer.untilHeld();
    showingCalls(connection, (kernel) => {
      const handed = handOverTo(answer, connection, kernel);
      peer.goOn();
      converse(handed, peer, 'upper');
    });
  }),

  check('clients that ask for nothing that there is', (answer) => {
    const clients: readonly [string, readonly Step[]][] = [
      ['The client has left without a word', [end()]],
      ['The client asks for "x", which is no service', [send('x'), end()]],
      ['The client asks for "U", which is no service', [send('Upper'), end()]],
    ];
    for (const [happened, script] of clients) {
      const connection = startPeer(script).connect();
      showingCalls(connection, (kernel) => {
        expectNone(handOverTo(answer, connection, kernel), happened);
      });
    }
  }),

  check('a client that breaks its connection', (answer) => {
    const peer = startPeer([hold(), reset()]);
    const connection = peer.connect();
    peer.untilHeld();
    peer.goOn();
    select([connection], [], [], 1000);
    showingCalls(connection, (kernel) => {
      try {
        expectNone(
          handOverTo(answer, connection, kernel),
          'The client has broken its connection',
        );
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
        throw new Wrong(
          `The client has broken its connection, and handOver() throws: ${error.message}. ` +
            'Whose error is that?',
        );
      }
    });
  }),

  check('a process that cannot be started', ({ handOver }) => {
    const connection = startPeer([send('uhello'), close()]).connect();
    const fd = connection.fileno();
    // As fork(2) fails: an error of the machine, like those of a connection, and not to be taken for one.
    const trouble = new SystemError('fork', -errno.EAGAIN);
    showingCalls(connection, (kernel) => {
      try {
        handOver(connection, () => {
          throw trouble;
        });
      } catch (error) {
        if (error !== trouble) throw error;
        expectClosed(kernel, fd);
        return;
      }
      throw new Wrong(
        'start() throws, and handOver() says nothing of it. Who is to know?',
      );
    });
  }),

  check(
    'a real process',
    async ({ handOver }) => {
      const listener = new Socket();
      listener.bind({ host: '127.0.0.1', port: 0 });
      listener.listen(1);
      const client = new Socket();
      client.connect(listener.getsockname() as InternetAddress);
      client.sendAll(new TextEncoder().encode('uhello'));
      const service = new URL('service.ts', import.meta.url);
      let ended: Promise<unknown> = Promise.resolve();
      handOver(listener.accept(), (_, descriptor) => {
        ended = once(startProcess(service, [descriptor]), 'exit');
      });
      await ended;
      const reply = client.recv(100);
      expectBytes('The client receives from the process', reply, 'HELLO');
      expectNoMore(client);
      client.close();
      listener.close();
    },
    { only: 'real' },
  ),
]);

function expectNoMore(client: Socket): void {
  const [readable] = select([client], [], [], 1000);
  if (readable.length > 0 && client.recv(1).length === 0) return;
  throw new Wrong(
    'The process has ended, and the client sees no end. Who has a descriptor of its connection?',
  );
}
