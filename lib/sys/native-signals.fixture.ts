/**
 * A process that sleeps in one system call after the other, to be woken by SIGUSR2.
 *
 * `process.on` installs a handler with SA_RESTART, after which Linux repeats accept4(2), recv(2)
 * and send(2) by itself; siginterrupt(3) takes that back, so that they answer EINTR. Node's own
 * handler sees no signal before this program ends: its event loop never runs.
 */
import { writeSync } from 'node:fs';
import { constants } from 'node:os';
import koffi from 'koffi';
import { formatAddress, Socket } from '../net/index.ts';
import { select } from '../selectors/index.ts';
import { SHUT_WR } from './constants.ts';
import { errno } from './errno.ts';
import type { Kernel } from './kernel.ts';
import { kernel } from './native.ts';

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

type Call = keyof Kernel;

/** The real kernel, which tells whenever a call was interrupted. */
const tellingKernel = Object.fromEntries(
  (Object.keys(kernel) as Call[]).map((name) => {
    const call = kernel[name] as (...values: unknown[]) => number;
    const told = (...values: unknown[]) => {
      const answer = call(...values);
      if (answer === -errno.EINTR) say(`interrupted ${name}`);
      return answer;
    };
    return [name, told];
  }),
) as unknown as Kernel;

const { SIGUSR2 } = constants.signals;
process.on('SIGUSR2', () => {});
koffi.load(null).func('int siginterrupt(int, int)')(SIGUSR2, 1);

const listener = new Socket(undefined, undefined, tellingKernel);
listener.bind({ host: '127.0.0.1', port: 0 });
listener.listen();
say(`listening on ${formatAddress(listener.getsockname())}`);

const connection = listener.accept();
say('accepted');
say(`received ${connection.recv(100).length}`);
const [readable] = select([connection], [], [], 60_000);
say(`selected ${readable.length}`);
connection.recv(100);
connection.sendAll(new Uint8Array(20_000_000));
say('sent all');
// A process that ends gives its handlers back, and a signal would kill it then: it ends when
// its peer does, who stops sending them first.
connection.shutdown(SHUT_WR);
connection.recv(100);
