/**
 * Which line of a program makes a system call: the nearest one on the stack that is not the library's.
 *
 * A stack costs more than most calls, so only who wants the lines pays for it. It tells places in
 * what the compiler has made of a file; the file's source map tells where that stands in the file
 * itself.
 */
import { findSourceMap } from 'node:module';
import type { RecorderOptions } from '../trace/index.ts';

// #region lines
// The calls of a long row are as quick as calls can be, and the stacks of all of them would be most
// of what is recorded. So behind the first ones only one in so many is looked at.
const ONE_IN = 16;

/** Tells of each call that is begun which line makes it, as `chapters/01-blocking/client.ts:31`. */
export function callingLines(): NonNullable<RecorderOptions['currentLine']> {
  let last: { name: string; numbers: string } | undefined;
  let inRow = 0;
  let line: string | undefined;
  return (name, passed) => {
    const numbers = passed.filter((value) => typeof value === 'number').join();
    const isSame = last?.name === name && last.numbers === numbers;
    inRow = isSame ? inRow + 1 : 0;
    last = { name, numbers };
    if (inRow < ONE_IN || inRow % ONE_IN === 0) line = callingLine();
    return line;
  };
}
// #endregion

// #region stack
const root = new URL('../../', import.meta.url).href;
const library = new URL('lib/', root).href;
// Between a program's line and the call there are a Socket, the recorder and its log.
const DEEPEST = 12;

/** The nearest line that is a program's; undefined if there is none. */
function callingLine(): string | undefined {
  const site = callSites().find((each) => {
    const file = each.getFileName();
    return file?.startsWith('file:') && !file.startsWith(library);
  });
  const file = site?.getFileName();
  return site && file ? sourceLine(file, site) : undefined;
}

/** The calls that are under way, the innermost first. */
function callSites(): NodeJS.CallSite[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: NodeJS.CallSite[] } = {};
  Error.stackTraceLimit = DEEPEST;
  Error.prepareStackTrace = (_error, sites) => sites;
  try {
    Error.captureStackTrace(holder, callingLine);
    return holder.stack ?? []; // made here, when it is looked at
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}
// #endregion

// #region source
const known = new Map<string, string>();

/** Where a place in what runs stands in its file. There are few such places, and each is asked for once. */
function sourceLine(file: string, site: NodeJS.CallSite): string {
  const [line, column] = [site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1];
  const key = `${file}:${line}:${column}`;
  let place = known.get(key);
  if (place === undefined) {
    const origin = findSourceMap(file)?.findOrigin(line, column);
    const isMapped = origin !== undefined && 'lineNumber' in origin;
    const path = file.startsWith(root) ? file.slice(root.length) : file;
    place = `${decodeURI(path)}:${isMapped ? origin.lineNumber : line}`;
    known.set(key, place);
  }
  return place;
}
// #endregion
