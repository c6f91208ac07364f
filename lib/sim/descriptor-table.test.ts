import { describe, expect, it } from 'vitest';
import { errno } from '../sys/index.ts';
import { DescriptorTable } from './descriptor-table.ts';
import { StandardStream } from './standard-stream.ts';

const file = () => new StandardStream('a file');

describe('DescriptorTable', () => {
  it('gives the lowest free number', () => {
    const table = new DescriptorTable(10);
    const fds = [0, 1, 2, 3].map(() => table.add(file(), false));
    expect(fds).toEqual([0, 1, 2, 3]);
    table.close(2);
    table.close(1);
    expect(table.add(file(), false)).toBe(1);
    expect(table.add(file(), false)).toBe(2);
    expect(table.add(file(), false)).toBe(4);
  });

  it('gives the lowest one that is high enough, and forgets none below it', () => {
    const table = new DescriptorTable(10);
    expect(table.add(file(), false, 5)).toBe(5);
    expect(table.add(file(), false, 5)).toBe(6);
    expect(table.add(file(), false)).toBe(0);
    expect(table.numbers()).toEqual([0, 5, 6]);
  });

  it('answers EMFILE when all are taken', () => {
    const table = new DescriptorTable(2);
    table.add(file(), false);
    table.add(file(), false);
    expect(table.add(file(), false)).toBe(-errno.EMFILE);
    table.close(0);
    expect(table.add(file(), false)).toBe(0);
  });

  it('closes a file with its last number', () => {
    const table = new DescriptorTable(10);
    const shared = file();
    let released = 0;
    shared.watch({ changed: () => {}, released: () => released++ });
    const first = table.add(shared, false);
    const second = table.add(shared, false);
    table.close(first);
    expect(released).toBe(0);
    table.close(second);
    expect(released).toBe(1);
    expect(table.close(second)).toBe(-errno.EBADF);
  });
});
