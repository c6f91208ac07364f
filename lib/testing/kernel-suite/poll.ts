/** What poll(2) promises: which events, for which descriptors, and for how long it waits. */
import { describe, expect, it } from 'vitest';
import {
  AF_INET,
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLNVAL,
  POLLOUT,
  POLLPRI,
  pollfdRevents,
  SHUT_WR,
} from '../../sys/index.ts';
import {
  type KernelUnderTest,
  NEVER_OPEN,
  named,
  PATIENCE_MS,
  type StartCase,
} from './kernel-under-test.ts';

// #region poll
/** POLLRDHUP of <poll.h>: the peer has ended its stream. Linux alone. */
const POLLRDHUP = 0x2000;

/** poll(2) of several descriptors: its answer, and the revents of each. */
function pollAll(
  on: KernelUnderTest,
  pairs: readonly (readonly [fd: number, events: number])[],
  timeoutMs = 0,
) {
  const fds = Int32Array.from(pairs.flat());
  const answer = named(on.kernel.poll(fds, pairs.length, timeoutMs));
  const revents = pairs.map((_, index) => pollfdRevents(fds.subarray(index * 2)));
  return { answer, revents, fds };
}

/** poll(2): what it reads of its array, and what it writes. */
export function describePoll(start: StartCase): void {
  describe('poll()', () => {
    it('answers how many of many have events, and which', () => {
      const on = start();
      const [full, empty] = [on.pipe(), on.pipe()];
      on.write(full.writeEnd, 'x');
      const { answer, revents } = pollAll(on, [
        [full.readEnd, POLLIN],
        [empty.readEnd, POLLIN],
        [empty.writeEnd, POLLOUT],
      ]);
      expect(answer).toBe(2);
      expect(revents).toEqual([POLLIN, 0, POLLOUT]);
    });

    it('leaves descriptors and events as they were, and overwrites old revents', () => {
      const on = start();
      const { readEnd } = on.pipe();
      const fds = Int32Array.of(readEnd, (POLLNVAL << 16) | POLLIN);
      expect(on.kernel.poll(fds, 1, 0)).toBe(0);
      expect([...fds]).toEqual([readEnd, POLLIN]);
    });

    it('passes over a negative descriptor', () => {
      const on = start();
      const { writeEnd } = on.pipe();
      const { answer, revents } = pollAll(on, [
        [-1, POLLOUT],
        [writeEnd, POLLOUT],
        [-writeEnd, POLLOUT],
      ]);
      expect([answer, ...revents]).toEqual([1, 0, POLLOUT, 0]);
    });

    it('tells POLLNVAL of a descriptor that is not open, at once', () => {
      const on = start();
      const { answer, revents } = pollAll(on, [[NEVER_OPEN, POLLIN]], PATIENCE_MS);
      expect([answer, ...revents]).toEqual([1, POLLNVAL]);
      const closed = on.socket();
      on.close(closed);
      expect(on.poll(closed, 0)).toBe(POLLNVAL);
    });

    it('takes one descriptor twice', () => {
      const on = start();
      const { near } = on.connected();
      const { answer, revents } = pollAll(on, [
        [near, POLLOUT],
        [near, POLLIN],
        [near, POLLIN | POLLOUT],
      ]);
      expect([answer, ...revents]).toEqual([2, POLLOUT, 0, POLLOUT]);
    });

    it('looks at no struct beyond their number', () => {
      const on = start();
      const { writeEnd } = on.pipe();
      const fds = Int32Array.of(writeEnd, POLLOUT, writeEnd, POLLOUT);
      expect(on.kernel.poll(fds, 1, 0)).toBe(1);
      expect([...fds]).toEqual([writeEnd, POLLOUT | (POLLOUT << 16), writeEnd, POLLOUT]);
    });
  });
}
// #endregion

// #region times
/** poll(2): for how long it waits. */
export function describePollTimes(start: StartCase): void {
  describe('poll()', () => {
    it('answers 0 at once with timeout 0, and after so many ms with a larger one', () => {
      const on = start();
      const { readEnd } = on.pipe();
      expect(pollAll(on, [[readEnd, POLLIN]], 0).answer).toBe(0);
      const before = on.kernel.monotonicMs();
      expect(pollAll(on, [[readEnd, POLLIN]], 20).answer).toBe(0);
      expect(on.kernel.monotonicMs() - before).toBeGreaterThanOrEqual(19);
    });

    it('sleeps on no descriptors at all: NULL and 0', () => {
      const on = start();
      const before = on.kernel.monotonicMs();
      expect(on.kernel.poll(null, 0, 20)).toBe(0);
      expect(on.kernel.monotonicMs() - before).toBeGreaterThanOrEqual(19);
    });

    it('comes back before its time when something happens', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(near, 'x');
      const before = on.kernel.monotonicMs();
      expect(on.poll(far, POLLIN, PATIENCE_MS)).toBe(POLLIN);
      expect(on.kernel.monotonicMs() - before).toBeLessThan(PATIENCE_MS / 2);
    });

    it('waits for ever with any negative timeout, if nothing is there', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(near, 'x');
      for (const timeout of [-1, -1000]) {
        expect(pollAll(on, [[far, POLLIN]], timeout).answer).toBe(1);
      }
    });
  });
}
// #endregion

