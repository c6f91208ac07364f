/**
 * What a call costs on its way from TypeScript to the kernel and back.
 *
 * One system call is made over and over, on one descriptor, in several ways. Where there is a C
 * compiler, C is one of them.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  currentKernel,
  errno,
  type InternetAddress,
  print,
  program,
  Socket,
} from 'would-block';

// #region measured
/** A way to make the call, and the shortest time that it was seen to take. */
interface Way {
  readonly name: string;
  /** How long a call takes, in ns; undefined if this machine cannot tell. */
  readonly time: () => number | undefined;
  fastestNs: number;
}

/** Makes a thousand calls at a time, for 20 ms. Answers the fastest thousand, in ns a call. */
function timeOf(call: () => void): number {
  const startedMs = performance.now();
  let fastestMs = Infinity;
  for (let nowMs = startedMs; nowMs - startedMs < 20; ) {
    const beforeMs = nowMs;
    for (let each = 0; each < 1000; each++) call();
    nowMs = performance.now();
    fastestMs = Math.min(fastestMs, nowMs - beforeMs);
  }
  return (fastestMs / 1000) * 1e6;
}

function way(name: string, call: () => void): Way {
  return { name, time: () => timeOf(call), fastestNs: Infinity };
}

/** Takes turns, so that whatever else this machine does disturbs all of them alike. */
function compare(title: string, ways: readonly Way[], unit: Way): void {
  for (let turn = 0; turn < 5; turn++) {
    for (const each of ways) {
      each.fastestNs = Math.min(each.fastestNs, each.time() ?? Infinity);
    }
  }
  print(title);
  for (const { name, fastestNs } of ways) {
    const ratio = (fastestNs / unit.fastestNs).toFixed(1);
    const figures = `${fastestNs.toFixed().padStart(6)} ns ${ratio.padStart(6)}`;
    print(`  ${name.padEnd(34)}${fastestNs === Infinity ? ' no cc here' : figures}`);
  }
}
// #endregion

// #region refusals
function refusals(compiled: string | undefined): void {
  const { socket, others } = silentConnection();
  const fd = socket.fileno();
  const { kernel } = socket;
  const byte = new Uint8Array(1);
  const number = way('kernel.recv(): a number', () => {
    expect(kernel.recv(fd, byte, 1, 0) === -errno.EAGAIN);
  });
  const ways = [
    fromC('C: recv() and errno', compiled, 'recv', fd),
    number,
    way('socket.tryRecvInto(): a number', () => {
      expect(socket.tryRecvInto(byte) === -errno.EAGAIN);
    }),
    way('socket.recvInto(): an exception', () => {
      expect(throws(() => socket.recvInto(byte)));
    }),
    way('node:fs readSync(): an exception', () => {
      expect(throws(() => readSync(fd, byte, 0, 1, null)));
    }),
  ];
  compare('a call that is refused, EAGAIN:', ways, number);
  for (const each of [socket, ...others]) each.close();
}

/** One end of a connection on which nothing ever comes, and what keeps it open. */
function silentConnection(): { socket: Socket; others: Socket[] } {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port: 0 });
  listener.listen(1);
  const socket = new Socket();
  socket.connect(listener.getsockname() as InternetAddress);
  socket.setBlocking(false);
  return { socket, others: [listener, listener.accept()] };
}

function throws(call: () => void): boolean {
  try {
    call();
    return false;
  } catch {
    return true;
  }
}

function expect(isSo: boolean): void {
  if (!isSo) throw new Error('the call has answered something else: nothing is measured');
}
// #endregion

// #region reads
function reads(compiled: string | undefined): void {
  const fd = openSync('/dev/zero', 'r');
  const kernel = currentKernel();
  const byte = new Uint8Array(1);
  const number = way('kernel.read()', () => {
    expect(kernel.read(fd, byte, 1) === 1);
  });
  const ways = [
    fromC('C: read()', compiled, 'read', fd),
    number,
    way('node:fs readSync()', () => {
      expect(readSync(fd, byte, 0, 1, null) === 1);
    }),
  ];
  compare('a call that brings one byte, from /dev/zero:', ways, number);
  closeSync(fd);
}
// #endregion

// #region cost
export function cost(): void {
  const folder = mkdtempSync(join(tmpdir(), 'would-block-'));
  try {
    const compiled = compile(join(folder, 'cost'));
    refusals(compiled);
    reads(compiled);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Compiles cost.c, which lies beside this file. Answers undefined where there is no compiler. */
function compile(output: string): string | undefined {
  const source = fileURLToPath(new URL('cost.c', import.meta.url));
  const { error, status } = spawnSync('cc', ['-O2', '-o', output, source]);
  if (error === undefined && status === 0) return output;
  return undefined;
}

function fromC(
  name: string,
  compiled: string | undefined,
  call: string,
  fd: number,
): Way {
  const time = () => {
    if (compiled === undefined) return undefined;
    // As descriptor 3: of 0, 1 and 2, Node makes blocking ones for its children.
    const stdio = ['ignore', 'pipe', 'inherit', fd] as const;
    const { stdout, status } = spawnSync(compiled, [call], { stdio: [...stdio] });
    expect(status === 0);
    return Number(stdout);
  };
  return { name, time, fastestNs: Infinity };
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Times the same system call from C, from this library and from Node.',
  settings: {},
  main: cost,
});
// #endregion
