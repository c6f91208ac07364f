/**
 * Either wait on a kernel that is told what happens when, with one task and with several; and
 * over a connection, where a task sends and receives at the same time.
 */
import type { Socket } from 'would-block';
import {
  check,
  checks,
  end,
  expectBytes,
  readBytes,
  ScriptedKernel,
  send,
  startPeer,
  Wrong,
} from 'would-block/testing';
import type { Ready, Task, Wait } from './starter.ts';

type Answer = typeof import('./starter.ts');

/** Runs tasks on the kernel. An error in one of them is the check's. */
function runOnKernel({ run }: Answer, kernel: ScriptedKernel, ...tasks: Task[]): void {
  kernel.run(() =>
    run(new Set(tasks), (error) => {
      throw error;
    }),
  );
}

function inWords(ready: Ready | undefined): string {
  return ready === undefined
    ? 'undefined'
    : `readable ${ready.readable}, writable ${ready.writable}`;
}

/** Throws unless `yield` answered what it should. */
function expectReady(happened: string, ready: Ready | undefined, expected: string): void {
  if (inWords(ready) === expected) return;
  throw new Wrong(
    `${happened}, and yield answered: ${inWords(ready)}; not: ${expected}.`,
  );
}

/** Throws unless an answer still says what it said when it was given. */
function expectKept(ready: Ready, told: string): void {
  if (inWords(ready) === told) return;
  throw new Wrong(
    `yield answered a task: ${told}. The task kept the answer. When it had waited for something else, the same ` +
      `answer said: ${inWords(ready)}. Who else writes into it?`,
  );
}

function expectTime(kernel: ScriptedKernel, expectedMs: number, what: string): void {
  if (kernel.nowMs === expectedMs) return;
  throw new Wrong(`${what} after ${kernel.nowMs} ms, not after ${expectedMs} ms.`);
}

