/** What a client does that thinks before it speaks: a line, its reply, a pause, and the next line. */
import { Socket, select } from 'would-block';

// #region visit
export interface Visit {
  readonly port: number;
  readonly lines: number;
  readonly pauseMs: number;
}

/**
 * Says lines, and thinks before each: for `pauseMs` on average, now longer and now shorter. Answers
 * how long the replies took, in ms, the median.
 */
export function visit({ port, lines, pauseMs }: Visit): number {
  const socket = new Socket();
  socket.connect({ host: '127.0.0.1', port });
  const waitsMs: number[] = [];
  for (let line = 0; line < lines; line += 1) {
    select([], [], [], 2 * Math.random() * pauseMs);
    const asked = performance.now();
    socket.sendAll(new TextEncoder().encode(`line ${line}\n`));
    hear(socket, `LINE ${line}\n`);
    waitsMs.push(performance.now() - asked);
  }
  socket.close();
  return waitsMs.sort((one, other) => one - other)[lines >> 1] ?? 0;
}

function hear(socket: Socket, wanted: string): void {
  let reply = '';
  while (reply.length < wanted.length) {
    const piece = socket.recv(100);
    if (piece.length === 0) break;
    reply += new TextDecoder().decode(piece);
  }
  if (reply !== wanted)
    throw new Error(`"${wanted}" should have come, and "${reply}" did`);
}
// #endregion
