/**
 * What may come late. Whoever writes a chapter wants to see the page, and not to wait until the
 * search has a new index and the compiler has found every use of the library. So the development
 * server builds with what these were the last time, and makes them anew behind its back.
 *
 * A whole build, as `npm run site` makes it, puts nothing off.
 */

type Work = () => Promise<unknown>;

let waiting: Map<string, Work> | undefined;

/** From now on, work may be put off in this process. */
export function allowLateWork(): void {
  waiting ??= new Map();
}

/** From now on, nothing is put off; what was put off is forgotten. */
export function forbidLateWork(): void {
  waiting = undefined;
}

/** Puts work off, in the place of what was put off under this name. Answers whether it may be. */
export function putOff(name: string, work: Work): boolean {
  waiting?.set(name, work);
  return waiting !== undefined;
}

/** Work of this name is wanted no more. */
export function dropLateWork(name: string): void {
  waiting?.delete(name);
}

/** Takes the first of what was put off, for the caller to do; undefined if there is none. */
export function takeLateWork(): Work | undefined {
  const [first] = waiting ?? [];
  if (first === undefined) return undefined;
  const [name, work] = first;
  dropLateWork(name);
  return work;
}
