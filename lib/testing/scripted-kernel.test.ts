import { describe, expect, it } from 'vitest';
import { select } from '../selectors/index.ts';
import { currentKernel } from '../sys/index.ts';
import { ScriptedKernel } from './scripted-kernel.ts';

describe('ScriptedKernel', () => {
  it('lets time pass in select(), to the moment when a socket is ready', () => {
    const kernel = new ScriptedKernel();
    const [a, b] = [kernel.socket('a'), kernel.socket('b')];
    kernel.readableAt(a, 30);
    kernel.writableAt(b, 20);
    kernel.run(() => {
      expect(select([a], [b])).toEqual([[], [b], []]);
      expect(currentKernel().monotonicMs()).toBe(20);
      expect(select([a], [])).toEqual([[a], [], []]);
      expect(currentKernel().monotonicMs()).toBe(30);
    });
  });

  it('wakes select() when its time is over, and remembers what was asked', () => {
    const kernel = new ScriptedKernel();
    const a = kernel.socket('a');
    kernel.readableAt(a, 30);
    kernel.run(() => {
      expect(select([a], [a], [], 10)).toEqual([[], [], []]);
      select([], [], [], 0);
      select([a], []);
    });
    expect(kernel.nowMs).toBe(30);
    expect(kernel.questions).toEqual([
      { about: 'a for reading, a for writing', timeoutMs: 10 },
      { about: 'nothing', timeoutMs: 0 },
      { about: 'a for reading', timeoutMs: Infinity },
    ]);
  });

  it('tells of a sleep that never ends, even those who catch everything', () => {
    const kernel = new ScriptedKernel();
    const work = () => {
      try {
        select([kernel.socket('a')], []);
      } catch {
        return;
      }
    };
    expect(() => kernel.run(work)).toThrow(
      'The loop would sleep for ever: it asks select() about a for reading, and that never comes.',
    );
  });

  it('tells of a loop that asks again and again, and whether it could know better', () => {
    const spin = (readableAtMs: number) => {
      const kernel = new ScriptedKernel();
      const a = kernel.socket('a');
      kernel.readableAt(a, readableAtMs);
      kernel.run(() => {
        for (;;) select([a], [], [], 0);
      });
    };
    expect(() => spin(0)).toThrow('Some of that is ready, so it does not sleep');
    expect(() => spin(30)).toThrow('its timeout was 0 ms. How long may it sleep?');
  });

  it('tells of a loop that waits by looking at the clock', () => {
    const kernel = new ScriptedKernel();
    const work = () => {
      while (currentKernel().monotonicMs() < 20);
    };
    expect(() => kernel.run(work)).toThrow(
      'looks at the clock 10001 times, and no select() between them',
    );
  });

  it('closes its sockets, and no descriptor of the process', () => {
    const kernel = new ScriptedKernel();
    const a = kernel.socket('a');
    a.close();
    expect(() => kernel.run(() => select([a], []))).toThrow('EBADF');
  });
});
