/**
 * Running a program of a chapter: alone, as from the shell, or with its companions.
 */
import { MISUSED } from '../../lib/program/exit-codes.ts';
import type { Program } from '../catalogue.ts';
import { colours } from '../colours.ts';
import type { Cast, Part } from './cast.ts';
import { Child, exitCodeOf, RunFailure } from './child.ts';
import { Crew, GRACE_MS } from './crew.ts';
import { type Outcome, untilInterrupted } from './interruption.ts';
import { Player } from './player.ts';
import { settlesWithin } from './within.ts';

// Far more than any start takes; what has not come by then, is not going to come.
const READY_MS = 15_000;

/** Answers what to add to the environment of the program with a label. */
export type EnvironmentFor = (label: string) => Record<string, string>;

const unchanged: EnvironmentFor = () => ({});

/** Runs a program with our own input and output. */
export async function runAlone(
  { name, file }: Pick<Program, 'name' | 'file'>,
  typed: string[],
  environmentFor = unchanged,
): Promise<Outcome> {
  const crew = new Crew();
  return await untilInterrupted(crew, async () => {
    const start = () => new Child(file, typed, 'alone', environmentFor(name));
    const { child } = crew.add(() => ({ child: start() }));
    return exitCodeOf(await child.ended);
  });
}

/**
 * Runs a program with its companions, all of them printing to `output`. Throws RunFailure if a
 * server does not get as far as listening.
 */
export async function runTogether(
  cast: Cast,
  environmentFor = unchanged,
  output: NodeJS.WritableStream = process.stdout,
): Promise<Outcome> {
  const stage = new Stage(output, environmentFor);
  return await untilInterrupted(stage.crew, async () => {
    try {
      return await play(cast, stage);
    } finally {
      await stage.crew.end('SIGTERM');
      await stage.finished();
    }
  });
}

/** Where the players of a run are, and print. */
class Stage {
  readonly crew = new Crew();
  readonly #output: NodeJS.WritableStream;
  readonly #environmentFor: EnvironmentFor;
  readonly #players: Player[] = [];

  constructor(output: NodeJS.WritableStream, environmentFor: EnvironmentFor) {
    this.#output = output;
    this.#environmentFor = environmentFor;
    // Every player listens for its errors, and there may be many.
    output.setMaxListeners(0);
  }

  start(part: Part, ports: readonly number[]): Player {
    const paints = [colours.cyan, colours.magenta, colours.yellow, colours.green];
    const paint = paints[this.#players.length % paints.length] ?? colours.cyan;
    const environment = this.#environmentFor(part.label);
    const player = this.crew.add(
      () => new Player(part, ports, this.#output, paint, environment),
    );
    this.#players.push(player);
    return player;
  }

  /** Starts a server on a free port; answers when it listens. Throws RunFailure. */
  async startServer(part: Part): Promise<number> {
    const player = this.start(part, [0]);
    const port = await listening(player);
    if (port !== undefined) return port;
    const code = exitCodeOf(await player.child.ended);
    throw new RunFailure(
      `${part.label.trim()} ended with exit code ${code} before it listened: ` +
        'nothing could connect to it.',
    );
  }

  /** Fulfilled when all players have ended and all that they printed is passed on. */
  async finished(): Promise<void> {
    await Promise.all(this.#players.map((player) => player.finished));
  }

  /** Fulfilled when all processes have ended. */
  async ended(): Promise<void> {
    await allEnded(this.#players);
  }
}

/** Starts everybody in their order, and answers the main program's exit code. */
async function play({ needs, main, visitors }: Cast, stage: Stage): Promise<number> {
  const ports: number[] = [];
  for (const part of needs) ports.push(await stage.startServer(part));
  if (visitors.length > 0) return await playHost(main, ports, visitors, stage);

  const player = stage.start(main, ports);
  const exitCode = exitCodeOf(await player.child.ended);
  // Its servers may have a last word to say; but if it did not understand its options, it has
  // not been to any of them, and they would wait in vain.
  if (exitCode !== MISUSED) await settlesWithin(GRACE_MS, stage.ended());
  return exitCode;
}

/** The same for a server that has visitors. */
async function playHost(
  main: Part,
  ports: readonly number[],
  visitors: readonly Part[],
  stage: Stage,
): Promise<number> {
  const host = stage.start(main, [0, ...ports]);
  const port = await listening(host);
  if (port === undefined) return exitCodeOf(await host.child.ended);

  const guests = visitors.map((visitor) => stage.start(visitor, [port]));
  await Promise.race([host.child.ended, allEnded(guests)]);
  await settlesWithin(GRACE_MS, stage.ended());
  // A server that would go on for ever has done its work: that we end it now is no failure.
  return host.child.isRunning ? 0 : exitCodeOf(await host.child.ended);
}

async function allEnded(players: readonly Player[]): Promise<void> {
  await Promise.allSettled(players.map(({ child }) => child.ended));
}

async function listening(player: Player): Promise<number | undefined> {
  if (await settlesWithin(READY_MS, player.port)) return await player.port;
  throw new RunFailure(
    `${player.part.label.trim()} did not say within ${READY_MS / 1000} s that it listens.`,
  );
}
