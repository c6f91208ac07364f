/**
 * Fills a pipe and a Unix socket, in pieces of several sizes, on both kernels.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AF_UNIX,
  currentKernel,
  O_NONBLOCK,
  orThrow,
  print,
  program,
  runOn,
  Socket,
} from 'would-block';
import { SimulatedKernel } from 'would-block/sim';

// #region fill
/** Offers so many bytes, again and again, until none are taken. Answers how many were in all. */
function fill(pieceBytes: number, take: (piece: Uint8Array) => number): number {
  const piece = new Uint8Array(pieceBytes);
  let total = 0;
  let taken = take(piece);
  while (taken > 0) {
    total += taken;
    taken = take(piece);
  }
  return total;
}

function roomInPipe(pieceBytes: number): number {
  const kernel = currentKernel();
  const ends = new Int32Array(2);
  orThrow('pipe2', kernel.pipe2(ends, O_NONBLOCK));
  const [, writeEnd = -1] = ends;
  const room = fill(pieceBytes, (piece) => kernel.write(writeEnd, piece, piece.length));
  for (const end of ends) kernel.close(end);
  return room;
}

function roomInUnixSocket(path: string, pieceBytes: number): number {
  const listener = new Socket(AF_UNIX);
  listener.bind({ path });
  listener.listen(1);
  const near = new Socket(AF_UNIX);
  near.connect({ path });
  near.setBlocking(false);
  const room = fill(pieceBytes, (piece) => near.trySend(piece));
  for (const socket of [near, listener]) socket.close();
  return room;
}
// #endregion

// #region room
export function room(): void {
  const folder = mkdtempSync(join(tmpdir(), 'room-'));
  for (const piece of [1, 1000, 5000, 65_536]) {
    const look = () => {
      const pipe = roomInPipe(piece);
      const unix = roomInUnixSocket(join(folder, `${piece}`), piece);
      return `a pipe ${pipe}, a Unix socket ${unix}`;
    };
    print(`In pieces of ${piece}:`);
    print(`  the real kernel      ${look()}`);
    print(`  the simulated kernel ${runOn(new SimulatedKernel(), look)}`);
  }
  rmSync(folder, { recursive: true });
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Fills a pipe and a Unix socket until nothing fits any more, on both kernels.',
  settings: {},
  main: room,
});
// #endregion
