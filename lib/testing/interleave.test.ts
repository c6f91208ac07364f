import { expect, it } from 'vitest';
import { interleave } from './interleave.ts';
import { Wrong } from './wrong.ts';

const memory = (...values: number[]) => {
  const shared = new Int32Array(new SharedArrayBuffer(4 * values.length));
  shared.set(values);
  return shared;
};

it('interleave() shows the update that is lost between a read and a write', () => {
  const shared = memory(0);
  const add = (numbers: Int32Array) => {
    numbers[0] = (numbers[0] ?? 0) + 1;
  };
  expect(interleave(shared, add).accesses).toBe(2);
  interleave(shared, add, { at: [2], between: add });
  expect(shared[0]).toBe(2);
  interleave(shared, (numbers) => Atomics.add(numbers, 0, 1), { at: [1], between: add });
  expect(shared[0]).toBe(4);
});

it('interleave() wakes who sleeps when the right number is notified, and only then', () => {
  const wait = (numbers: Int32Array) => Atomics.wait(numbers, 0, 0);
  const change = (numbers: Int32Array) => Atomics.store(numbers, 0, 1);
  const told = (numbers: Int32Array) => {
    change(numbers);
    Atomics.notify(numbers, 0);
  };
  expect(interleave(memory(0), wait, { asleep: [told] }).result).toBe('ok');
  expect(interleave(memory(0), wait, { at: [1], between: change }).result).toBe(
    'not-equal',
  );
  expect(() => interleave(memory(0), wait, { asleep: [change] })).toThrow(Wrong);
  expect(() => interleave(memory(0), wait)).toThrow('sleeps in Atomics.wait() for ever');
});

it('interleave() tells who asks over and over, or waits for a thread that is stopped', () => {
  const spin = (numbers: Int32Array) => {
    while (numbers[0] === 0);
  };
  expect(() => interleave(memory(0), spin)).toThrow('goes on looking');
  const wait = (numbers: Int32Array) => void Atomics.wait(numbers, 0, 0);
  const others = { at: [1], between: wait };
  expect(() => interleave(memory(0), spin, others)).toThrow('Another thread waits');
});

it('interleave() leaves Atomics as it was, and other arrays alone', () => {
  const before = Atomics.add;
  const other = new Int32Array(1);
  interleave(memory(0), () => Atomics.add(other, 0, 1));
  expect(other[0]).toBe(1);
  expect(Atomics.add).toBe(before);
});
