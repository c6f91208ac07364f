/**
 * A listener with clients of every kind, and the server under test among them.
 */
import {
  type InternetAddress,
  runOn,
  SO_SNDBUF,
  SOL_SOCKET,
  Socket,
  SystemError,
} from 'would-block';
import {
  expectAllClosed,
  expectBytes,
  expectNoSpinning,
  expectWaitsOnlyIn,
  type Observation,
  observe,
  type Peer,
  type Step,
  startPeer,
} from 'would-block/testing';
import { run, type Task } from './loop.ts';
import { RefusedSends, WatchedTasks } from './watched-tasks.ts';

type Answer = typeof import('./starter.ts');

export interface Scene {
  readonly listener: Socket;
  readonly peers: readonly Peer[];
  readonly refused: RefusedSends;
  /** A task of the check's own, beside those of the server. */
  readonly director?: (scene: Scene) => Task;
  /** Whether a connection may break. */
  readonly mayBreak?: boolean;
  /** How many the server shall accept, if not all. */
  readonly toAccept?: number;
}

/** Clients with these scripts, that have connected to a listener. `sendBuffer` is the server's. */
export function clients(
  scripts: readonly (readonly Step[])[],
  sendBuffer?: number,
): Scene {
  const refused = new RefusedSends();
  const listener = runOn(refused.kernel, () => new Socket());
  listener.bind({ host: '127.0.0.1', port: 0 });
  listener.listen();
  // A connection takes its buffer's size from the listener.
  if (sendBuffer) listener.setsockopt(SOL_SOCKET, SO_SNDBUF, sendBuffer);
  const { port } = listener.getsockname() as InternetAddress;
  const peers = scripts.map((script) => startPeer(script, { connectTo: port }));
  return { listener, peers, refused };
}

/** Runs the server until it has served all clients, and looks at what it did. */
export function serveAll({ serve }: Answer, scene: Scene): Observation {
  const { listener, peers, refused, director, mayBreak = false } = scene;
  const { toAccept = peers.length } = scene;
  const tasks = new WatchedTasks(refused);
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
export function expectEchoes(
  { peers }: Scene,
  ...expected: readonly (string | Uint8Array)[]
): void {
  for (const [index, bytes] of expected.entries()) {
    const name = `Client ${index + 1} of ${expected.length} got`;
    expectBytes(name, peers[index]?.received() ?? new Uint8Array(), bytes);
  }
}
