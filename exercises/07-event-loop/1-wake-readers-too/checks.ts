/**
 * Readers, writers and sleepers on a kernel that is told what happens when; and over connections,
 * where one task receives, one sends and one counts.
 */
import { currentKernel, type Socket } from 'would-block';
import {
  check,
  checks,
  end,
  expectBytes,
  expectNoSpinning,
  expectWaitsOnlyIn,
  observe,
  readSlowly,
  ScriptedKernel,
  send,
  sendByteByByte,
  startPeer,
  Wrong,
} from 'would-block/testing';
import type { Task, Wait } from './starter.ts';

type Answer = typeof import('./starter.ts');

/** A kernel, and tasks that write down when they were woken. */
class Scene {
  readonly kernel = new ScriptedKernel();
  /** `reader at 30 ms`, in the order in which they were woken. */
  readonly woken: string[] = [];

  /** Waits for each of these in turn. */
  *task(name: string, ...waits: Wait[]): Task {
    for (const wait of waits) {
      yield wait;
      this.woken.push(`${name} at ${this.kernel.nowMs} ms`);
    }
  }

  run({ run }: Answer, ...tasks: Task[]): void {
    this.kernel.run(() => run(tasks));
  }

  /** Throws unless these were woken, in any order if at the same time, and nobody else. */
  expectWoken(happened: string, ...expected: string[]): void {
    if ([...this.woken].sort().join() === [...expected].sort().join()) return;
    throw new Wrong(
      `${happened}. Woken should be: ${expected.join(', ')}. It was: ${this.woken.join(', ') || 'nobody'}.`,
    );
  }
}

