/**
 * Closes a descriptor that an epoll watches, while another one means the same pipe. On both kernels.
 */
import {
  currentKernel,
  EPOLL_CTL_ADD,
  EPOLL_CTL_DEL,
  EPOLLIN,
  errnoName,
  F_DUPFD,
  layouts,
  orThrow,
  print,
  program,
  runOn,
} from 'would-block';
import { SimulatedKernel } from 'would-block/sim';

// #region events
const { size, data } = layouts.epoll_event;

/** How many events an epoll has for us, and about which descriptor, as it was when it was added. */
function toldBy(epoll: number): string {
  const events = new Int32Array(size / 4);
  const count = currentKernel().epoll_wait(epoll, events, 1, 0);
  return count === 0 ? 'nothing' : `descriptor ${events[data / 4]}`;
}
// #endregion

// #region closed
/** What an epoll tells of a descriptor that was closed: a line for each look at it. */
export function closedWhileWatched(): string[] {
  const kernel = currentKernel();
  const pipe = new Int32Array(2);
  orThrow('pipe2', kernel.pipe2(pipe, 0));
  const [readEnd = -1, writeEnd = -1] = pipe;
  const copy = orThrow('fcntl', kernel.fcntl(readEnd, F_DUPFD, 0));
  const epoll = orThrow('epoll_create1', kernel.epoll_create1(0));
  const event = new Int32Array(size / 4);
  event[0] = EPOLLIN;
  event[data / 4] = readEnd;
  orThrow('epoll_ctl', kernel.epoll_ctl(epoll, EPOLL_CTL_ADD, readEnd, event));

  kernel.close(readEnd);
  kernel.write(writeEnd, new Uint8Array(1), 1);
  const lines = [`closed descriptor ${readEnd}; the epoll tells of ${toldBy(epoll)}`];
  const removed = kernel.epoll_ctl(epoll, EPOLL_CTL_DEL, readEnd, null);
  lines.push(`removing it from the epoll: ${errnoName(-removed)}`);
  kernel.close(copy);
  lines.push(`closed the copy too; the epoll tells of ${toldBy(epoll)}`);
  for (const fd of [writeEnd, epoll]) kernel.close(fd);
  return lines;
}
// #endregion

// #region both
export function closed(): void {
  print('The real kernel:');
  for (const line of closedWhileWatched()) print(`  ${line}`);
  print('The simulated kernel:');
  const lines = runOn(new SimulatedKernel(), closedWhileWatched);
  for (const line of lines) print(`  ${line}`);
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Closes a descriptor that an epoll watches, on both kernels.',
  settings: {},
  main: closed,
});
// #endregion
