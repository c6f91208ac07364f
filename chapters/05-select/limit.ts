/**
 * Opens sockets until one has a descriptor that does not fit into an fd_set, and watches that.
 */
import {
  currentKernel,
  errnoName,
  FD_SETSIZE,
  fdSetAdd,
  print,
  program,
  Socket,
  SystemError,
  select,
  timeval,
} from 'would-block';

// #region limit
export function limit(): void {
  const sockets = [new Socket()];
  let last = sockets[0] as Socket;
  try {
    for (; last.fileno() < FD_SETSIZE; sockets.push(last)) last = new Socket();
  } catch (error) {
    if (!(error instanceof SystemError && error.code === 'EMFILE')) throw error;
    print(`this process may not open so many: ${error.message}. See ulimit -n.`);
    return;
  }
  watch(last);
  for (const socket of sockets) socket.close();
}
// #endregion

// #region watch
function watch(socket: Socket): void {
  try {
    select([], [socket]);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    print(error.message);
  }
  const fd = socket.fileno();
  const set = new Uint8Array(256); // room for 2,048 descriptors
  fdSetAdd(set, fd);
  const answer = currentKernel().select(fd + 1, null, set, null, timeval(0));
  const said = answer < 0 ? errnoName(-answer) : `${answer} is writable`;
  print(`the kernel, asked about the same in a set of ${set.length * 8} bits: ${said}`);
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Watches descriptor 1,024, which does not fit into an fd_set.',
  settings: {},
  main: limit,
});
// #endregion
