/** Holds the loop to what the chapter says of it: who is woken, when, and what is asked for. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import {
  currentKernel,
  errno,
  type InternetAddress,
  type Kernel,
  runOn,
  Socket,
} from 'would-block';
import { run, type Task } from './loop.ts';
import { sendAll } from './main.ts';

const open: Socket[] = [];

afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});

/** Both ends of a connection, non-blocking. */
function connection(): [Socket, Socket] {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port: 0 });
  listener.listen(1);
  const client = new Socket();
  client.connect(listener.getsockname() as InternetAddress);
  const server = listener.accept();
  listener.close();
  for (const socket of [client, server]) socket.setBlocking(false);
  open.push(client, server);
  return [client, server];
}

/** A kernel in whose `select` time passes and nothing happens; it writes down each timeout. */
function idleKernel(): { kernel: Kernel; timeoutsMs: number[]; nowMs: () => number } {
  let nowMs = 1000;
  const timeoutsMs: number[] = [];
  const kernel: Kernel = {
    ...currentKernel(),
    monotonicMs: () => nowMs,
    select(_nfds, _readers, _writers, _exceptionals, timeout) {
      const [seconds = 0, , microseconds = 0] = timeout ?? [];
      const timeoutMs = timeout ? seconds * 1000 + microseconds / 1000 : Infinity;
      timeoutsMs.push(timeoutMs);
      if (timeoutMs === Infinity) throw new Error('would sleep for ever');
      nowMs += timeoutMs;
      return 0;
    },
  };
  return { kernel, timeoutsMs, nowMs: () => nowMs };
}

/** Runs tasks that must not fail. */
function runAll(...tasks: Task[]): void {
  run(new Set(tasks), (error) => {
    throw error;
  });
}

/** Runs tasks and answers with the errors that they threw. */
function errorsOf(...tasks: Task[]): unknown[] {
  const errors: unknown[] = [];
  run(new Set(tasks), (error) => errors.push(error));
  return errors;
}

function* receiveAll(socket: Socket): Task<string> {
  const buffer = new Uint8Array(65_536);
  let text = '';
  for (;;) {
    const bytes = socket.tryRecvInto(buffer);
    if (bytes === 0) return text;
    if (bytes < 0) yield { readable: socket };
    else text += Buffer.from(buffer.subarray(0, bytes)).toString();
  }
}

describe('run()', () => {
  it('returns at once, without a select(), when there is no task', () => {
    const { kernel, timeoutsMs } = idleKernel();
    runOn(kernel, () => runAll());
    expect(timeoutsMs).toEqual([]);
  });

  it('gives tasks that yield nothing their turns one after the other', () => {
    const turns: string[] = [];
    function* speaker(name: string, times: number): Task {
      for (let time = 1; time <= times; time++) {
        turns.push(`${name}${time}`);
        yield;
      }
    }
    runAll(speaker('a', 3), speaker('b', 1), speaker('c', 2));
    expect(turns).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
  });

  it('passes on what a task that is part of another returns', () => {
    function* part(): Task<number> {
      yield;
      return 42;
    }
    let result = 0;
    function* whole(): Task {
      result = yield* part();
    }
    runAll(whole());
    expect(result).toBe(42);
  });

  it('runs a task that another adds, and ends when that has ended too', () => {
    const done: string[] = [];
    const tasks = new Set<Task>();
    function* child(): Task {
      yield { untilMs: currentKernel().monotonicMs() + 1 };
      done.push('child');
    }
    function* parent(): Task {
      yield;
      tasks.add(child());
      done.push('parent');
    }
    tasks.add(parent());
    run(tasks, (error) => {
      throw error;
    });
    expect(done).toEqual(['parent', 'child']);
    expect(tasks.size).toBe(0);
  });

  it('needs nothing of Node', () => {
    const source = readFileSync(new URL('loop.ts', import.meta.url), 'utf8');
    expect([...source.matchAll(/from '(.*)'/g)].map(([, name]) => name)).toEqual([
      'would-block',
    ]);
    expect(source).not.toMatch(/\b(process|Buffer|setTimeout|performance)\b/);
  });
});

describe('the timeout of its select()', () => {
  function* sleeper(...untilMs: number[]): Task {
    for (const each of untilMs) yield { untilMs: each };
  }

  it('is 0 while a task is ready, whoever else sleeps', () => {
    const { kernel, timeoutsMs } = idleKernel();
    function* ready(): Task {
      yield;
      yield;
    }
    runOn(kernel, () => runAll(ready(), sleeper(1030)));
    // The first is that of new tasks, which are ready.
    expect(timeoutsMs).toEqual([0, 0, 0, 30]);
  });

  it('lasts until the nearest time that a task sleeps for', () => {
    const { kernel, timeoutsMs, nowMs } = idleKernel();
    runOn(kernel, () => runAll(sleeper(1300), sleeper(1100, 1250), sleeper(1100)));
    expect(timeoutsMs).toEqual([0, 100, 150, 50]);
    expect(nowMs()).toBe(1300);
  });

  it('is 0 for a time that has passed', () => {
    const { kernel, timeoutsMs } = idleKernel();
    runOn(kernel, () => runAll(sleeper(999, 1000, -Infinity)));
    expect(timeoutsMs).toEqual([0, 0, 0, 0]);
  });

  it('is none, for ever, while all tasks wait for sockets', () => {
    const { kernel, timeoutsMs } = idleKernel();
    function* reader(): Task {
      const socket = new Socket();
      open.push(socket);
      yield { readable: socket };
    }
    const forEver = () => runOn(kernel, () => runAll(reader(), reader()));
    expect(forEver).toThrow('would sleep for ever');
    expect(timeoutsMs).toEqual([0, Infinity]);
  });

  it('is one select() a round, however many tasks there are', () => {
    const { kernel, timeoutsMs } = idleKernel();
    const tasks = Array.from({ length: 500 }, () => sleeper(1020, 1040));
    runOn(kernel, () => runAll(...tasks));
    expect(timeoutsMs).toEqual([0, 20, 20]);
  });
});

