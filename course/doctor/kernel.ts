/**
 * What the doctor tries on the kernel itself: the way to it, a connection over loopback, and the
 * call that waits for many descriptors at once.
 *
 * The library is imported only here and only when asked, so that a machine on which it does not
 * even load gets a line about that, like about anything else.
 */
import { examine, type Finding } from './finding.ts';

type Library = typeof import('../../lib/index.ts');

const PATIENCE_MS = 2_000;
const MESSAGE = new TextEncoder().encode('hello');

/** Whether koffi, through which every system call goes, works on this machine. */
export function foreignFunctions(): Promise<Finding> {
  return examine(async () => {
    const { default: koffi } = await import('koffi');
    koffi.load(null);
    return `koffi ${koffi.version} loads`;
  }, 'Every system call goes through the package koffi. Install it: npm ci');
}

/** Whether a socket can be made and connected. */
export function loopback(load: () => Promise<Library> = library): Promise<Finding> {
  return examine(async () => {
    connect(await load());
    return 'a socket connects over 127.0.0.1, sends and receives';
  }, 'Every program of the course does this. A sandbox or a firewall may forbid it.');
}

/** Whether epoll(7) works or, on macOS, kqueue(2). */
export function readiness(load: () => Promise<Library> = library): Promise<Finding> {
  return examine(async () => {
    const lib = await load();
    if (lib.platform.system === 'darwin') {
      const kernel = lib.currentKernel();
      kernel.close(lib.orThrow('kqueue', kernel.kqueue()));
      return 'kqueue';
    }
    waitWithEpoll(lib);
    return 'epoll reports what is ready';
  }, 'The chapters on large numbers of connections need it.');
}

/** Whether the simulated kernel does, where there is no other. */
export function simulation(): Promise<Finding> {
  return examine(async () => {
    const [lib, { SimulatedKernel }] = await Promise.all([
      library(),
      import('../../lib/sim/index.ts'),
    ]);
    lib.runOn(new SimulatedKernel(), () => connect(lib));
    return 'on the simulated kernel a socket connects, sends and receives';
  }, 'This is a bug in the course. Please report it.');
}

function library(): Promise<Library> {
  return import('../../lib/index.ts');
}

// Nothing here blocks: on a machine where loopback is dead, the doctor must not hang.
function connect({ Socket, select }: Library): void {
  const sockets = [new Socket(), new Socket()] as const;
  const [listener, client] = sockets;
  const open = [...sockets];
  try {
    listener.bind({ host: '127.0.0.1', port: 0 });
    listener.listen();
    client.setBlocking(false);
    client.tryConnect(listener.getsockname());
    expectReady(select([listener], [], [], PATIENCE_MS)[0].length, 'connect');
    const server = listener.accept();
    open.push(server);
    server.send(MESSAGE);
    expectReady(select([client], [], [], PATIENCE_MS)[0].length, 'receive');
    const received = client.recv(64).length;
    if (received !== MESSAGE.length) {
      throw new Error(`${MESSAGE.length} bytes were sent and ${received} arrived`);
    }
  } finally {
    for (const socket of open) socket.close();
  }
}

function expectReady(count: number, what: string): void {
  if (count > 0) return;
  throw new Error(`a socket could not ${what} over 127.0.0.1 within ${PATIENCE_MS} ms`);
}

function waitWithEpoll(lib: Library): void {
  const { orThrow, EPOLLIN, EPOLL_CLOEXEC, EPOLL_CTL_ADD, O_CLOEXEC } = lib;
  const kernel = lib.currentKernel();
  const pipe = new Int32Array(2);
  orThrow('pipe2', kernel.pipe2(pipe, O_CLOEXEC));
  const [readEnd = -1, writeEnd = -1] = pipe;
  const open = [readEnd, writeEnd];
  try {
    const epoll = orThrow('epoll_create1', kernel.epoll_create1(EPOLL_CLOEXEC));
    open.push(epoll);
    // struct epoll_event begins with the events; the rest is ours, and not looked at.
    const event = Int32Array.of(EPOLLIN, 0, 0, 0);
    orThrow('epoll_ctl', kernel.epoll_ctl(epoll, EPOLL_CTL_ADD, readEnd, event));
    orThrow('write', kernel.write(writeEnd, MESSAGE, MESSAGE.length));
    const count = orThrow('epoll_wait', kernel.epoll_wait(epoll, event, 1, PATIENCE_MS));
    if (count !== 1) throw new Error('epoll does not report a pipe that can be read');
  } finally {
    for (const fd of open) kernel.close(fd);
  }
}
