/** A run of the lab as the player of the site's timelines takes it. */
import type { BufferLevel } from '../../../course/literate/buffer-samples.ts';
import {
  type ReadRecord,
  type Replay,
  type ReplayCall,
  type ReplayConnection,
  replayOf,
} from '../../../lib/trace/index.ts';
import type { SteppedTrace } from '../stepper/stepped-trace.ts';
import type { SeenBuffers } from './program/buffer-rows.ts';

/** Who is nobody of the program's has none. */
const NO_DESCRIPTOR = -1;

/** What there is to show of one direction of a connection. */
interface ShownDirection {
  readonly connection: ReplayConnection;
  readonly levels: readonly BufferLevel[];
}

/** The run that a record tells of, with its buffers, and the files whose lines made its calls. */
export function steppedRun(
  record: ReadRecord,
  buffers: SeenBuffers,
  texts: Readonly<Record<string, string>>,
): SteppedTrace {
  const replay = replayOf([record]);
  const originMs = record.calls[0]?.startMs ?? 0;
  const shown = shownDirections(replay, record.name, buffers, originMs);
  return {
    ...replay,
    calls: replay.calls.map((call) => withDirection(call, record.name, shown)),
    connections: shown.map(({ connection }) => connection),
    buffers: shown.map(({ levels }) => levels),
    isSimulated: true,
    title: `${record.name}, in the lab`,
    sources: Object.entries(texts).map(([file, text]) => ({
      file,
      lines: text.split('\n').map((line, index) => ({
        number: index + 1,
        pieces: [[line, ''] as const],
      })),
    })),
  };
}

/** Those directions in which bytes went. */
function shownDirections(
  { durationMs }: Replay,
  program: string,
  { connections, rows }: SeenBuffers,
  originMs: number,
): ShownDirection[] {
  const levels = connections.flatMap((): BufferLevel[][] => [[], []]);
  for (const [direction, at, sent, sentShare, received, receivedShare] of rows) {
    // As calls are: what a call has done is there at the moment when it returns.
    const atMs = rounded(at - originMs);
    if (atMs > durationMs) continue;
    levels[direction]?.push([
      atMs,
      sent,
      1000 * sentShare,
      received,
      1000 * receivedShare,
    ]);
  }
  const strangers = connections.filter(({ ends }) => ends.includes(undefined));
  return connections
    .flatMap((connection, index): ShownDirection[] => {
      const number = strangers.length > 1 ? ` ${strangers.indexOf(connection) + 1}` : '';
      const named = (fd: number | undefined): NamedEnd =>
        fd === undefined
          ? { name: `other side${number}`, fd: NO_DESCRIPTOR }
          : { name: program, fd };
      const [one, other] = [named(connection.ends[0]), named(connection.ends[1])];
      const sinceMs = rounded(connection.sinceMs - originMs);
      const [there = [], back = []] = levels.slice(2 * index);
      return [
        shownDirection(one, other, sinceMs, there),
        shownDirection(other, one, sinceMs, back),
      ];
    })
    .filter(({ levels }) => levels.length > 0);
}

interface NamedEnd {
  readonly name: string;
  readonly fd: number;
}

function shownDirection(
  from: NamedEnd,
  to: NamedEnd,
  sinceMs: number,
  levels: readonly BufferLevel[],
): ShownDirection {
  const connection = {
    from: from.name,
    fromFd: from.fd,
    to: to.name,
    toFd: to.fd,
    sinceMs,
    levels: levels.map(([atMs, sent, , received]) => [atMs, sent + received] as const),
  };
  return { connection, levels };
}

/** A call that moves bytes, or wants to, with the direction that it is about. */
function withDirection(
  call: ReplayCall,
  program: string,
  shown: readonly ShownDirection[],
): ReplayCall {
  const { connection: _, ...rest } = call;
  const { name, asked, startMs, endMs = startMs } = call;
  const fd = Number(/^\w+\((\d+)/.exec(asked)?.[1] ?? NO_DESCRIPTOR);
  const isOut = name === 'send' || name === 'write';
  if (!isOut && name !== 'recv' && name !== 'read') return rest;
  // A number is used again when it is closed: the last connection that had it.
  const connection = shown.findLastIndex(({ connection: { sinceMs, ...ends } }) => {
    const isEnd = isOut
      ? ends.from === program && ends.fromFd === fd
      : ends.to === program && ends.toFd === fd;
    return isEnd && sinceMs <= endMs;
  });
  return connection < 0 ? rest : { ...rest, connection };
}

/** To the microsecond, as `lib/trace/replay.ts` does. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
