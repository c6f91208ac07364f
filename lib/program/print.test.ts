import { describe, expect, it } from 'vitest';
import {
  currentKernel,
  errno,
  type Kernel,
  POLLOUT,
  runOn,
  SystemError,
} from '../sys/index.ts';
import { OutputClosedError, print, write } from './print.ts';

type Output = { text: string; calls: string[] };

/** Runs a function whose output goes through these answers of write(2), one after the other. */
function outputOf(run: () => void, ...answers: (number | undefined)[]): Output {
  const output: Output = { text: '', calls: [] };
  const kernel: Kernel = {
    ...currentKernel(),
    write(fd, buffer, length) {
      output.calls.push(`write ${length}`);
      expect(fd).toBe(1);
      const answer = Math.min(answers.shift() ?? length, length);
      if (answer > 0) output.text += new TextDecoder().decode(buffer.subarray(0, answer));
      return answer;
    },
    poll(fds, nfds, timeout) {
      output.calls.push('poll');
      expect([...(fds ?? [])]).toEqual([1, POLLOUT]);
      expect([nfds, timeout]).toEqual([1, -1]);
      return answers.shift() ?? 1;
    },
  };
  runOn(kernel, run);
  return output;
}

describe('print()', () => {
  it('writes a line in one call', () => {
    const { text, calls } = outputOf(() => print('hello'));
    expect(text).toBe('hello\n');
    expect(calls).toEqual(['write 6']);
  });

  it('writes text as UTF-8, and an empty line', () => {
    expect(outputOf(() => print('70 µs ≥ 1')).text).toBe('70 µs ≥ 1\n');
    expect(outputOf(() => print('')).text).toBe('\n');
  });

  it('writes the rest again if the kernel takes a part', () => {
    const { text, calls } = outputOf(() => print('hello'), 2, 1);
    expect(text).toBe('hello\n');
    expect(calls).toEqual(['write 6', 'write 4', 'write 3']);
  });

  it('writes again after a signal', () => {
    const { text } = outputOf(() => print('hello'), -errno.EINTR, 2, -errno.EINTR);
    expect(text).toBe('hello\n');
  });

  it('waits for room where somebody has made the output non-blocking', () => {
    const { text, calls } = outputOf(() => print('hello'), -errno.EAGAIN, undefined, 3);
    expect(text).toBe('hello\n');
    expect(calls).toEqual(['write 6', 'poll', 'write 6', 'write 3']);
  });

  it('waits on after a signal while it waits for room', () => {
    const answers = [-errno.EAGAIN, -errno.EINTR, -errno.EAGAIN, 1];
    const { text, calls } = outputOf(() => print('x'), ...answers);
    expect(text).toBe('x\n');
    expect(calls).toEqual(['write 2', 'poll', 'write 2', 'poll', 'write 2']);
  });

  it('throws OutputClosedError where nobody reads any more', () => {
    for (const answer of [-errno.EPIPE, -errno.ECONNRESET]) {
      const attempt = () => outputOf(() => print('x'), 1, answer);
      expect(attempt).toThrow(OutputClosedError);
      expect(attempt).toThrow(SystemError);
    }
  });

  it('throws SystemError for every other error', () => {
    const attempt = () => outputOf(() => print('x'), -errno.ENOSPC);
    expect(attempt).toThrow('write: No space left on device (ENOSPC)');
    expect(attempt).not.toThrow(OutputClosedError);
  });
});

describe('write()', () => {
  it('writes bytes as they are, and nothing for none', () => {
    expect(outputOf(() => write(Uint8Array.of(97, 10, 98))).text).toBe('a\nb');
    expect(outputOf(() => write(new Uint8Array(0))).calls).toEqual([]);
  });
});
