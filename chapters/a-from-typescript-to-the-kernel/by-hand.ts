/**
 * A socket without `Socket`: made, named and closed by numbers and bytes alone.
 */
import {
  AF_INET,
  currentKernel,
  errnoName,
  errnoText,
  platform,
  portNumber,
  print,
  program,
  SOCK_STREAM,
} from 'would-block';

// #region by-hand
export function byHand({ port }: { port: number }): void {
  const kernel = currentKernel();
  const fd = kernel.socket(AF_INET, SOCK_STREAM, 0);
  report(`socket(${AF_INET}, ${SOCK_STREAM}, 0)`, fd);

  const address = new Uint8Array(16);
  address.set(platform.system === 'darwin' ? [16, AF_INET] : [AF_INET, 0], 0);
  address.set([port >> 8, port & 0xff], 2);
  address.set([127, 0, 0, 1], 4);
  report(`bind(fd, [${hexadecimal(address)}], 16)`, kernel.bind(fd, address, 16));

  const own = new Uint8Array(128);
  const length = Int32Array.of(own.length);
  report('getsockname(fd, own, [128])', kernel.getsockname(fd, own, length));
  const [bytes = 0] = length;
  const [, , high = 0, low = 0] = own;
  print(`  own is [${hexadecimal(own.subarray(0, bytes))}], ${bytes} bytes`);
  print(`  the port is ${high} × 256 + ${low} = ${high * 256 + low}`);

  report('bind(fd, …) once more', kernel.bind(fd, address, 16));
  report('close(fd)', kernel.close(fd));
  report('close(fd) once more', kernel.close(fd));
}

function report(call: string, answer: number): void {
  const meaning = answer < 0 ? `: ${errnoName(-answer)}, "${errnoText(-answer)}"` : '';
  print(`${call} answers ${answer}${meaning}`);
}

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Makes a socket, names it and closes it, by numbers and bytes alone.',
  settings: { port: portNumber(0) },
  main: byHand,
});
// #endregion
