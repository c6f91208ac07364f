/** What the sliders and switches say, put into the description of the simulated machine. */
import type { ScriptData, SimulationData } from './program/lab-data.ts';

/** What the reader can set. What is left out is as the chapter has it. */
export interface MachineChoice {
  readonly bandwidthBytesPerMs?: number | undefined;
  readonly sendBufferBytes?: number | undefined;
  /** How fast the peers read; Infinity is as fast as bytes come. */
  readonly appetiteBytesPerMs?: number | undefined;
  readonly faults: readonly string[];
  readonly seed: number;
}

/** The machine of the chapter, changed as the reader chose. */
export function withChoice(data: SimulationData, choice: MachineChoice): SimulationData {
  const { bandwidthBytesPerMs, sendBufferBytes, appetiteBytesPerMs } = choice;
  const scripts = (all: readonly ScriptData[] = []) =>
    appetiteBytesPerMs === undefined
      ? all
      : all.map((script) => withAppetite(script, appetiteBytesPerMs));
  return {
    peers: scripts(data.peers),
    connects: scripts(data.connects),
    machine: {
      ...data.machine,
      ...(bandwidthBytesPerMs !== undefined && { bandwidthBytesPerMs }),
      ...(sendBufferBytes !== undefined && { sendBufferBytes }),
      faults: choice.faults,
      seed: choice.seed,
    },
  };
}

const READING = ['readSlowly', 'readFast', 'readAll', 'stopReading'];

/** A peer that reads so fast from beginning to end, and else does what it did. */
function withAppetite(script: ScriptData, bytesPerMs: number): ScriptData {
  const others = script.filter((step) => !READING.includes(nameOf(step)));
  return bytesPerMs === Infinity ? others : [{ readSlowly: bytesPerMs }, ...others];
}

/** How fast the first peer reads in the chapter's version; Infinity if nothing slows it down. */
export function appetiteOf({ peers = [], connects = [] }: SimulationData): number {
  for (const step of [...peers, ...connects].flat()) {
    if (typeof step !== 'string' && typeof step.readSlowly === 'number') {
      return step.readSlowly;
    }
  }
  return Infinity;
}

/** Whether there is anybody on the machine besides the program. */
export function hasPeers({ peers = [], connects = [] }: SimulationData): boolean {
  return peers.length + connects.length > 0;
}

function nameOf(step: ScriptData[number]): string {
  return typeof step === 'string' ? step : (Object.keys(step)[0] ?? '');
}
