/**
 * Clients of every kind, several at once: talkative, silent, slow, gone; and what the server does
 * between their calls.
 */
import {
  currentKernel,
  type InternetAddress,
  SO_SNDBUF,
  SOL_SOCKET,
  Socket,
  SystemError,
} from 'would-block';
import {
  check,
  checks,
  close,
  end,
  expectAllClosed,
  expectBytes,
  expectNoSpinning,
  expectWaitsOnlyIn,
  hold,
  type Observation,
  observe,
  type Peer,
  pauseMs,
  readBytes,
  readFast,
  readSlowly,
  reset,
  type Step,
  send,
  sendByteByByte,
  startPeer,
  stopReading,
  Wrong,
} from 'would-block/testing';
import { run, type Task, type Wait } from './loop.ts';

type Answer = typeof import('./starter.ts');

/** Bytes of every value in no pattern that repeats at the size of a buffer; no two seeds alike. */
function bytesOf(length: number, seed: number): Uint8Array {
  return new Uint8Array(length).map((_, index) => (index * (2 * seed + 1)) % 251);
}

interface Scene {
  readonly listener: Socket;
  readonly peers: readonly Peer[];
  /** A task of the check's own, beside those of the server. */
  readonly director?: (scene: Scene) => Task;
  /** Whether a connection may break. */
  readonly mayBreak?: boolean;
  /** How many the server shall accept, if not all. */
  readonly toAccept?: number;
}

/** Clients with these scripts, that have connected to a listener. `sendBuffer` is the server's. */
function clients(scripts: readonly (readonly Step[])[], sendBuffer?: number): Scene {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port: 0 });
  listener.listen();
  // A connection takes its buffer's size from the listener.
  if (sendBuffer) listener.setsockopt(SOL_SOCKET, SO_SNDBUF, sendBuffer);
  const { port } = listener.getsockname() as InternetAddress;
  const peers = scripts.map((script) => startPeer(script, { connectTo: port }));
  return { listener, peers };
}

/** Tasks, and when each of them was running: what happens then is not the loop's doing. */
class WatchedTasks extends Set<Task> {
  readonly #turns: { readonly fromMs: number; readonly toMs: number }[] = [];

  /** Adds a task of the check's own, that is not watched. */
  addDirector(director: Task): void {
    super.add(director);
  }

  override add(task: Task): this {
    const next = task.next.bind(task);
    task.next = () => {
      const fromMs = currentKernel().monotonicMs();
      try {
        const step = next();
        expectNoTime(step);
        return step;
      } finally {
        this.#turns.push({ fromMs, toMs: currentKernel().monotonicMs() });
      }
    };
    return super.add(task);
  }

  expectNoSleepIn({ calls, slept }: Observation): void {
    const sleeps = calls.filter((call) => call.name === 'select' && slept(call));
    const isInTurn = ({ startMs, endMs = Infinity }: (typeof sleeps)[number]) =>
      this.#turns.some(({ fromMs, toMs }) => startMs >= fromMs && endMs <= toMs);
    if (!sleeps.some(isInTurn)) return;
    throw new Wrong(
      'A task called select() itself, and slept in it. The loop would have asked for all, and the task only for its ' +
        'own: nobody else is served meanwhile. How does a task say what it waits for?',
    );
  }
}

function expectNoTime({ value }: IteratorResult<Wait, void>): void {
  if (typeof value !== 'object' || !('untilMs' in value)) return;
  throw new Wrong(
    'A task of your server waits for a time. What is to happen then, that select() could not tell it the moment ' +
      'it happens?',
  );
}

/** Runs the server until it has served all clients, and looks at what it did. */
function serveAll({ serve }: Answer, scene: Scene): Observation {
  const { listener, peers, director, mayBreak = false, toAccept = peers.length } = scene;
  const tasks = new WatchedTasks();
  const seen = observe(() => {
    tasks.add(serve(listener, toAccept, tasks));
    if (director) tasks.addDirector(director(scene));
    run(tasks, (error) => {
      if (!(error instanceof SystemError && mayBreak)) throw error;
    });
  });
  // Whether a call that may sleep does so is a race on the real kernel, and none in virtual time.
  if (seen.inVirtualTime) expectWaitsOnlyIn(seen, 'select');
  tasks.expectNoSleepIn(seen);
  expectNoSpinning(seen);
  expectAllClosed(seen, listener);
  return seen;
}

/** Throws unless each client got this. */
function expectEchoes(
  { peers }: Scene,
  ...expected: readonly (string | Uint8Array)[]
): void {
  for (const [index, bytes] of expected.entries()) {
    const name = `Client ${index + 1} of ${expected.length} got`;
    expectBytes(name, peers[index]?.received() ?? new Uint8Array(), bytes);
  }
}

/** Waits until a peer has got so many bytes back; `meanwhile` says what the others do. */
function* untilEchoed(peer: Peer | undefined, bytes: number, meanwhile: string): Task {
  const patienceMs = 1000;
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs++) {
    if (peer && peer.bytesRead() >= bytes) return;
    yield { untilMs: currentKernel().monotonicMs() + 1 };
  }
  throw new Wrong(
    `${meanwhile} Another client has sent ${bytes} bytes, and got ${peer?.bytesRead()} of them back. ` +
      'Whose task serves it?',
  );
}

