import { describe, expect, it } from 'vitest';
import { diverge, mask } from './varying.ts';

describe('mask()', () => {
  it('masks the groups of each match, or all of a match without groups', () => {
    expect(mask('port 1 of 2', [/port (\d)/dgm])).toBe('port … of 2');
    expect(mask('port 1 of 2', [/\d/dgm])).toBe('port … of …');
  });

  it('masks overlapping and nested groups once', () => {
    expect(mask('took 12 ms', [/((\d+) ms)/dgm, /12/dgm])).toBe('took …');
  });

  it('masks a group that matches nothing like one that matches something', () => {
    expect(mask('a: .', [/a: (\d*)/dgm])).toBe(mask('a: 5.', [/a: (\d*)/dgm]));
  });
});

describe('diverge()', () => {
  const labelled = ['server | a', 'client | x', 'server | b'];

  it('finds the first line that differs beside what varies', () => {
    const recorded = ['port 1', 'bytes 5', 'end'];
    expect(diverge(recorded, ['port 2', 'bytes 5', 'end'], [/port (\d)/dgm], false)).toBe(
      undefined,
    );
    expect(
      diverge(recorded, ['port 2', 'bytes 6', 'end'], [/port (\d)/dgm], false),
    ).toEqual({ index: 1, recorded: 'bytes 5', actual: 'bytes 6' });
  });

  it('finds a line too few and a line too many', () => {
    expect(diverge(['a'], ['a', 'b'], [], false)).toMatchObject({
      index: 1,
      actual: 'b',
    });
    expect(diverge(['a', 'b'], ['a'], [], false)).toMatchObject({
      recorded: 'b',
      actual: undefined,
    });
  });

  it('in any order, keeps the order within a label', () => {
    const mixed = ['client | x', 'server | a', 'server | b'];
    expect(diverge(labelled, mixed, [], true)).toBe(undefined);
    expect(diverge(labelled, mixed, [], false)).toBeDefined();
    const wrong = ['client | x', 'server | b', 'server | a'];
    expect(diverge(labelled, wrong, [], true)).toMatchObject({ recorded: 'server | a' });
  });
});
