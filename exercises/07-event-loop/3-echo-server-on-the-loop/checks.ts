/**
 * Clients of every kind, several at once: talkative, silent, slow, gone; and what the server does
 * between their calls.
 */
import { currentKernel } from 'would-block';
import {
  check,
  checks,
  close,
  end,
  expectBytes,
  hold,
  type Observation,
  type Peer,
  pauseMs,
  readBytes,
  readFast,
  readSlowly,
  reset,
  send,
  sendByteByByte,
  stopReading,
  Wrong,
} from 'would-block/testing';
import type { Task } from './loop.ts';
import { clients, expectEchoes, serveAll } from './scene.ts';

type Answer = typeof import('./starter.ts');

/** Bytes of every value in no pattern that repeats at the size of a buffer; no two seeds alike. */
function bytesOf(length: number, seed: number): Uint8Array {
  return new Uint8Array(length).map((_, index) => (index * (2 * seed + 1)) % 251);
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
    'a byte at a time, and often',
    (answer) => {
      const said = bytesOf(1300, 2);
      const scene = clients([[send(said), readBytes(said.length), end()]]);
      serveAll(answer, scene);
      expectEchoes(scene, said);
    },
    { faults: ['one-byte-send'] },
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
