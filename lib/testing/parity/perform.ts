/** Does one step of a random program on one kernel. */
import {
  openClient,
  openConnection,
  openEpoll,
  openListener,
  openPipe,
  openSocket,
} from './opening.ts';
import {
  accept,
  bind,
  close,
  connect,
  control,
  duplicate,
  error,
  listen,
  names,
  reset,
  shutdown,
} from './single.ts';
import type { Outcome, Pick, Step } from './step.ts';
import { drain, fill, outcome, receive, send } from './transfer.ts';
import { poll, select, wait } from './waits.ts';
import type { Kind, World } from './world.ts';

// #region suitable
/** What each step can be about, in a program that makes no mistake. None: about anything. */
const suitable: Partial<Record<Step['step'], readonly Kind[]>> = {
  bind: ['fresh'],
  listen: ['fresh'],
  connect: ['fresh'],
  accept: ['listener'],
  send: ['stream', 'writeEnd'],
  receive: ['stream', 'readEnd'],
  fill: ['stream', 'writeEnd'],
  drain: ['stream', 'readEnd'],
  shutdown: ['stream', 'listener'],
  reset: ['stream'],
  error: ['stream', 'fresh'],
  names: ['stream', 'fresh', 'listener', 'readEnd', 'writeEnd'],
};

/** The rank that a step is about; undefined where it is about none, or about several. */
export function rankOf(world: World, step: Step): number | undefined {
  if (!('on' in step) || 'patient' in step) return undefined;
  return world.choose(step.on, suitable[step.step] ?? []);
}
// #endregion

// #region perform
/** Does the step. A step that cannot be done here answers `-` on both kernels. */
export function perform(world: World, step: Step): Outcome {
  switch (step.step) {
    case 'socket':
      return openSocket(world, step.family);
    case 'listener':
      return openListener(world, step.family, step.backlog);
    case 'connection':
      return openConnection(world, step.family);
    case 'client':
      return openClient(world, step.address);
    case 'pipe':
      return openPipe(world);
    case 'epoll':
      return openEpoll(world);
    case 'poll':
      return poll(world, step.on, step.events, step.patient);
    case 'select':
      return select(world, step.on, step.patient);
    case 'wait': {
      const epoll = world.choose({ suitable: true, index: step.epoll }, ['epoll']);
      return epoll === undefined ? nothing(step) : wait(world, epoll, step.patient);
    }
    default: {
      const rank = rankOf(world, step);
      return rank === undefined ? nothing(step) : performOn(world, rank, step);
    }
  }
}

type StepOnOne = Extract<Step, { on: Pick }>;

function performOn(world: World, rank: number, step: StepOnOne): Outcome {
  switch (step.step) {
    case 'bind':
      return bind(world, rank, step.address);
    case 'listen':
      return listen(world, rank, step.backlog);
    case 'connect':
      return connect(world, rank, step.address);
    case 'accept':
      return accept(world, rank);
    case 'send':
      return send(world, rank, step.bytes);
    case 'receive':
      return receive(world, rank, step.bytes, step.peek);
    case 'fill':
      return fill(world, rank);
    case 'drain':
      return drain(world, rank);
    case 'shutdown':
      return shutdown(world, rank, step.how);
    case 'close':
      return close(world, rank);
    case 'reset':
      return reset(world, rank);
    case 'duplicate':
      return duplicate(world, rank);
    case 'error':
      return error(world, rank);
    case 'names':
      return names(world, rank);
    case 'control':
      return control(world, rank, step);
  }
}

function nothing(step: Step): Outcome {
  return outcome(step.step, '-');
}
// #endregion
