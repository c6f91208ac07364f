/** A program that gets into any trouble that it is told, for the tests of `program()`. */
import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { Socket } from '../net/index.ts';
import { currentKernel, errno, type Kernel, runOn } from '../sys/index.ts';
import { flag, portNumber, print, program, write } from './index.ts';

program(import.meta.url, {
  summary: 'Fails.',
  settings: {
    port: portNumber(0),
    connect: flag('connect to the port'),
    bind: flag('bind to the port'),
    denied: flag('bind to the port, without the permission to'),
    full: flag('have too many descriptors'),
    later: flag('connect to the port after a turn of the event loop'),
    timer: flag('connect to the port and leave a timer behind'),
    bug: flag('throw a TypeError'),
    bugLater: flag('throw a TypeError after a turn of the event loop'),
    endless: flag('print lines for ever'),
    mebibyte: flag('write 1 MiB, and tell standard error when that must wait'),
  },
  async main(told) {
    const address = { host: '127.0.0.1', port: told.port };
    if (told.connect) new Socket().connect(address);
    if (told.bind) new Socket().bind(address);
    if (told.denied) on({ bind: () => -errno.EACCES }, () => new Socket().bind(address));
    if (told.full) on({ socket: () => -errno.EMFILE }, () => new Socket());
    if (told.timer) {
      setInterval(() => {}, 1_000_000);
      new Socket().connect(address);
    }
    if (told.bug) throw new TypeError('a bug');
    if (told.mebibyte) {
      const { poll } = currentKernel();
      const telling: Partial<Kernel> = {
        poll(...values) {
          writeSync(2, 'waiting\n');
          return poll(...values);
        },
      };
      on(telling, () => write(new Uint8Array(2 ** 20).fill(0x78)));
    }
    for (let line = 1; told.endless; line++) print(`line ${line}`);
    await setImmediate();
    if (told.later) new Socket().connect(address);
    if (told.bugLater) throw new TypeError('a late bug');
  },
});

/** Runs a function on the current kernel with some calls replaced. */
function on(calls: Partial<Kernel>, run: () => void): void {
  runOn({ ...currentKernel(), ...calls }, run);
}
