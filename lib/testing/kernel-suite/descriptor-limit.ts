/**
 * What happens when a process has as many descriptors open as it may: EMFILE.
 *
 * A function, and no case of the suite, because it takes all descriptors of its process: on the
 * real kernel it runs in a process of its own (`descriptor-limit.fixture.ts`).
 */
import {
  AF_INET,
  EPOLL_CLOEXEC,
  F_DUPFD,
  type Kernel,
  POLLIN,
  pollfd,
  SOCK_NONBLOCK,
  SOCK_STREAM,
} from '../../sys/index.ts';
import { type Answer, named } from './answer.ts';
import { loopback } from './sockaddr.ts';

// #region exhausted
/** What must come of `exhaustDescriptors`, on any kernel. */
export const exhausted: Readonly<Record<string, Answer | boolean>> = {
  socket: 'EMFILE',
  accept4: 'EMFILE',
  pipe2: 'EMFILE',
  epoll_create1: 'EMFILE',
  duplicate: 'EMFILE',
  'the listener is readable still': 1,
  'pipe2 with room for one': 'EMFILE',
  'the room for one is there still': true,
  'accept4 after a close': true,
};
// #endregion

// #region exhaust
/** Opens sockets until no more can be, asks every call for one more, and closes them again. */
export function exhaustDescriptors(kernel: Kernel): Record<string, Answer | boolean> {
  const opened: number[] = [];
  const socket = () => {
    const fd = kernel.socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd >= 0) opened.push(fd);
    return fd;
  };
  const listener = socket();
  const address = loopback();
  kernel.bind(listener, address, address.length);
  kernel.listen(listener, 1);
  kernel.getsockname(listener, address, Int32Array.of(address.length));
  kernel.connect(socket(), address, address.length);
  kernel.poll(pollfd(listener, POLLIN), 1, 10_000);

  let last = socket();
  while (last >= 0) last = socket();
  const pair = new Int32Array(2);
  const answers: Record<string, Answer | boolean> = {
    socket: named(last),
    accept4: named(kernel.accept4(listener, null, null, 0)),
    pipe2: named(kernel.pipe2(pair, 0)),
    epoll_create1: named(kernel.epoll_create1(EPOLL_CLOEXEC)),
    duplicate: named(kernel.fcntl(listener, F_DUPFD, 0)),
    'the listener is readable still': kernel.poll(pollfd(listener, POLLIN), 1, 0),
  };
  const room = opened.pop() ?? -1;
  kernel.close(room);
  answers['pipe2 with room for one'] = named(kernel.pipe2(pair, 0));
  answers['the room for one is there still'] = socket() === room;
  kernel.close(opened.pop() ?? -1);
  const accepted = kernel.accept4(listener, null, null, 0);
  answers['accept4 after a close'] = accepted === room;
  for (const fd of [accepted, ...opened]) kernel.close(fd);
  return answers;
}
// #endregion
