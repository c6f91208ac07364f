/** Holds the programs of appendix a to what it says of them, and to what strace sees. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runOn } from 'would-block';
import { SimulatedKernel } from 'would-block/sim';
import { addresses } from './addresses.ts';
import { byHand } from './by-hand.ts';
import { nonsense } from './nonsense.ts';
import { structs } from './structs.ts';

const onLinux = process.platform === 'linux';
const canTrace = spawnSync('strace', ['-e', 'trace=none', 'true']).status === 0;

/** What a program prints on the simulated kernel, in lines. */
function linesOf(run: () => void): string[] {
  const kernel = new SimulatedKernel();
  runOn(kernel, run);
  return kernel.output.trimEnd().split('\n');
}

describe.runIf(onLinux)('by-hand', () => {
  it('writes the port with the higher byte first, and reads it back', () => {
    expect(linesOf(() => byHand({ port: 4660 }))).toEqual([
      'socket(2, 1, 0) answers 3',
      'bind(fd, [02 00 12 34 7f 00 00 01 00 00 00 00 00 00 00 00], 16) answers 0',
      'getsockname(fd, own, [128]) answers 0',
      '  own is [02 00 12 34 7f 00 00 01 00 00 00 00 00 00 00 00], 16 bytes',
      '  the port is 18 × 256 + 52 = 4660',
      'bind(fd, …) once more answers -22: EINVAL, "Invalid argument"',
      'close(fd) answers 0',
      'close(fd) once more answers -9: EBADF, "Bad file descriptor"',
    ]);
  });

  it.runIf(canTrace)('makes the calls that strace sees, on the port that it sees', () => {
    const program = fileURLToPath(new URL('by-hand.ts', import.meta.url));
    const calls = 'trace=socket,bind,getsockname';
    const node = [process.execPath, '--import', import.meta.resolve('tsx'), program];
    const { stdout, stderr } = spawnSync('strace', ['-f', '-e', calls, ...node], {
      encoding: 'utf8',
    });
    const port = / = (\d+)$/m.exec(stdout)?.[1];
    const seen = stderr.split('\n').filter((line) => line.includes('AF_INET'));
    expect(
      seen.map((line) =>
        line.replace(/^\[pid +\d+\] |(?<=(bind|getsockname)\()\d+/g, ''),
      ),
    ).toEqual([
      expect.stringMatching(/^socket\(AF_INET, SOCK_STREAM, IPPROTO_IP\) = \d+$/),
      'bind(, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
      `getsockname(, {sa_family=AF_INET, sin_port=htons(${port}), ` +
        'sin_addr=inet_addr("127.0.0.1")}, [128 => 16]) = 0',
      expect.stringMatching(/^bind\(.* = -1 EINVAL \(Invalid argument\)$/),
    ]);
  });
});

describe('addresses', () => {
  it('agree on the port, and not on the family', () => {
    expect(linesOf(() => addresses({ port: 8080 }))).toEqual([
      '127.0.0.1:8080',
      '  linux  02 00 1f 90 7f 00 00 01 00 00 00 00 … 16 bytes',
      '  darwin 10 02 1f 90 7f 00 00 01 00 00 00 00 … 16 bytes',
      '[::1]:8080',
      '  linux  0a 00 1f 90 00 00 00 00 00 00 00 00 … 28 bytes',
      '  darwin 1c 1e 1f 90 00 00 00 00 00 00 00 00 … 28 bytes',
      '/tmp/s',
      '  linux  01 00 2f 74 6d 70 2f 73 00 00 00 00 … 110 bytes',
      '  darwin 6a 01 2f 74 6d 70 2f 73 00 00 00 00 … 106 bytes',
    ]);
  });
});

describe('structs', () => {
  it('shows what poll() has written behind the question', () => {
    expect(linesOf(structs)).toEqual([
      'timeval(1500)             01 00 00 00 00 00 00 00 20 a1 07 00 00 00 00 00',
      'an fd_set of 0, 9 and 10  01 06 00 00 00 00 00 00',
      'pollfd, before            03 00 00 00 05 00 00 00',
      'pollfd, after poll()      03 00 00 00 05 00 01 00',
    ]);
  });
});

describe('nonsense', () => {
  it('is answered, and prints nothing of its own', () => {
    expect(linesOf(nonsense)).toEqual([
      'write(1.5, hello, 6): EBADF',
      'write(NaN, hello, 6): EBADF',
      'write(1000000, hello, 6): EBADF',
      'write(writeEnd, hello, 7): EFAULT',
      'write(writeEnd, hello, 6): 6',
      'read(readEnd, four, 64): EFAULT',
      'read(readEnd, four, 4): 4',
      'read(readEnd, four, 4): 2',
      'read(readEnd, four, 4): EAGAIN',
    ]);
  });
});