export default checks<Answer>([
  check('no task at all', ({ run }) => {
    new ScriptedKernel().run(() => run([]));
  }),

  check('a reader, when there is something to read', (answer) => {
    const scene = new Scene();
    const a = scene.kernel.socket('a');
    scene.kernel.readableAt(a, 30);
    scene.run(answer, scene.task('the reader', { readable: a }));
    scene.expectWoken('Socket a could be read after 30 ms', 'the reader at 30 ms');
  }),

  check('readers and writers, each in its time', (answer) => {
    const scene = new Scene();
    const sockets = ['a', 'b', 'c', 'd'].map((name) => scene.kernel.socket(name));
    const [a, b, c, d] = sockets as [Socket, Socket, Socket, Socket];
    scene.kernel.readableAt(a, 20);
    scene.kernel.readableAt(b, 40);
    scene.kernel.writableAt(c, 10);
    scene.kernel.writableAt(d, 30);
    // What nobody waits for comes at once, and is to wake nobody.
    for (const socket of [a, b]) scene.kernel.writableAt(socket, 0);
    for (const socket of [c, d]) scene.kernel.readableAt(socket, 0);
    scene.run(
      answer,
      scene.task('reader a', { readable: a }),
      scene.task('reader b', { readable: b }),
      scene.task('writer c', { writable: c }),
      scene.task('writer d', { writable: d }),
    );
    scene.expectWoken(
      'Sockets a and b could be read after 20 and 40 ms, c and d written after 10 and 30 ms',
      'writer c at 10 ms',
      'reader a at 20 ms',
      'writer d at 30 ms',
      'reader b at 40 ms',
    );
  }),

  check('one socket, one to read from it and one to write', (answer) => {
    const scene = new Scene();
    const a = scene.kernel.socket('a');
    scene.kernel.writableAt(a, 10);
    scene.kernel.readableAt(a, 20);
    scene.run(
      answer,
      scene.task('the reader', { readable: a }),
      scene.task('the writer', { writable: a }),
    );
    scene.expectWoken(
      'The socket could be written after 10 ms, and read after 20 ms',
      'the writer at 10 ms',
      'the reader at 20 ms',
    );
  }),

  check('two readers at one socket, and two writers at another', (answer) => {
    const scene = new Scene();
    const [a, b] = [scene.kernel.socket('a'), scene.kernel.socket('b')];
    scene.kernel.readableAt(a, 10);
    scene.kernel.writableAt(b, 10);
    scene.run(
      answer,
      ...['one', 'two'].map((name) => scene.task(`reader ${name}`, { readable: a })),
      ...['one', 'two'].map((name) => scene.task(`writer ${name}`, { writable: b })),
    );
    scene.expectWoken(
      'Two readers waited for one socket, two writers for another, and both were ready after 10 ms',
      'reader one at 10 ms',
      'reader two at 10 ms',
      'writer one at 10 ms',
      'writer two at 10 ms',
    );
  }),

  check('two readers at one socket, which go on reading', (answer) => {
    const scene = new Scene();
    const a = scene.kernel.socket('a');
    scene.kernel.readableAt(a, 10);
    const turns: string[] = [];
    function* reader(name: string): Task {
      for (let turn = 0; turn < 3; turn++) {
        yield { readable: a };
        turns.push(name);
        if (turns.filter((other) => other === name).length * 2 - turns.length < 2)
          continue;
        throw new Wrong(
          `Two readers waited for one socket, which could be read all the time, and ${name} went on twice ` +
            'before the other did. Whose wait is over when a socket can be read?',
        );
      }
    }
    scene.run(answer, reader('reader one'), reader('reader two'));
  }),

  check('a reader that waits for something else afterwards', (answer) => {
    const scene = new Scene();
    const a = scene.kernel.socket('a');
    scene.kernel.readableAt(a, 10);
    scene.kernel.writableAt(a, 20);
    const waits: Wait[] = [{ readable: a }, { writable: a }, { untilMs: 50 }];
    scene.run(answer, scene.task('the task', ...waits));
    scene.expectWoken(
      'The task waited to read until 10 ms, to write until 20 ms, and for 50 ms to be over',
      'the task at 10 ms',
      'the task at 20 ms',
      'the task at 50 ms',
    );
    const stale = scene.kernel.questions.at(-1);
    if (stale?.about === 'nothing') return;
    throw new Wrong(
      `The task waited for a time at last, and select() was still asked about ${stale?.about}. ` +
        'Who forgets what a task no longer waits for?',
    );
  }),

  check('all wait for sockets: one sleep, without an end', (answer) => {
    const scene = new Scene();
    const [a, b] = [scene.kernel.socket('a'), scene.kernel.socket('b')];
    scene.kernel.readableAt(a, 3_600_000);
    scene.kernel.writableAt(b, 3_600_000);
    let before = 0;
    function* last(): Task {
      before = scene.kernel.questions.length;
      yield { writable: b };
      const asked = scene.kernel.questions.slice(before);
      const [first] = asked;
      if (asked.length === 1 && first?.timeoutMs === Infinity) return;
      throw new Wrong(
        `For an hour nobody could do anything. select() was called ${asked.length} times in it, the first time ` +
          `about ${first?.about}, to sleep ${inWords(first?.timeoutMs)}. What could wake a task before a socket does?`,
      );
    }
    scene.run(answer, scene.task('the reader', { readable: a }), last());
    scene.expectWoken('Socket a could be read', 'the reader at 3600000 ms');
  }),

  check('a time, another, and one that is over already', (answer) => {
    const scene = new Scene();
    const waits: Wait[] = [
      { untilMs: 10 },
      { untilMs: 30 },
      { untilMs: 30 },
      { untilMs: 5 },
    ];
    scene.run(answer, scene.task('the task', ...waits));
    scene.expectWoken(
      'A task waited until 10 ms, then until 30 ms, then for times that were over already',
      'the task at 10 ms',
      'the task at 30 ms',
      'the task at 30 ms',
      'the task at 30 ms',
    );
  }),

  check('times that are no whole milliseconds', (answer) => {
    const scene = new Scene();
    scene.run(answer, scene.task('the task', { untilMs: 10.75 }, { untilMs: 20 }));
    scene.expectWoken(
      'A task waited until 10.75 ms, and then until 20 ms',
      'the task at 10.75 ms',
      'the task at 20 ms',
    );
  }),

  check('several times, and a socket between them', (answer) => {
    const scene = new Scene();
    const a = scene.kernel.socket('a');
    scene.kernel.readableAt(a, 15);
    scene.run(
      answer,
      scene.task('late', { untilMs: 40 }),
      scene.task('early', { untilMs: 10 }, { untilMs: 20 }),
      scene.task('the reader', { readable: a }),
    );
    scene.expectWoken(
      'One task waited until 40 ms, one until 10 and then until 20 ms, and a socket could be read after 15 ms',
      'early at 10 ms',
      'the reader at 15 ms',
      'early at 20 ms',
      'late at 40 ms',
    );
  }),

  check('several times, the nearest of the first task', (answer) => {
    const scene = new Scene();
    scene.run(
      answer,
      scene.task('early', { untilMs: 10 }),
      scene.task('late', { untilMs: 40 }),
      scene.task('between', { untilMs: 20 }),
    );
    scene.expectWoken(
      'Three tasks waited until 10, 40 and 20 ms',
      'early at 10 ms',
      'between at 20 ms',
      'late at 40 ms',
    );
  }),

  check('all that is over at the same time, in one round', (answer) => {
    const scene = new Scene();
    const sockets = ['a', 'b', 'c', 'd'].map((name) => scene.kernel.socket(name));
    const [a, b, c, d] = sockets as [Socket, Socket, Socket, Socket];
    for (const socket of [a, b]) scene.kernel.readableAt(socket, 10);
    for (const socket of [c, d]) scene.kernel.writableAt(socket, 10);
    const rounds = new Set<number>();
    function* task(wait: Wait): Task {
      yield wait;
      rounds.add(scene.kernel.questions.length);
    }
    scene.run(
      answer,
      ...[a, b].map((readable) => task({ readable })),
      ...[c, d].map((writable) => task({ writable })),
      task({ untilMs: 10 }),
    );
    if (rounds.size === 1) return;
    throw new Wrong(
      'After 10 ms two sockets could be read, two could be written, and somebody’s time had come. ' +
        `It took ${rounds.size} calls of select() to wake them all. What does one say?`,
    );
  }),

  check('a task that is always ready, and the others', (answer) => {
    expectShared(answer, 'A task that is always ready', undefined);
  }),

  check('a task whose time is always over, and the others', (answer) => {
    expectShared(answer, 'A task that waits for a time which is over', { untilMs: 0 });
  }),

  check(
    'three connections, and somebody who counts',
    ({ run }) => {
      const sent = new Uint8Array(150_000).map((_, index) => index % 251);
      const toReceive = new Uint8Array(50_000).map((_, index) => index % 241);
      const taker = startPeer([readSlowly(20_000)]);
      const talker = startPeer([send(toReceive), end()]);
      const stammerer = startPeer([sendByteByByte('a byte at a time'), end()]);
      const received: Uint8Array[][] = [[], []];
      let steps = 0;

      function* sender(socket: Socket): Task {
        let rest = sent;
        while (rest.length > 0) {
          const count = socket.trySend(rest.subarray(0, 10_000));
          if (count < 0) yield { writable: socket };
          else rest = rest.subarray(count);
        }
        socket.close();
      }
      function* receiver(socket: Socket, pieces: Uint8Array[] | undefined): Task {
        for (;;) {
          yield { readable: socket };
          const buffer = new Uint8Array(4096);
          const count = socket.tryRecvInto(buffer);
          if (count === 0) break;
          if (count > 0) pieces?.push(buffer.subarray(0, count));
        }
        socket.close();
      }
      function* counter(): Task {
        let dueMs = currentKernel().monotonicMs();
        for (; steps < 5; steps++) {
          dueMs += 0.5;
          yield { untilMs: dueMs };
          if (currentKernel().monotonicMs() < dueMs) {
            throw new Wrong('A task was woken before the time that it waited for.');
          }
        }
      }

      const sockets = [taker, talker, stammerer].map((peer) => peer.connect());
      for (const socket of sockets) socket.setBlocking(false);
      const [one, two, three] = sockets as [Socket, Socket, Socket];
      const seen = observe(() =>
        run([
          sender(one),
          receiver(two, received[0]),
          counter(),
          receiver(three, received[1]),
        ]),
      );
      expectBytes('A task received', Buffer.concat(received[0] ?? []), toReceive);
      expectBytes(
        'Another received',
        Buffer.concat(received[1] ?? []),
        'a byte at a time',
      );
      expectBytes('The peer of the sender received', taker.received(), sent);
      if (steps < 5) {
        throw new Wrong(`run() has returned, and a task was at step ${steps} of 5.`);
      }
      expectNoSpinning(seen);
      expectWaitsOnlyIn(seen, 'select');
    },
    { faults: ['short-send', 'short-recv', 'interrupt', 'spurious-readiness'] },
  ),
]);

