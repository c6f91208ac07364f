/**
 * A lock for a file that several commands change: whoever has made the file `….lock` has it.
 *
 * A command that is killed leaves its lock behind, and nobody may wait for that for ever. So the
 * lock says whose it is. It is stale when that process is gone, and also when nothing has become
 * of it for seconds: what is done under it takes milliseconds. Clocks are not compared, because
 * the file may lie on another machine.
 */
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

const pollMs = 10;

/** How locking may be told to behave, for tests. */
export interface LockOptions {
  /** How long an owner may keep a lock before it counts as stale. */
  readonly patienceMs?: number;
}

/**
 * Does the work while no other process does any under the lock `file`, whose folder must exist.
 * Waits for its turn, asleep. Throws what the file system has against making the file.
 */
export function withLock<Result>(
  file: string,
  work: () => Result,
  { patienceMs = 3_000 }: LockOptions = {},
): Result {
  const own = `${hostname()} ${process.pid} ${randomUUID()}`;
  acquire(file, own, patienceMs);
  try {
    return work();
  } finally {
    if (ownerOf(file) === own) rmSync(file, { force: true });
  }
}

function acquire(file: string, own: string, patienceMs: number): void {
  let seen: string | undefined;
  let seenSinceMs = performance.now();
  while (!take(file, own)) {
    const owner = ownerOf(file);
    if (owner !== seen) {
      seen = owner;
      seenSinceMs = performance.now();
    }
    if (owner === undefined) continue;
    if (isGone(owner) || performance.now() - seenSinceMs > patienceMs) {
      remove(file, owner);
    } else {
      sleep(pollMs);
    }
  }
}

/** Makes the file, unless there is one. */
function take(file: string, own: string): boolean {
  try {
    writeFileSync(file, own, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // On a full disk the file may exist by now, and say nothing.
    if (ownerOf(file) === '') rmSync(file, { force: true });
    throw error;
  }
}

/** What the file says; undefined if there is none any more. */
function ownerOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the owner was a process of this machine that does not run any more. */
function isGone(owner: string): boolean {
  const [host, pid] = owner.split(' ');
  if (host !== hostname() || pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    return codeOf(error) === 'ESRCH';
  }
}

/** Removes a stale lock, and no other: several may find it stale at the same moment. */
function remove(file: string, stale: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    // Of all who try, one moves it.
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  // Another may have removed the stale one and made its own in between: that goes back.
  if (ownerOf(aside) !== stale) linkBack(aside, file);
  rmSync(aside, { force: true });
}

function linkBack(aside: string, file: string): void {
  try {
    linkSync(aside, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code;
}
