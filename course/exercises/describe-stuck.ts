/**
 * What the learner is told about an answer that did not come back.
 */
import type { BoundError, DeadlockError } from '../../lib/sim/index.ts';
import type { ProcessState } from './process-state.ts';
import { type CheckResult, LOADING, type StuckKind } from './report.ts';

/** What the runner saw of a stuck part. */
export interface Sighting {
  readonly part: string;
  readonly state: ProcessState;
  /** Whether the answer had returned a promise. */
  readonly awaiting: boolean;
  readonly afterMs: number;
}

/** The result of a check that did not come back. */
export function describeStuck(sighting: Sighting): Omit<CheckResult, 'printed'> {
  const { part: name, state, awaiting } = sighting;
  // A process that waits for a promise sleeps in Node's own loop, which is no call of the answer.
  const inOwnLoop = state.systemCall === undefined || state.systemCall === 'epoll_wait';
  if (state.kind === 'asleep' && awaiting && inOwnLoop) return describeUnsettled(name);
  return { name, outcome: 'stuck', stuck: state.kind, message: message(sighting) };
}

/** The result of a check that runs into the loop in which the answer was caught at an earlier one. */
export function describeKnownLoop(name: string) {
  return {
    name,
    outcome: 'stuck',
    stuck: 'running',
    message:
      'Your code is in the loop again from which it did not come back before. What should end it?',
  } as const;
}

/** The result of a check whose promise nothing can settle any more. */
export function describeUnsettled(name: string): Omit<CheckResult, 'printed'> {
  const message =
    name === LOADING
      ? 'The `await` at the top of your file never ends: nothing is left that could settle its promise.'
      : 'The check waits, and nothing is left that could wake it: a promise that your code returned never settles, or what ' +
        'your code has to start, pass on or close never ends. Who calls resolve(), and who close()?';
  return { name, outcome: 'stuck', stuck: 'unsettled' satisfies StuckKind, message };
}

/** What came of an answer that, on the simulated kernel, waits for what can never happen. */
export function describeDeadlock({ message }: DeadlockError) {
  const [, systemCall, descriptor] =
    /^(\w+)(?: on descriptor (\d+))?/.exec(message) ?? [];
  const argument = descriptor === undefined ? {} : { argument: Number(descriptor) };
  const state: ProcessState = {
    kind: 'asleep',
    ...(systemCall === undefined ? {} : { systemCall }),
    ...argument,
  };
  const situation = message
    .split('\n')
    .slice(1)
    .map((line) => `\n${line.trim()}`);
  return {
    outcome: 'stuck',
    stuck: state.kind,
    message: `${asleep(state)} Nothing can wake it any more.${situation.join('')}`,
  } as const;
}

/** What came of an answer that, on the simulated kernel, comes to no end. */
export function describeBound({ message }: BoundError) {
  const withoutOption = message.replace(/ \(\w+\)$/, '');
  return {
    outcome: 'stuck',
    stuck: 'running',
    message: `Your code goes round and round: ${withoutOption}. What should end its loop?`,
  } as const;
}

function message({ state, afterMs }: Sighting): string {
  const seconds = `${afterMs / 1000} s`;
  switch (state.kind) {
    case 'unknown':
      return `Your code did not come back within ${seconds}.`;
    case 'running':
      return `Your code still ran after ${seconds}: it goes round and round. What should end its loop?`;
    case 'asleep':
      return `${asleep(state)} Nothing woke it within ${seconds}.${waitChannel(state)}`;
  }
}

function asleep({ systemCall, argument }: ProcessState): string {
  const waitsFor = systemCall === undefined ? undefined : waits[systemCall];
  if (waitsFor === undefined) return 'Your code is asleep in a system call.';
  const isKnown = hasDescriptor.has(systemCall ?? '') && argument !== undefined;
  const on = isKnown ? ` on descriptor ${argument}` : '';
  return `Your code is asleep in ${systemCall}()${on}: it waits ${waitsFor}.`;
}

function waitChannel({ waitChannel }: ProcessState): string {
  return waitChannel === undefined ? '' : ` (State S, in the kernel's ${waitChannel}.)`;
}

const waits: Record<string, string> = {
  read: 'for bytes, and none come',
  recv: 'for bytes, and none come',
  write: 'for room, and the other side reads nothing',
  send: 'for room, and the other side reads nothing',
  accept: 'for a client, and none connects',
  connect: 'for the other side to answer',
  select: 'for something to become ready, and nothing does',
  poll: 'for something to become ready, and nothing does',
  epoll_wait: 'for something to become ready, and nothing does',
  futex: 'for another thread',
};

const hasDescriptor = new Set(['read', 'recv', 'write', 'send', 'accept', 'connect']);
