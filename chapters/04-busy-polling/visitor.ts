/**
 * A client that thinks before it speaks: a line, its reply, a pause, and the next line.
 */
import { count, portNumber, print, program, Socket, select } from 'would-block';

// #region visitor
export function visitor({
  port,
  lines,
  pauseMs,
}: {
  port: number;
  lines: number;
  pauseMs: number;
}): void {
  const socket = new Socket();
  socket.connect({ host: '127.0.0.1', port });
  const waitsMs: number[] = [];
  for (let line = 0; line < lines; line += 1) {
    select([], [], [], pauseMs);
    const asked = performance.now();
    socket.sendAll(new TextEncoder().encode(`line ${line}\n`));
    const wanted = `LINE ${line}\n`;
    let reply = '';
    while (reply.length < wanted.length) {
      const piece = socket.recv(100);
      if (piece.length === 0) break;
      reply += new TextDecoder().decode(piece);
    }
    if (reply !== wanted) {
      print(`"${wanted.trim()}" should have come, and "${reply.trim()}" did`);
      process.exitCode = 1;
    }
    waitsMs.push(performance.now() - asked);
  }
  socket.close();
  const median = waitsMs.sort((one, other) => one - other)[waitsMs.length >> 1] ?? 0;
  print(`${lines} lines, each answered after ${median.toFixed(2)} ms (the median)`);
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Says a line, waits for the reply, thinks for a while, and says the next.',
  settings: {
    port: portNumber(1234),
    lines: count(20, 'how many lines it says'),
    pauseMs: count(25, 'how many ms it thinks before each'),
  },
  main: visitor,
});
// #endregion
