/** What select(2) promises: three sets, how they are overwritten, and for how long it waits. */
import { describe, expect, it } from 'vitest';
import { fdSet, fdSetAdd, fdSetHas, SHUT_WR, timeval } from '../../sys/index.ts';
import {
  type KernelUnderTest,
  named,
  PATIENCE_MS,
  type StartCase,
} from './kernel-under-test.ts';

// #region select
/** An fd_set of these descriptors. */
function setOf(...descriptors: number[]): Uint8Array {
  const set = fdSet();
  for (const fd of descriptors) fdSetAdd(set, fd);
  return set;
}

/** select(2) that does not wait, or so many ms: its answer, and which of the sets have `fd`. */
function select(
  on: KernelUnderTest,
  fd: number,
  sets: [readfds: Uint8Array | null, writefds?: Uint8Array, exceptfds?: Uint8Array],
  timeoutMs = 0,
) {
  const [readfds, writefds = null, exceptfds = null] = sets;
  const wait = timeval(timeoutMs);
  const answer = named(on.kernel.select(fd + 1, readfds, writefds, exceptfds, wait));
  const found = [readfds, writefds, exceptfds].map(
    (set) => set !== null && fdSetHas(set, fd),
  );
  return [answer, ...found];
}

/** select(2): three sets, and how they are overwritten. */
export function describeSelect(start: StartCase): void {
  describe('select()', () => {
    it('leaves the bits of what is ready, and takes away all others', () => {
      const on = start();
      const [full, empty] = [on.pipe(), on.pipe()];
      on.write(full.writeEnd, 'x');
      const readfds = setOf(full.readEnd, empty.readEnd);
      const writefds = setOf(full.writeEnd);
      const most = empty.writeEnd + 1;
      expect(on.kernel.select(most, readfds, writefds, fdSet(), timeval(0))).toBe(2);
      expect(readfds).toEqual(setOf(full.readEnd));
      expect(writefds).toEqual(setOf(full.writeEnd));
    });

    it('counts a descriptor that is ready in two sets twice', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(near, 'x');
      on.until(far, 1);
      const sets: [Uint8Array, Uint8Array, Uint8Array] = [
        setOf(far),
        setOf(far),
        setOf(far),
      ];
      expect(select(on, far, sets)).toEqual([2, true, true, false]);
    });

    it('empties the sets when the time is up', () => {
      const on = start();
      const { readEnd } = on.pipe();
      const readfds = setOf(readEnd);
      const before = on.kernel.monotonicMs();
      expect(select(on, readEnd, [readfds], 20)).toEqual([0, false, false, false]);
      expect(on.kernel.monotonicMs() - before).toBeGreaterThanOrEqual(19);
      expect(readfds).toEqual(fdSet());
    });

    it('looks at no descriptor that is not below nfds', () => {
      const on = start();
      const { readEnd, writeEnd } = on.pipe();
      on.write(writeEnd, 'x');
      const readfds = setOf(readEnd);
      expect(on.kernel.select(readEnd, readfds, null, null, timeval(0))).toBe(0);
      expect(on.kernel.select(readEnd + 1, setOf(readEnd), null, null, timeval(0))).toBe(
        1,
      );
    });
  });
}
// #endregion

// #region times
/** select(2): for how long it waits. */
export function describeSelectTimes(start: StartCase): void {
  describe('select()', () => {
    it('waits for ever with NULL for a timeout, if nothing is there', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(near, 'x');
      expect(on.kernel.select(far + 1, setOf(far), null, null, null)).toBe(1);
    });

    it('comes back before its time when something happens, and says how much was left', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(near, 'x');
      const wait = timeval(PATIENCE_MS);
      expect(on.kernel.select(far + 1, setOf(far), null, null, wait)).toBe(1);
      const leftMs = (wait[0] ?? 0) * 1000 + (wait[2] ?? 0) / 1000;
      expect(leftMs).toBeGreaterThan(PATIENCE_MS / 2);
      expect(leftMs).toBeLessThanOrEqual(PATIENCE_MS);
    });

    it('leaves nothing of a timeout that ran out', () => {
      const on = start();
      const wait = timeval(5);
      expect(on.kernel.select(0, null, null, null, wait)).toBe(0);
      expect([...wait]).toEqual([0, 0, 0, 0]);
    });

    it('sleeps with three NULL sets', () => {
      const on = start();
      const before = on.kernel.monotonicMs();
      expect(on.kernel.select(0, null, null, null, timeval(20))).toBe(0);
      expect(on.kernel.monotonicMs() - before).toBeGreaterThanOrEqual(19);
    });
  });
}
// #endregion

