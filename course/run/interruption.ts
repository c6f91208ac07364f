/**
 * Being asked to stop: Ctrl-C, a signal from another process, a terminal that closes, output
 * that nobody reads any more. Whoever has started other processes must end them first.
 */
import { OUTPUT_CLOSED } from '../../lib/program/exit-codes.ts';
import { onBrokenPipe } from '../broken-pipe.ts';
import { exitCodeOf } from './child.ts';
import type { Crew } from './crew.ts';

/** How a run ended. */
export interface Outcome {
  exitCode: number;
  /** Whether it was asked to stop before its end. */
  interrupted: boolean;
}

interface Interruption {
  /** What the crew is sent. */
  signal: NodeJS.Signals;
  exitCode: number;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const LOSS_CHECK_MS = 250;

/**
 * Answers the exit code that `perform` answers or, if we are asked to stop before that, ends the
 * crew and answers with the exit code for that. Who asks twice has the crew killed.
 */
export async function untilInterrupted(
  crew: Crew,
  perform: () => Promise<number>,
): Promise<Outcome> {
  // The last resort, for whatever may end this process in ways not foreseen below.
  const killCrew = () => crew.kill();
  process.on('exit', killCrew);
  const { interruption, ignore } = nextInterruption(killCrew);
  try {
    const first = await Promise.race([perform(), interruption]);
    if (typeof first === 'number') return { exitCode: first, interrupted: false };
    await crew.end(first.signal);
    return { exitCode: first.exitCode, interrupted: true };
  } finally {
    ignore();
    process.off('exit', killCrew);
  }
}

/** The next interruption, as a promise; every one after it calls `again`. */
function nextInterruption(again: () => void): {
  interruption: Promise<Interruption>;
  ignore: () => void;
} {
  const undo: (() => void)[] = [];
  const interruption = new Promise<Interruption>((resolve) => {
    let isFirst = true;
    const react = (cause: Interruption) => {
      if (!isFirst) again();
      isFirst = false;
      resolve(cause);
    };
    undo.push(onBrokenPipe(() => react({ signal: 'SIGTERM', exitCode: OUTPUT_CLOSED })));
    const reactTo = (signal: NodeJS.Signals) =>
      react({ signal, exitCode: exitCodeOf({ code: null, signal }) });
    for (const signal of signals) {
      process.on(signal, reactTo);
      undo.push(() => process.off(signal, reactTo));
    }
    undo.push(onLossOfNpm(() => reactTo('SIGTERM')));
  });
  return {
    interruption,
    ignore: () => {
      for (const step of undo) step();
    },
  };
}

/**
 * Calls `react` when npm, which has started us through a shell, is gone. Killed, npm ends that
 * shell and nothing else; without this, a server that it was asked to end would go on unseen.
 */
function onLossOfNpm(react: () => void): () => void {
  if (process.env.npm_command === undefined) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    react();
  }, LOSS_CHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