describe('a task that waits for a socket', () => {
  it('is woken when there are bytes to read, and at the end of the stream', () => {
    const [one, other] = connection();
    let received = '';
    function* reader(): Task {
      received = yield* receiveAll(one);
    }
    function* writer(): Task {
      for (const word of ['some ', 'bytes']) {
        yield { untilMs: currentKernel().monotonicMs() + 5 };
        other.send(Buffer.from(word));
      }
      other.close();
    }
    runAll(reader(), writer());
    expect(received).toBe('some bytes');
  });

  it('is woken when there is room to write', () => {
    const [one, other] = connection();
    const text = 'foo\n'.repeat(4 * 1024 * 1024);
    let received = '';
    function* writer(): Task {
      yield* sendAll(one, Buffer.from(text));
      one.close();
    }
    function* reader(): Task {
      received = yield* receiveAll(other);
    }
    runAll(writer(), reader());
    expect(received === text).toBe(true);
  });

  it('is woken as often as others that wait for the same socket', () => {
    const [one, other] = connection();
    const woken: string[] = [];
    function* reader(name: string): Task {
      yield { readable: one };
      woken.push(name);
    }
    other.send(Buffer.from('!'));
    runAll(reader('first'), reader('second'));
    expect(woken).toEqual(['first', 'second']);
  });

  it('is not woken because another may write to the socket that it reads', () => {
    const [one, other] = connection();
    const order: string[] = [];
    function* reader(): Task {
      yield { readable: one };
      order.push('reader');
    }
    function* writer(): Task {
      yield { writable: one };
      order.push('writer');
      yield;
      order.push('writer again');
      other.send(Buffer.from('!'));
    }
    runAll(reader(), writer());
    expect(order).toEqual(['writer', 'writer again', 'reader']);
  });
});

describe('an error in one task', () => {
  it('is reported at once, and the others go on', () => {
    const events: string[] = [];
    const fault = new Error('a fault');
    function* failing(): Task {
      try {
        yield;
        throw fault;
      } finally {
        events.push('cleaned up');
      }
    }
    function* counter(): Task {
      for (let step = 1; step <= 3; step++) {
        yield;
        events.push(`step ${step}`);
      }
    }
    run(new Set([failing(), counter()]), (error) => {
      expect(error).toBe(fault);
      events.push('reported');
    });
    expect(events).toEqual(['cleaned up', 'reported', 'step 1', 'step 2', 'step 3']);
  });

  it('may come before its first yield', () => {
    // biome-ignore lint/correctness/useYield: that it never yields is the case here
    function* failing(): Task {
      throw new Error('at once');
    }
    expect(errorsOf(failing(), failing())).toEqual([
      new Error('at once'),
      new Error('at once'),
    ]);
  });

  it('ends the loop if whoever hears of it throws', () => {
    function* failing(): Task {
      yield;
      throw new Error('a fault');
    }
    expect(() => runAll(failing())).toThrow('a fault');
  });

  it('is its own when somebody closes the socket that it waits for', () => {
    const [one] = connection();
    const [two, other] = connection();
    let received = '';
    function* victim(): Task {
      yield* receiveAll(one);
    }
    function* closer(): Task {
      yield;
      one.close();
    }
    function* reader(): Task {
      received = yield* receiveAll(two);
    }
    function* writer(): Task {
      yield { untilMs: currentKernel().monotonicMs() + 5 };
      other.send(Buffer.from('still here'));
      other.close();
    }
    const errors = errorsOf(victim(), closer(), reader(), writer());
    expect(errors).toMatchObject([{ syscall: 'recv', errno: -errno.EBADF }]);
    expect(received).toBe('still here');
  });

  it('is its own when it waits for a socket that is closed already', () => {
    const [one] = connection();
    one.close();
    function* reader(): Task {
      yield { readable: one };
      one.recv(1);
    }
    function* writer(): Task {
      yield { writable: one };
      one.send(Buffer.from('!'));
    }
    expect(errorsOf(reader(), writer())).toMatchObject([
      { syscall: 'recv', errno: -errno.EBADF },
      { syscall: 'send', errno: -errno.EBADF },
    ]);
  });
});