// #region unasked
/** poll(2): what is told to all who poll. */
export function describeUnaskedEvents(start: StartCase): void {
  describe('poll()', () => {
    it('tells what was not asked for: POLLERR and POLLHUP', () => {
      const on = start();
      expect(on.poll(on.reset().near, 0)).toBe(POLLERR | POLLHUP);
      const pipe = on.pipe();
      on.close(pipe.writeEnd);
      expect(on.poll(pipe.readEnd, 0)).toBe(POLLHUP);
      const other = on.pipe();
      on.close(other.readEnd);
      expect(on.poll(other.writeEnd, 0)).toBe(POLLERR);
    });
  });
}
// #endregion

// #region finds
/** poll(2): what each state of a file looks like. */
export function describePollFinds(start: StartCase): void {
  describe('poll() finds', () => {
    const all = POLLIN | POLLPRI | POLLOUT | POLLRDHUP;

    it('a connection writable, and readable once bytes have come', () => {
      const on = start();
      const { near, far } = on.connected();
      expect(on.poll(far, all)).toBe(POLLOUT);
      on.send(near, 'x');
      on.until(far, POLLIN);
      expect(on.poll(far, all)).toBe(POLLIN | POLLOUT);
      expect(on.poll(far, POLLOUT)).toBe(POLLOUT);
      on.recv(far);
      expect(on.poll(far, all)).toBe(POLLOUT);
    });

    it('a listener readable while somebody waits in its queue', () => {
      const on = start();
      const { listener, address } = on.listening();
      expect(on.poll(listener, all)).toBe(0);
      on.connect(on.socket(), address);
      on.until(listener, POLLIN);
      expect(on.poll(listener, all)).toBe(POLLIN);
      on.accept(listener);
      expect(on.poll(listener, all)).toBe(0);
    });

    it('a fresh socket writable and hung up', () => {
      const on = start();
      expect(on.poll(on.socket(), all)).toBe(POLLOUT | POLLHUP);
      expect(on.poll(on.bound().fd, all)).toBe(POLLOUT | POLLHUP);
    });

    it('the end of the stream readable, with POLLRDHUP for who asks', () => {
      const on = start();
      const { near, far } = on.connected();
      expect(on.shutdown(near, SHUT_WR)).toBe(0);
      on.until(far, POLLIN);
      expect(on.poll(far, all)).toBe(POLLIN | POLLOUT | POLLRDHUP);
      expect(on.poll(far, POLLIN)).toBe(POLLIN);
      expect(on.poll(near, all)).toBe(POLLOUT);
    });

    it('the end of the stream readable still after it was read', () => {
      const on = start();
      const { near, far } = on.connected();
      on.close(near);
      expect(on.arrived(far)).toBe('');
      expect(on.poll(far, all)).toBe(POLLIN | POLLOUT | POLLRDHUP);
    });

    it('a reset in every way', () => {
      const on = start();
      expect(on.poll(on.reset().near, all)).toBe(
        POLLIN | POLLOUT | POLLRDHUP | POLLERR | POLLHUP,
      );
    });

    it('a full connection not writable, though its peer has room for more words', () => {
      const on = start();
      const { near, far } = on.cramped(AF_INET);
      on.fill(near);
      expect(on.poll(near, all)).toBe(0);
      expect(on.poll(far, all)).toBe(POLLIN | POLLOUT);
    });

    it('an epoll readable while one of its descriptors is ready', () => {
      const on = start();
      const { readEnd, writeEnd } = on.pipe();
      const epoll = on.opened(on.kernel.epoll_create1(0));
      expect(on.poll(epoll, POLLIN | POLLOUT)).toBe(0);
      const event = new Int32Array(4);
      event[0] = POLLIN;
      expect(named(on.kernel.epoll_ctl(epoll, 1, readEnd, event))).toBe(0);
      expect(on.poll(epoll, POLLIN | POLLOUT)).toBe(0);
      on.write(writeEnd, 'x');
      expect(on.poll(epoll, POLLIN | POLLOUT)).toBe(POLLIN);
      on.read(readEnd);
      expect(on.poll(epoll, POLLIN | POLLOUT)).toBe(0);
    });
  });
}
// #endregion
