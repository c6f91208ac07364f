/**
 * Steps that ask what is ready: poll, select, epoll.
 *
 * A patient one lets the call itself wait for what is on its way, and wake up for it; then it
 * asks again when everything has arrived, because the first to arrive wakes it. Both answers
 * together are what a kernel says on which bytes need no time.
 */
import {
  EPOLLOUT,
  fdSet,
  fdSetAdd,
  fdSetHas,
  layouts,
  POLLOUT,
  pollfdRevents,
  timeval,
} from '../../sys/index.ts';
import type { Outcome, Pick } from './step.ts';
import { outcome } from './transfer.ts';
import { named, type World } from './world.ts';

// #region patience
/** The ranks that a step is about, each once. */
function ranksOf(world: World, picks: readonly Pick[]): number[] {
  const ranks = picks.map((pick) => world.choose(pick, []) ?? pick.index);
  return [...new Set(ranks)];
}

/** Calls `look` once; or, patiently, with time to wait, and again when everything has come. */
function lookOnce(world: World, patient: boolean, look: (timeoutMs: number) => number) {
  if (!patient) return look(0);
  const first = look(world.pace.patienceMs);
  world.pace.settle(world.kernel);
  const second = look(0);
  return first === 0 && second > 0 ? Number.NaN : second;
}

/** The answer, or that the call slept through what came. */
function answered(answer: number): string {
  return Number.isNaN(answer) ? 'slept though something came' : named(answer);
}
// #endregion

// #region waits
/** poll(2). */
export function poll(
  world: World,
  picks: readonly Pick[],
  events: number,
  patient: boolean,
): Outcome {
  const ranks = ranksOf(world, picks);
  const fds = Int32Array.from(ranks.flatMap((rank) => [world.number(rank), events]));
  const answer = lookOnce(world, patient, (timeoutMs) =>
    world.kernel.poll(fds, ranks.length, timeoutMs),
  );
  const found = (ignored: number) =>
    ranks.map((rank, index) => {
      const revents = pollfdRevents(fds.subarray(index * 2)) & ~ignored;
      return `#${rank}:${revents.toString(16)}`;
    });
  return outcome(
    `poll(${ranks.map((rank) => `#${rank}`).join(' ')}, ${events.toString(16)})`,
    `${answered(answer)} ${found(0).join(' ')}`,
    world.filled ? found(POLLOUT).join(' ') : `${answered(answer)} ${found(0).join(' ')}`,
  );
}

/** select(2), all three sets alike. */
export function select(world: World, picks: readonly Pick[], patient: boolean): Outcome {
  const ranks = ranksOf(world, picks).filter((rank) => world.number(rank) < 1024);
  const descriptors = ranks.map((rank) => world.number(rank));
  const nfds = Math.max(0, ...descriptors) + 1;
  let sets: Uint8Array[] = [];
  const answer = lookOnce(world, patient, (timeoutMs) => {
    sets = [fdSet(), fdSet(), fdSet()];
    for (const set of sets) for (const fd of descriptors) fdSetAdd(set, fd);
    const [readfds = null, writefds = null, exceptfds = null] = sets;
    return world.kernel.select(nfds, readfds, writefds, exceptfds, timeval(timeoutMs));
  });
  const inSet = (set: Uint8Array | undefined) =>
    ranks
      .filter((rank) => set !== undefined && fdSetHas(set, world.number(rank)))
      .map((rank) => `#${rank}`)
      .join(' ');
  const [readfds, writefds, exceptfds] = sets.map(inSet);
  return outcome(
    `select(${ranks.map((rank) => `#${rank}`).join(' ')})`,
    `${answered(answer)} read ${readfds} write ${writefds} except ${exceptfds}`,
    world.filled
      ? `read ${readfds} except ${exceptfds}`
      : `${answered(answer)} read ${readfds} write ${writefds} except ${exceptfds}`,
  );
}

/**
 * epoll_wait(2), with room for all. Events in order of data, which is no promise of epoll. Never
 * patient with EPOLLONESHOT: what comes first is all that comes.
 */
export function wait(world: World, rank: number, isPatient: boolean): Outcome {
  const patient = isPatient && !world.oneShot;
  if (isPatient && !patient) world.pace.settle(world.kernel);
  const { size, data } = layouts.epoll_event;
  const words = size / 4;
  const room = 64;
  const list = new Int32Array(words * room);
  const found = new Map<number, number>();
  let failure = 0;
  const look = (timeoutMs: number) => {
    const answer = world.kernel.epoll_wait(world.number(rank), list, room, timeoutMs);
    if (answer < 0) failure = answer;
    for (let index = 0; index < answer; index++) {
      const value = list[index * words + data / 4] ?? 0;
      found.set(value, (found.get(value) ?? 0) | (list[index * words] ?? 0));
    }
    return answer;
  };
  const answer = lookOnce(world, patient, look);
  const told = (ignored: number) =>
    [...found]
      .filter(([, events]) => (events & ~ignored) !== 0)
      .sort(([first], [second]) => first - second)
      .map(([value, events]) => `${value}:${(events & ~ignored).toString(16)}`)
      .join(' ');
  const verdict = Number.isNaN(answer) ? answered(answer) : '';
  const error = failure < 0 ? named(failure) : '';
  const exact = `${error}${verdict}[${told(0)}]`;
  return outcome(
    `epoll_wait(#${rank})`,
    exact,
    world.filled ? `${error}[${told(EPOLLOUT)}]` : exact,
  );
}
// #endregion
