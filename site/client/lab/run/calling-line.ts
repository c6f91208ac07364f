/** Which line of the reader's files makes a system call: the innermost one on the stack. */
import type { RecorderOptions } from '../../../../lib/trace/index.ts';
import type { CompiledFile } from '../program/compiled-file.ts';
import { placesIn } from './reader-place.ts';

// In a long row of the same call only one in so many is looked at, as `lib/program` does.
const ONE_IN = 16;
// Between a line of the reader's and the call there are a Socket, the recorder and its log.
const DEEPEST = 16;
const INNERMOST = /lab:\/\/\/[^\s()]+:\d+:\d+/;

/** Tells of each call that is begun which line makes it, as `chapters/…/client-spin.ts:21`. */
export function callingLines(
  files: readonly CompiledFile[],
): NonNullable<RecorderOptions['currentLine']> {
  const known = new Map<string, string | undefined>();
  let last = '';
  let inRow = 0;
  let line: string | undefined;

  function lineNow(): string | undefined {
    const [frame] = INNERMOST.exec(stackNow()) ?? [];
    if (frame === undefined) return undefined;
    if (!known.has(frame)) {
      const [place] = placesIn(frame, files);
      known.set(frame, place && `${place.file}:${place.line}`);
    }
    return known.get(frame);
  }

  return (name, passed) => {
    const call = `${name} ${passed.filter((value) => typeof value === 'number')}`;
    inRow = call === last ? inRow + 1 : 0;
    last = call;
    if (inRow < ONE_IN || inRow % ONE_IN === 0) line = lineNow();
    return line;
  };
}

function stackNow(): string {
  const limited = Error as { stackTraceLimit?: number | undefined };
  const before = limited.stackTraceLimit;
  limited.stackTraceLimit = DEEPEST;
  const { stack = '' } = new Error();
  limited.stackTraceLimit = before;
  return stack;
}
