/**
 * Who waits for what, in the words of a deadlock: the tasks that have yielded a socket, and the
 * lines on which descriptors were made. The kernel knows of neither.
 */
import { fdSetHas } from '../../../../lib/sys/index.ts';
import { type CallRecord, currentTask } from '../../../../lib/trace/index.ts';
import type { Detail, Place } from '../program/place.ts';

const KINDS = ['readable', 'writable'] as const;
const MAKERS: readonly string[] = ['socket', 'accept4'];

/** What a task yields, as chapter 07 has it. */
interface Yielded {
  readonly kind: (typeof KINDS)[number];
  readonly fd: number;
}

interface Wait extends Yielded {
  readonly task: string | undefined;
  readonly place: Place;
}

export class Waits {
  /** The last wait of each task by its name; of those without one, by line and descriptor. */
  readonly #waits = new Map<string, Wait>();
  readonly #made = new Map<number, Place>();
  /** The call that is under way. */
  #call: CallRecord | undefined;

  /** A generator yields a value at a place. */
  yields(value: unknown, place: Place): void {
    const task = currentTask();
    const yielded = readYielded(value);
    const key = task ?? `${place.file}:${place.line} ${yielded?.kind} ${yielded?.fd}`;
    if (yielded === undefined) this.#waits.delete(key);
    else this.#waits.set(key, { ...yielded, task, place });
  }

  /** A call begins. */
  begins(call: CallRecord): void {
    this.#call = call;
  }

  /** A call has returned. */
  ends({ name, result = -1, line }: CallRecord): void {
    this.#call = undefined;
    if (!MAKERS.includes(name) || result < 0) return;
    const [, file, number] = /^(.+):(\d+)$/.exec(line ?? '') ?? [];
    if (file === undefined) this.#made.delete(result);
    else this.#made.set(result, { file, line: Number(number), column: 1 });
  }

  /** Who waits in the call that never returned, and then what the kernel says of the machine. */
  told(situation: readonly string[]): Detail[] {
    const call = this.#call;
    const tasks = [...this.#waits.values()].filter((wait) => isIn(call, wait));
    return [
      ...tasks.map(({ task, kind, fd, place }) => ({
        text: `${task === undefined ? 'a task' : `the task ${task}`} waits until descriptor ${fd} is ${kind}`,
        place,
      })),
      ...situation.map((text) => {
        const [, fd] = /^descriptor (\d+):/.exec(text) ?? [];
        return { text, place: fd === undefined ? undefined : this.#made.get(Number(fd)) };
      }),
    ];
  }
}

function readYielded(value: unknown): Yielded | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const kind of KINDS) {
    const socket = (value as Record<string, { fileno?: () => unknown } | undefined>)[
      kind
    ];
    const fd = socket?.fileno?.();
    if (typeof fd === 'number') return { kind, fd };
  }
  return undefined;
}

/** Whether the sets of select(2) have the descriptor that a task waits for. */
function isIn(call: CallRecord | undefined, { kind, fd }: Wait): boolean {
  if (call?.name !== 'select') return true;
  const set = call.arguments[1 + KINDS.indexOf(kind)];
  if (typeof set !== 'object' || set === null) return false;
  return fdSetHas(set.chunk.subarray(set.start, set.start + set.length), fd);
}
