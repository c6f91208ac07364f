/**
 * A client and a server that wait for each other: a real kernel would let them hang for ever.
 */
import { flag, print, program, runOn, SHUT_WR, Socket } from 'would-block';
import { DeadlockError, readAll, SimulatedKernel, send } from 'would-block/sim';

// #region ask
/** Sends a question, and answers what comes back until the stream ends. */
function ask(port: number, question: string, ends: boolean): string {
  const socket = new Socket();
  socket.connect({ host: '127.0.0.1', port });
  socket.send(new TextEncoder().encode(question));
  if (ends) socket.shutdown(SHUT_WR);
  const answer = new TextDecoder().decode(socket.recv(1024));
  socket.close();
  return answer;
}
// #endregion

// #region deadlock
export function deadlock({ mended }: { mended: boolean }): void {
  const kernel = new SimulatedKernel();
  const server = kernel.startPeer([readAll(), send('42')]);
  try {
    const answer = runOn(kernel, () => ask(server.port, 'six times nine?', mended));
    print(`the answer is ${answer}`);
  } catch (error) {
    if (!(error instanceof DeadlockError)) throw error;
    print(`${error.name}: ${error.message}`);
  }
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Waits for an answer that never comes, and is told so.',
  settings: { mended: flag('end the stream after the question') },
  main: deadlock,
});
// #endregion