/** Throws unless a task that waits so, and could always go on, leaves the others their turns. */
function expectShared(answer: Answer, busyOne: string, wait: Wait): void {
  const scene = new Scene();
  const [a, b] = [scene.kernel.socket('a'), scene.kernel.socket('b')];
  scene.kernel.readableAt(a, 0);
  scene.kernel.writableAt(b, 0);
  let turns = 0;
  const turnsBefore = new Map<string, number>();
  function* busy(): Task {
    while (turns < 20) {
      turns += 1;
      yield wait;
    }
  }
  function* other(name: string, wait: Wait): Task {
    yield wait;
    turnsBefore.set(name, turns);
  }
  scene.run(
    answer,
    busy(),
    other('a reader whose socket could be read', { readable: a }),
    other('a writer whose socket could be written', { writable: b }),
    other('a task whose time had come', { untilMs: 0 }),
    other('a task that waited for nothing', undefined),
  );
  for (const [name, count] of turnsBefore) {
    if (count <= 3) continue;
    throw new Wrong(
      `${busyOne} had ${count} turns before ${name} went on. ` +
        'How often does a task go on in a round, and who else does?',
    );
  }
  const longest = Math.max(...scene.kernel.questions.map(({ timeoutMs }) => timeoutMs));
  if (longest === 0) return;
  throw new Wrong(
    `${busyOne} could go on all the time, and select() was told to sleep ${inWords(longest)}. What is there to wait for?`,
  );
}

function inWords(timeoutMs: number | undefined): string {
  return timeoutMs === Infinity ? 'without an end' : `${timeoutMs} ms at most`;
}
