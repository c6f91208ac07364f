/** What pipe(2) and pipe(7) promise. */
import { describe, expect, it } from 'vitest';
import {
  F_GETFD,
  FD_CLOEXEC,
  O_CLOEXEC,
  O_NONBLOCK,
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLOUT,
} from '../../sys/index.ts';
import { named, type StartCase } from './kernel-under-test.ts';

// #region pipe2
/** The capacity of a pipe, in bytes, and how many are written in one piece: pipe(7). */
const CAPACITY = 65_536;
const PIPE_BUF = 4096;

/** pipe(2): two descriptors, and their flags. */
export function describePipe2(start: StartCase): void {
  describe('pipe2()', () => {
    it('gives the end to read from, then the end to write to', () => {
      const on = start();
      const { readEnd, writeEnd } = on.pipe();
      expect(on.write(writeEnd, 'through')).toBe(7);
      expect(on.read(readEnd)).toBe('through');
    });

    it('gives flags to both ends', () => {
      const on = start();
      const { readEnd, writeEnd } = on.pipe(O_NONBLOCK | O_CLOEXEC);
      expect(on.kernel.fcntl(readEnd, F_GETFD, 0)).toBe(FD_CLOEXEC);
      expect(on.kernel.fcntl(writeEnd, F_GETFD, 0)).toBe(FD_CLOEXEC);
      expect(on.read(readEnd)).toBe('EAGAIN');
      expect(on.write(writeEnd, new Uint8Array(CAPACITY + 1))).toBe(CAPACITY);
    });

    it('answers EINVAL for a flag that there is not', () => {
      expect(named(start().kernel.pipe2(new Int32Array(2), 3))).toBe('EINVAL');
    });
  });
}
// #endregion

// #region pipe
/** pipe(7): order, capacity, and PIPE_BUF. */
export function describePipe(start: StartCase): void {
  describe('a pipe', () => {
    it('goes one way: EBADF for the wrong end', () => {
      const on = start();
      const { readEnd, writeEnd } = on.pipe();
      expect(on.write(readEnd, 'x')).toBe('EBADF');
      expect(on.read(writeEnd)).toBe('EBADF');
    });

    it('keeps the order of bytes, and forgets how they were written', () => {
      const on = start();
      const { readEnd, writeEnd } = on.pipe();
      for (const part of ['a', 'bc', 'def']) on.write(writeEnd, part);
      expect(on.read(readEnd, 4)).toBe('abcd');
      expect(on.read(readEnd, 4)).toBe('ef');
    });

    it('holds 65,536 bytes, then EAGAIN', () => {
      const on = start();
      const { readEnd, writeEnd } = on.pipe(O_NONBLOCK);
      expect(on.write(writeEnd, new Uint8Array(CAPACITY))).toBe(CAPACITY);
      expect(on.poll(writeEnd, POLLOUT)).toBe(0);
      expect(on.write(writeEnd, 'x')).toBe('EAGAIN');
      expect(on.drain(readEnd, CAPACITY)).toBe(CAPACITY);
      expect(on.read(readEnd)).toBe('EAGAIN');
      expect(on.poll(writeEnd, POLLOUT)).toBe(POLLOUT);
    });

    it('holds as many that come one by one', () => {
      const on = start();
      const { readEnd, writeEnd } = on.pipe(O_NONBLOCK);
      let written = 0;
      while (on.write(writeEnd, 'x') === 1) written += 1;
      expect(written).toBe(CAPACITY);
      expect(on.drain(readEnd, CAPACITY)).toBe(CAPACITY);
    });

    it('takes PIPE_BUF bytes or fewer whole or not at all', () => {
      const on = start();
      const { writeEnd } = on.pipe(O_NONBLOCK);
      expect(on.write(writeEnd, new Uint8Array(CAPACITY - 1000))).toBe(CAPACITY - 1000);
      expect(on.write(writeEnd, new Uint8Array(PIPE_BUF))).toBe('EAGAIN');
    });

    it('takes part of more than PIPE_BUF bytes', () => {
      const on = start();
      const { writeEnd } = on.pipe(O_NONBLOCK);
      const room = 3 * PIPE_BUF;
      on.write(writeEnd, new Uint8Array(CAPACITY - room));
      expect(on.write(writeEnd, new Uint8Array(room + 1))).toBe(room);
    });

    it('is writable once PIPE_BUF bytes fit, no sooner', () => {
      const on = start();
      const { readEnd, writeEnd } = on.pipe(O_NONBLOCK);
      on.write(writeEnd, new Uint8Array(CAPACITY));
      on.read(readEnd, PIPE_BUF - 1);
      expect(on.poll(writeEnd, POLLOUT)).toBe(0);
      on.read(readEnd, 1);
      expect(on.poll(writeEnd, POLLOUT)).toBe(POLLOUT);
      expect(on.write(writeEnd, new Uint8Array(PIPE_BUF))).toBe(PIPE_BUF);
    });

    it('reads EAGAIN where nothing is there and the end does not block', () => {
      const on = start();
      expect(on.read(on.pipe(O_NONBLOCK).readEnd)).toBe('EAGAIN');
    });

    it('takes no bytes and gives none where 0 are asked', () => {
      const on = start();
      const { readEnd, writeEnd } = on.pipe();
      expect(on.write(writeEnd, '')).toBe(0);
      expect(on.poll(readEnd, POLLIN)).toBe(0);
      expect(on.read(readEnd, 0)).toBe('');
    });
  });
}
// #endregion

// #region broken-pipe
/** A pipe that nobody writes to any more, or nobody reads. */
export function describeBrokenPipe(start: StartCase): void {
  describe('a pipe with one end closed', () => {
    it('reads what is left, then the end of the stream', () => {
      const on = start();
      const { readEnd, writeEnd } = on.pipe();
      on.write(writeEnd, 'left');
      on.close(writeEnd);
      expect(on.poll(readEnd, POLLIN)).toBe(POLLIN | POLLHUP);
      expect(on.read(readEnd)).toBe('left');
      expect(on.poll(readEnd, POLLIN)).toBe(POLLHUP);
      expect(on.read(readEnd)).toBe('');
      expect(on.read(readEnd)).toBe('');
    });

    it('writes EPIPE where nobody can read', () => {
      const on = start();
      const { readEnd, writeEnd } = on.pipe();
      on.write(writeEnd, 'lost');
      on.close(readEnd);
      expect(on.poll(writeEnd, POLLOUT)).toBe(POLLOUT | POLLERR);
      expect(on.write(writeEnd, 'x')).toBe('EPIPE');
      expect(on.write(writeEnd, '')).toBe(0);
    });
  });
}
// #endregion