export default checks<Answer>([
  check('something to read comes first', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 30);
    function* task(): Task {
      const ready = yield { readable: a, writable: b };
      expectTime(kernel, 30, 'Socket a could be read after 30 ms. The task went on');
      expectReady('Socket a could be read', ready, 'readable true, writable false');
    }
    runOnKernel(answer, kernel, task());
  }),

  check('room to write comes first', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.writableAt(b, 30);
    function* task(): Task {
      const ready = yield { readable: a, writable: b };
      expectTime(kernel, 30, 'Socket b could be written after 30 ms. The task went on');
      expectReady('Socket b could be written', ready, 'readable false, writable true');
    }
    runOnKernel(answer, kernel, task());
  }),

  check('both come at once', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 30);
    kernel.writableAt(b, 30);
    function* task(): Task {
      const ready = yield { readable: a, writable: b };
      expectReady('Both sockets were ready', ready, 'readable true, writable true');
      yield { untilMs: 50 };
      if (kernel.nowMs < 50) {
        throw new Wrong(
          'Both sockets were ready at once, and the task was woken twice for it. The second time ' +
            'it had gone on, and was waiting for something else.',
        );
      }
      if (inWords(ready) === 'readable true, writable true') return;
      throw new Wrong(
        'yield answered that both sockets were ready, and the task kept the answer. When it had slept, the same ' +
          `answer said: ${inWords(ready)}. Who else writes into it?`,
      );
    }
    runOnKernel(answer, kernel, task());
  }),

  check('both come at once, again and again', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 30);
    kernel.writableAt(b, 30);
    function* task(): Task {
      let asked = 0;
      for (let turn = 0; turn < 5; turn++) {
        yield { readable: a, writable: b };
        const isNews = kernel.questions.length > asked;
        asked = kernel.questions.length;
        if (isNews) continue;
        throw new Wrong(
          'Both sockets were ready, the task went on and waited for both again; and it was woken without ' +
            'another select(). How does the loop know that they are still ready?',
        );
      }
    }
    runOnKernel(answer, kernel, task());
  }),

  check('sockets that are always ready, and a time', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 10);
    kernel.writableAt(b, 10);
    let turns = 0;
    function* busy(): Task {
      for (; turns < 20; turns++) yield { readable: a, writable: b };
    }
    function* sleeper(): Task {
      yield { untilMs: 10 };
      if (turns <= 3) return;
      throw new Wrong(
        `A task whose sockets are always ready had ${turns} turns before one went on whose time had come. ` +
          'What does a round look at while a socket is ready?',
      );
    }
    runOnKernel(answer, kernel, busy(), sleeper());
  }),

  check('a task that is always ready, and the others', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 0);
    let turns = 0;
    let turnsBefore = 0;
    function* busy(): Task {
      for (; turns < 20; turns++) yield;
    }
    function* other(): Task {
      yield { readable: a, writable: b };
      turnsBefore = turns;
    }
    runOnKernel(answer, kernel, busy(), other());
    if (turnsBefore <= 3) return;
    throw new Wrong(
      `A task that is always ready had ${turnsBefore} turns before one went on whose socket could be read. ` +
        'What does a round look at while somebody is ready?',
    );
  }),

  check('two answers in one round', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 10);
    kernel.writableAt(b, 10);
    function* task(wait: Wait): Task {
      const ready = yield wait;
      const told = inWords(ready);
      yield;
      expectKept(ready, told);
    }
    runOnKernel(answer, kernel, task({ readable: a }), task({ writable: b }));
  }),

  check('two answers for the same sockets', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 10);
    function* task(): Task {
      const ready = yield { readable: a, writable: b };
      const told = inWords(ready);
      kernel.readableAt(a, Infinity);
      kernel.writableAt(b, 20);
      yield { readable: a, writable: b };
      expectKept(ready, told);
    }
    runOnKernel(answer, kernel, task());
  }),

  check('two tasks at one socket, one to read and one to write', (answer) => {
    const kernel = new ScriptedKernel();
    const socket = kernel.socket('a');
    kernel.writableAt(socket, 10);
    kernel.readableAt(socket, 20);
    function* reader(): Task {
      const ready = yield { readable: socket };
      expectTime(kernel, 20, 'The socket could be read after 20 ms. The reader went on');
      expectReady(
        'The reader waited to read alone',
        ready,
        'readable true, writable false',
      );
    }
    function* writer(): Task {
      const ready = yield { writable: socket };
      expectTime(
        kernel,
        10,
        'The socket could be written after 10 ms. The writer went on',
      );
      expectReady(
        'The writer waited to write alone',
        ready,
        'readable false, writable true',
      );
    }
    runOnKernel(answer, kernel, reader(), writer());
  }),

  check('one socket for both', (answer) => {
    const kernel = new ScriptedKernel();
    const socket = kernel.socket('a');
    kernel.writableAt(socket, 10);
    kernel.readableAt(socket, 20);
    const answers: string[] = [];
    function* task(): Task {
      const wait = { readable: socket, writable: socket };
      answers.push(inWords(yield wait));
      kernel.writableAt(socket, Infinity);
      answers.push(inWords(yield wait));
      kernel.writableAt(socket, kernel.nowMs);
      answers.push(inWords(yield wait));
    }
    runOnKernel(answer, kernel, task());
    const expected = [
      'readable false, writable true',
      'readable true, writable false',
      'readable true, writable true',
    ];
    if (answers.join() !== expected.join()) {
      throw new Wrong(
        'The socket could be written, then only read, then both. yield answered:\n' +
          `${answers.join('\n')}`,
      );
    }
  }),

  check('what did not come is forgotten', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 10);
    kernel.writableAt(b, 30);
    let asked = 0;
    function* task(): Task {
      yield { readable: a, writable: b };
      asked = kernel.questions.length;
      yield { untilMs: 50 };
      if (kernel.nowMs < 50) {
        throw new Wrong(
          `The task got what it waited for, and then slept until 50 ms. It was woken at ${kernel.nowMs} ms, ` +
            'when the socket became writable that it no longer waits for.',
        );
      }
    }
    runOnKernel(answer, kernel, task());
    const stale = kernel.questions.slice(asked).find(({ about }) => about !== 'nothing');
    if (stale !== undefined) {
      throw new Wrong(
        `The task got what it waited for, and then slept. select() was still asked about ${stale.about}.`,
      );
    }
  }),

  check('first either of two sockets, then one of them', (answer) => {
    const directions = ['readable', 'writable'] as const;
    for (const [first, next] of directions.flatMap((one) =>
      directions.map((other) => [one, other] as const),
    )) {
      const kernel = new ScriptedKernel();
      const [a, b] = [kernel.socket('a'), kernel.socket('b')];
      if (first === 'readable') kernel.readableAt(a, 10);
      else kernel.writableAt(b, 10);
      function* task(): Task {
        yield { readable: a, writable: b };
        kernel.readableAt(a, next === 'readable' ? 40 : 20);
        kernel.writableAt(b, next === 'writable' ? 40 : 20);
        const ready = yield next === 'readable' ? { readable: a } : { writable: b };
        const name = next === 'readable' ? 'a' : 'b';
        const happened =
          `The task had waited for a and for b, and waits for ${name} alone now. That one was ready after ` +
          '40 ms, and the other after 20 ms';
        expectTime(kernel, 40, `${happened}. The task went on`);
        const [reads, writes] = [next === 'readable', next === 'writable'];
        expectReady(happened, ready, inWords({ readable: reads, writable: writes }));
      }
      runOnKernel(answer, kernel, task());
    }
  }),

  check('two tasks, and each hears of its own sockets', (answer) => {
    const kernel = new ScriptedKernel();
    const sockets = ['a', 'b', 'c', 'd'].map((name) => kernel.socket(name));
    const [a, b, c, d] = sockets as [Socket, Socket, Socket, Socket];
    kernel.readableAt(a, 20);
    kernel.writableAt(d, 20);
    function* reading(): Task {
      const ready = yield { readable: a, writable: b };
      expectReady(
        'Of a and b, a could be read, and of the other task’s sockets one could be written',
        ready,
        'readable true, writable false',
      );
    }
    function* writing(): Task {
      const ready = yield { readable: c, writable: d };
      expectReady(
        'Of c and d, d could be written, and of the other task’s sockets one could be read',
        ready,
        'readable false, writable true',
      );
    }
    runOnKernel(answer, kernel, reading(), writing());
  }),

  check('one socket, a time, or nothing', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 10);
    kernel.writableAt(b, 20);
    kernel.writableAt(a, 0);
    const none = 'readable false, writable false';
    // Another's sockets are ready all the time: that is nothing to the task.
    const [c, d] = [kernel.socket('c'), kernel.socket('d')];
    kernel.readableAt(c, 0);
    kernel.writableAt(d, 0);
    function* other(): Task {
      for (let turn = 0; turn < 5; turn++) yield { readable: c, writable: d };
      yield { untilMs: 35 };
      for (let turn = 0; turn < 5; turn++) yield { readable: c, writable: d };
    }
    function* task(): Task {
      let ready = yield { readable: a };
      expectTime(kernel, 10, 'Socket a could be read after 10 ms. The task went on');
      expectReady('Socket a could be read', ready, 'readable true, writable false');
      ready = yield { writable: b };
      expectTime(kernel, 20, 'Socket b could be written after 20 ms. The task went on');
      expectReady('Socket b could be written', ready, 'readable false, writable true');
      ready = yield { untilMs: 35 };
      expectTime(kernel, 35, 'The task slept until 35 ms and went on');
      expectReady('The task had slept', ready, none);
      ready = yield;
      expectTime(kernel, 35, 'The task let others have a turn, and went on');
      expectReady('The task had let others have a turn', ready, none);
    }
    runOnKernel(answer, kernel, other(), task());
  }),

  check('one sleeps while another is woken', (answer) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 10);
    kernel.writableAt(b, 20);
    function* sleeper(): Task {
      yield { untilMs: 35 };
      expectTime(
        kernel,
        35,
        'Another task was woken by its sockets meanwhile. The one that slept until 35 ms went on',
      );
    }
    function* either(): Task {
      yield { readable: a, writable: b };
      yield { writable: b };
    }
    runOnKernel(answer, kernel, sleeper(), either());
    expectTime(kernel, 35, 'One task slept until 35 ms, and run() returned');
  }),

  check('a task that throws', ({ run }) => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 10);
    kernel.readableAt(b, 20);
    const fault = new Error('this task has a fault');
    function* failing(): Task {
      yield { readable: a, writable: b };
      throw fault;
    }
    let wokenMs = 0;
    function* another(): Task {
      yield { readable: b, writable: a };
      wokenMs = kernel.nowMs;
    }
    const told: unknown[] = [];
    const tasks = new Set([failing(), another()]);
    kernel.run(() => run(tasks, (error) => told.push(error)));
    if (told.length !== 1 || told[0] !== fault) {
      throw new Wrong(
        `A task threw an error, and onError was called ${told.length} times. Your starter has told ` +
          'it once: where has that gone?',
      );
    }
    if (wokenMs === 20) return;
    throw new Wrong(
      'A task threw an error after 10 ms, and another waited for a socket that was ready after 20 ms. ' +
        `It ${wokenMs === 0 ? 'never went on' : `went on after ${wokenMs} ms`}.`,
    );
  }),

  check(
    'sends and receives at once over a connection',
    ({ run }) => {
      const sent = new Uint8Array(1024 * 1024).map((_, index) => index % 251);
      const toReceive = new Uint8Array(300_000).map((_, index) => index % 241);
      // The peer says nothing at first: reading would block, writing would not.
      const peer = startPeer([readBytes(100_000), send(toReceive), end()]);
      const socket: Socket = peer.connect();
      socket.setBlocking(false);
      const pieces: Uint8Array[] = [];
      function* task(): Task {
        let rest = sent;
        let ended = false;
        while (!ended || rest.length > 0) {
          const reads = ended ? {} : { readable: socket };
          const writes = rest.length > 0 ? { writable: socket } : {};
          const { readable, writable } = yield { ...reads, ...writes };
          if (!readable && !writable) {
            throw new Wrong(
              'The task was woken, and yield answered that nothing is ready.',
            );
          }
          if (readable) {
            const piece = socket.recv(65_536);
            ended = piece.length === 0;
            pieces.push(piece);
          }
          if (writable) rest = rest.subarray(Math.max(0, socket.trySend(rest)));
        }
        socket.close();
      }
      run(new Set([task()]), (error) => {
        throw error;
      });
      expectBytes('The task received', Buffer.concat(pieces), toReceive);
      expectBytes('The peer received', peer.received(), sent);
    },
    { faults: ['short-send', 'short-recv', 'interrupt'] },
  ),
]);