// #region errors
/** select(2): what it refuses. */
export function describeSelectErrors(start: StartCase): void {
  describe('select()', () => {
    it('answers EBADF for a descriptor that was closed, and leaves the sets alone', () => {
      const on = start();
      const { writeEnd } = on.pipe();
      const closed = on.socket();
      on.close(closed);
      const sets: [Uint8Array, Uint8Array] = [setOf(closed), setOf(writeEnd)];
      expect(select(on, closed, sets)).toEqual(['EBADF', true, false, false]);
      expect(sets[1]).toEqual(setOf(writeEnd));
    });

    it('answers EINVAL for a negative nfds and for a time below 0', () => {
      const on = start();
      expect(named(on.kernel.select(-1, null, null, null, timeval(0)))).toBe('EINVAL');
      const seconds = Int32Array.of(-1, -1, 0, 0);
      expect(named(on.kernel.select(0, null, null, null, seconds))).toBe('EINVAL');
      const microseconds = Int32Array.of(0, 0, -1, -1);
      expect(named(on.kernel.select(0, null, null, null, microseconds))).toBe('EINVAL');
    });
  });
}
// #endregion

// #region finds
/** select(2): what counts as readable and writable. */
export function describeSelectFinds(start: StartCase): void {
  describe('select() finds', () => {
    /** In which of the three sets the descriptor stays. */
    function found(on: KernelUnderTest, fd: number) {
      return select(on, fd, [setOf(fd), setOf(fd), setOf(fd)]).slice(1);
    }

    it('a listener readable while somebody waits in its queue', () => {
      const on = start();
      const { listener, address } = on.listening();
      expect(found(on, listener)).toEqual([false, false, false]);
      on.connect(on.socket(), address);
      on.until(listener, 1);
      expect(found(on, listener)).toEqual([true, false, false]);
    });

    it('the end of a stream readable', () => {
      const on = start();
      const { near, far } = on.connected();
      on.kernel.shutdown(near, SHUT_WR);
      on.until(far, 1);
      expect(found(on, far)).toEqual([true, true, false]);
    });

    it('a reset readable and writable, not exceptional', () => {
      const on = start();
      expect(found(on, on.reset().near)).toEqual([true, true, false]);
    });

    it('a fresh socket readable and writable: it is hung up', () => {
      const on = start();
      expect(found(on, on.socket())).toEqual([true, true, false]);
    });

    it('a connection in progress neither, and one that was refused both', () => {
      const on = start();
      expect(found(on, on.stuckConnect().waiting)).toEqual([false, false, false]);
      const fd = on.socket();
      on.setBlocking(fd, false);
      on.connect(fd, on.deafAddress());
      on.until(fd, 4);
      expect(found(on, fd)).toEqual([true, true, false]);
    });

    it('a full connection not writable', () => {
      const on = start();
      const { near } = on.cramped();
      on.fill(near);
      expect(found(on, near)).toEqual([false, false, false]);
    });

    it('the end of a pipe that nobody holds readable, or writable', () => {
      const on = start();
      const [first, second] = [on.pipe(), on.pipe()];
      on.close(first.writeEnd);
      on.close(second.readEnd);
      expect(found(on, first.readEnd)).toEqual([true, false, false]);
      expect(found(on, second.writeEnd)).toEqual([true, true, false]);
    });
  });
}
// #endregion
