/**
 * Connections over IPv4 and over Unix sockets, seen from both ends; nobody at the other end; and
 * what is no socket.
 */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AF_INET,
  AF_UNIX,
  currentKernel,
  formatAddress,
  type InternetAddress,
  layouts,
  SOCK_STREAM,
  Socket,
  SystemError,
  select,
} from 'would-block';
import { check, checks, hold, reset, startPeer, Wrong } from 'would-block/testing';

type Answer = typeof import('./starter.ts');
type Peer = ReturnType<Answer['whoIsThere']>;

/** Both ends of a connection over IPv4, and where each is. */
function internetPair() {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port: 0 });
  listener.listen(1);
  const client = new Socket();
  client.connect(listener.getsockname() as InternetAddress);
  const connection = listener.accept();
  return {
    client: { fd: client.fileno(), at: client.getsockname() as InternetAddress },
    connection: {
      fd: connection.fileno(),
      at: listener.getsockname() as InternetAddress,
    },
  };
}

/** Both ends of a connection over a Unix socket at a path that ends so, of at least so many bytes. */
function unixPair(ending: string, bytes = 0) {
  const start = join(tmpdir(), `would-block-${randomUUID().slice(0, 8)}-`);
  const missing = Math.max(0, bytes - start.length - ending.length);
  const path = start + 'x'.repeat(missing) + ending;
  const listener = new Socket(AF_UNIX, SOCK_STREAM);
  listener.bind({ path });
  // The name may go as soon as the connection is there.
  try {
    listener.listen(1);
    const client = new Socket(AF_UNIX, SOCK_STREAM);
    client.connect({ path });
    return { client: client.fileno(), connection: listener.accept().fileno(), path };
  } finally {
    rmSync(path, { force: true });
  }
}

function ask({ whoIsThere }: Answer, fd: number, who: string): Peer {
  try {
    return whoIsThere(fd);
  } catch (error) {
    throw new Wrong(`whoIsThere() was asked for ${who}, and throws: ${error}.`);
  }
}

function expectInternet(answer: Answer, fd: number, wanted: InternetAddress): void {
  const peer = ask(answer, fd, 'a peer over IPv4');
  if (peer.kind !== 'internet') {
    throw new Wrong(
      `At the other end is ${formatAddress(wanted)}, and whoIsThere() says ${peer.kind}. ` +
        'What is in length before the call, and what does the call answer?',
    );
  }
  if (peer.host !== wanted.host) {
    throw new Wrong(`At the other end is host ${wanted.host}, and you say ${peer.host}.`);
  }
  if (peer.port === wanted.port) return;
  const swapped = ((wanted.port & 0xff) << 8) | (wanted.port >> 8);
  if (peer.port === swapped) {
    throw new Wrong(
      `Port ${wanted.port} is at the other end, and you say ${peer.port}, which is its two bytes ` +
        'the other way round. Which of them comes first?',
    );
  }
  throw new Wrong(
    `Port ${wanted.port} is at the other end, and you say ${peer.port}. Whom did you ask about, ` +
      'and how much room did the kernel have?',
  );
}

function expectPath(answer: Answer, fd: number, wanted: string): void {
  const peer = ask(answer, fd, 'a peer over a Unix socket');
  if (peer.kind !== 'unix') {
    throw new Wrong(
      `A Unix socket is at the other end, and whoIsThere() says ${peer.kind}. What is the family?`,
    );
  }
  if (peer.path === wanted) return;
  const what = wanted === '' ? 'a socket without a path' : 'the path';
  if (wanted === '') {
    throw new Wrong(
      `At the other end is ${what}, and whoIsThere() finds a path of ${peer.path.length} ` +
        'characters. How long is the address?',
    );
  }
  throw new Wrong(
    peer.path === ''
      ? `The peer has the path ${JSON.stringify(wanted)}, and whoIsThere() finds none. Whose address is it?`
      : `The path ${JSON.stringify(wanted)} is at the other end, and you say ` +
          `${JSON.stringify(peer.path)}. ` +
          question(peer.path, wanted),
  );
}

function question(path: string, wanted: string): string {
  if (wanted.startsWith(path)) return 'How much room had the kernel for it?';
  if (path.startsWith(wanted)) return 'What ends a path?';
  return 'In which encoding is it?';
}

function expectNobody(answer: Answer, fd: number, happened: string): void {
  const peer = ask(answer, fd, 'a peer that is not there');
  if (peer.kind === 'nobody') return;
  throw new Wrong(
    `${happened}, and whoIsThere() says ${peer.kind}. Did the call succeed that you read this from?`,
  );
}

function expectError(
  { whoIsThere }: Answer,
  fd: number,
  code: string,
  what: string,
): void {
  let peer: Peer;
  try {
    peer = whoIsThere(fd);
  } catch (error) {
    if (error instanceof SystemError && error.code === code) return;
    throw new Wrong(
      `The descriptor is ${what}: ${code}. But whoIsThere() throws ${error}.`,
    );
  }
  throw new Wrong(
    `The descriptor is ${what}: ${code}. But whoIsThere() says ${peer.kind}. What should a caller ` +
      'make of that?',
  );
}

export default checks<Answer>([
  check('both ends of a connection over IPv4', (answer) => {
    const { client, connection } = internetPair();
    expectInternet(answer, client.fd, connection.at);
    expectInternet(answer, connection.fd, client.at);
  }),

  check('a peer with a path', (answer) => {
    const { client, path } = unixPair('s');
    expectPath(answer, client, path);
  }),

  check('a path with letters of more than one byte', (answer) => {
    const { client, path } = unixPair('café-€');
    expectPath(answer, client, path);
  }),

  check('the longest path', (answer) => {
    const { size, sun_path } = layouts.sockaddr_un;
    const { client, path } = unixPair('end', size - sun_path - 1);
    expectPath(answer, client, path);
  }),

  check('a peer without a path', (answer) => {
    expectPath(answer, unixPair('s').connection, '');
  }),

  check('one after the other', (answer) => {
    const internet = internetPair();
    const unix = unixPair('after');
    for (let time = 0; time < 2; time++) {
      expectInternet(answer, internet.client.fd, internet.connection.at);
      expectPath(answer, unix.client, unix.path);
      expectPath(answer, unix.connection, '');
    }
    expectInternet(answer, internet.connection.fd, internet.client.at);
  }),

  check('nobody there yet', (answer) => {
    expectNobody(answer, new Socket(AF_INET).fileno(), 'The socket was never connected');
    expectNobody(answer, new Socket(AF_UNIX).fileno(), 'The socket was never connected');
  }),

  check('nobody there any more', (answer) => {
    const peer = startPeer([hold(), reset()]);
    const socket = peer.connect();
    peer.untilHeld();
    peer.goOn();
    peer.ending();
    select([socket], [], [], 2000);
    expectNobody(answer, socket.fileno(), 'The connection was reset');
  }),

  check('a descriptor that is no socket', (answer) => {
    const ends = new Int32Array(2);
    currentKernel().pipe2(ends, 0);
    expectError(answer, ends[0] ?? -1, 'ENOTSOCK', 'a pipe');
  }),

  check('a descriptor that is closed', (answer) => {
    const socket = new Socket();
    const fd = socket.fileno();
    socket.close();
    expectError(answer, fd, 'EBADF', 'closed');
  }),
]);