/** Throws if a task received again and again, and the loop could not ask who else is ready. */
function expectTurns({ calls }: Observation): void {
  let inARow = 0;
  let last: unknown;
  for (const { name, arguments: given, result = -1 } of calls) {
    if (name === 'select') inARow = 0;
    if (name !== 'recv' || result <= 0) continue;
    inARow = given[0] === last ? inARow + 1 : 1;
    last = given[0];
    if (inARow <= 3) continue;
    throw new Wrong(
      `One client’s task called recv() ${inARow} times in a row, and each time there was something. ` +
        'When do the others have their turn, if there always is?',
    );
  }
}

export default checks<Answer>([
  check(
    'a conversation: a word there and back, and another',
    (answer) => {
      const script = [send('one '), readBytes(4), send('three'), readBytes(5), end()];
      const scene = clients([script]);
      serveAll(answer, scene);
      expectEchoes(scene, 'one three');
    },
    {
      faults: [
        'short-send',
        'one-byte-send',
        'one-byte-recv',
        'interrupt',
        'spurious-readiness',
        'full-backlog',
      ],
    },
  ),

  check(
    'several at once, each with bytes of its own',
    (answer) => {
      const sent = [1, 2, 3, 4].map((seed) => bytesOf(300 * seed, seed));
      const scene = clients(sent.map((bytes) => [send(bytes), end()]));
      serveAll(answer, scene);
      expectEchoes(scene, ...sent);
    },
    // Spurious readiness is for the checks where it strikes with every eight seeds.
    { faults: ['short-send', 'full-backlog'] },
  ),

  check('one that stops in the middle of a word, and one that does not', (answer) => {
    const quick = bytesOf(5000, 3);
    const scene = clients([
      [send('wait for'), hold(), sendByteByByte(' me'), end()],
      [send(quick), end()],
    ]);
    const [silent, other] = scene.peers;
    function* director(): Task {
      yield* untilEchoed(other, quick.length, 'One client is silent for a while.');
      if (scene.listener.fileno() >= 0) {
        throw new Wrong(
          'Both clients have been accepted, and the listener is still open. Who else is to come?',
        );
      }
      silent?.goOn();
    }
    serveAll(answer, { ...scene, director });
    expectEchoes(scene, 'wait for me', quick);
  }),

  check('two that hardly read, and end early', (answer) => {
    const sent = [5, 8].map((seed) => bytesOf(200_000, seed));
    const scripts = sent.map((bytes) => [readSlowly(20_000), send(bytes), end()]);
    const scene = clients(scripts, 5000);
    serveAll(answer, scene);
    expectEchoes(scene, ...sent);
  }),

  check('one that never stops talking, and one with a word', (answer) => {
    const long = bytesOf(400_000, 7);
    const scene = clients([
      [send(long), end()],
      [sendByteByByte('a few words'), end()],
    ]);
    const seen = serveAll(answer, scene);
    expectTurns(seen);
    expectEchoes(scene, long, 'a few words');
  }),

  check(
    'one that says nothing, and goes',
    (answer) => {
      const scene = clients([[end()], [send('good day'), end()]]);
      serveAll(answer, scene);
      expectEchoes(scene, '', 'good day');
    },
    { faults: ['interrupt'] },
  ),

  check('one that talks first, and waits for its whole echo before it ends', (answer) => {
    const said = bytesOf(120_000, 9);
    const script = [stopReading(), send(said), pauseMs(5), readFast()];
    const scene = clients([[...script, readBytes(said.length), end()]], 5000);
    serveAll(answer, scene);
    expectEchoes(scene, said);
  }),

  check('a server for nobody', (answer) => {
    const { calls } = serveAll(answer, { ...clients([[end()]]), toAccept: 0 });
    if (!calls.some(({ name, result = -1 }) => name === 'accept4' && result >= 0)) return;
    throw new Wrong(
      'serve() was to accept 0 clients, and accepted one that had connected. What does it ask before the first?',
    );
  }),

  check('two to be accepted, and three who come', (answer) => {
    const scripts = ['the first', 'the second', 'the third'].map((said) => [
      send(said),
      end(),
    ]);
    const scene = clients(scripts);
    const { calls } = serveAll(answer, { ...scene, toAccept: 2 });
    expectEchoes(scene, 'the first', 'the second');
    const accepted = calls.filter(
      ({ name, result = -1 }) => name === 'accept4' && result >= 0,
    );
    if (accepted.length === 2) return;
    throw new Wrong(
      `serve() was to accept 2 clients, and accepted ${accepted.length}: more had connected. Before which call ` +
        'must it know how many are still to come?',
    );
  }),

  check('connections that break, beside one that does not', (answer) => {
    const steady = bytesOf(20_000, 4);
    const scene = clients([
      [send(steady), readBytes(steady.length), send('bye'), end()],
      [send('half a sent'), readBytes(3), reset()],
      [send(bytesOf(200_000, 6)), close()],
    ]);
    serveAll(answer, { ...scene, mayBreak: true });
    const whole = Buffer.concat([steady, Buffer.from('bye')]);
    expectBytes(
      'Two connections broke, and the third client got',
      scene.peers[0]?.received() ?? new Uint8Array(),
      whole,
    );
  }),
]);
