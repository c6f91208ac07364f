/**
 * What the simulated machine holds besides the program: peers that it can connect to, peers that
 * come to it, and how fast the machine is.
 *
 * It comes as plain data, from a chapter.yaml or from whoever starts the program:
 *
 * ```yaml
 * peers: # they listen on the program's ports, the first on its first
 *   - [readSlowly: 1000]
 * connects: # they come when the program says that it listens
 *   - [send: "hello\n", { pauseMs: 10 }, end, readAll]
 * machine: { latencyMs: 5 } # options of the simulated kernel
 * ```
 *
 * A step is what a peer's script calls it (`lib/sim/peer-script.ts`): a word, or a word with its
 * value. What is sent is a text, or `{ text, times }` for much of it.
 */
import { completeOptions, type SimulationOptions } from '../sim/options.ts';
import {
  close,
  end,
  pauseMs,
  readAll,
  readBytes,
  readFast,
  readSlowly,
  reset,
  type Step,
  send,
  sendByteByByte,
  stopReading,
  untilRead,
  validateScript,
} from '../sim/peer-script.ts';

// #region simulation
/** The simulated machine of one program. */
export interface Simulation {
  /** The scripts of those who listen, one for each port of the program. */
  readonly peers: readonly (readonly Step[])[];
  /** The scripts of those who connect once the program listens. */
  readonly connects: readonly (readonly Step[])[];
  readonly machine: Partial<SimulationOptions>;
}
// #endregion

// #region words
// As in peer-script.ts, but for hold(): here is nobody who would let a peer go on.
const words: Readonly<Record<string, () => Step>> = {
  untilRead,
  readFast,
  stopReading,
  readAll,
  end,
  close,
  reset,
};
const withNumber: Readonly<Record<string, (value: number) => Step>> = {
  pauseMs,
  readSlowly,
  readBytes,
};
const withText: Readonly<Record<string, (value: Uint8Array) => Step>> = {
  send,
  sendByteByByte,
};
// #endregion

// #region read
/** Reads it. Throws RangeError, in a line that names the place. */
export function readSimulation(data: unknown): Simulation {
  const { peers, connects, machine, ...others } = mapping(data, 'it');
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new RangeError(`it holds peers, connects and machine, not ${unknown}`);
  }
  const options = mapping(machine ?? {}, 'machine') as Partial<SimulationOptions>;
  completeOptions(options);
  return {
    peers: readScripts(peers, 'peers'),
    connects: readScripts(connects, 'connects'),
    machine: options,
  };
}

function readScripts(data: unknown, where: string): Step[][] {
  return list(data ?? [], where).map((script, index) => {
    const name = `${where}, script ${index + 1}`;
    const steps: Step[] = [];
    for (const [at, step] of list(script, name).entries()) {
      const place = `${name}, step ${at + 1}`;
      steps.push(readStep(step, place));
      inPlace(place, () => validateScript(steps));
    }
    return steps;
  });
}
// #endregion

// #region step
function readStep(data: unknown, where: string): Step {
  if (typeof data === 'string') return simpleStep(data, where);
  const [entry, ...more] = Object.entries(mapping(data, where));
  if (entry === undefined || more.length > 0) {
    throw new RangeError(`${where}: one step, as in "pauseMs: 10"`);
  }
  const [name, value] = entry;
  return inPlace(where, () => {
    if (Object.hasOwn(withNumber, name)) {
      if (typeof value === 'number') return (withNumber[name] as typeof pauseMs)(value);
      throw new RangeError(`${name} takes a number, not ${JSON.stringify(value)}`);
    }
    if (Object.hasOwn(withText, name)) {
      return (withText[name] as typeof send)(bytesOf(value, name));
    }
    return unknownStep(name, Object.hasOwn(words, name));
  });
}

function simpleStep(name: string, where: string): Step {
  return inPlace(where, () => {
    const make = Object.hasOwn(words, name) ? words[name] : undefined;
    return make === undefined ? unknownStep(name, false) : make();
  });
}

function unknownStep(name: string, isWord: boolean): never {
  if (isWord) throw new RangeError(`${name} takes no value`);
  if (Object.hasOwn(withNumber, name) || Object.hasOwn(withText, name)) {
    throw new RangeError(`${name} takes a value, as in "${name}: 10"`);
  }
  const all = [words, withNumber, withText].flatMap((steps) => Object.keys(steps));
  throw new RangeError(`no step is called ${name}; there are ${all.join(', ')}`);
}
// #endregion

// #region checks
/** The bytes of a text, or of `{ text, times }`. */
function bytesOf(value: unknown, step: string): Uint8Array {
  if (typeof value === 'string') return new TextEncoder().encode(value);
  if (typeof value === 'object' && value !== null) {
    const { text, times } = value as { text?: unknown; times?: unknown };
    if (typeof text === 'string' && Number.isInteger(times) && Number(times) > 0) {
      return repeated(new TextEncoder().encode(text), Number(times));
    }
  }
  throw new RangeError(
    `${step} takes a text or { text, times }, not ${JSON.stringify(value)}`,
  );
}

/** Megabytes, where a program sends as much: what is there is doubled until it is enough. */
function repeated(bytes: Uint8Array, times: number): Uint8Array {
  const all = new Uint8Array(bytes.length * times);
  all.set(bytes);
  for (let done = bytes.length; done < all.length; done *= 2)
    all.copyWithin(done, 0, done);
  return all;
}

function list(data: unknown, where: string): unknown[] {
  if (Array.isArray(data)) return data;
  throw new RangeError(`${where}: a list, not ${JSON.stringify(data)}`);
}

function mapping(data: unknown, where: string): Record<string, unknown> {
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) {
    return data as Record<string, unknown>;
  }
  throw new RangeError(`${where}: "name: value", not ${JSON.stringify(data)}`);
}

/** Says in an error where it happened. */
function inPlace<Result>(where: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`${where}: ${error.message}`);
  }
}
// #endregion
