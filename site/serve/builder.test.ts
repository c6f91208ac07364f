import { expect, it } from 'vitest';
import type { BuildKind, BuildResult } from './build-result.ts';
import { Builder, type Shown } from './builder.ts';

const built = { kind: 'built', changed: [], removed: [], seconds: 0 } as const;
const failed = { kind: 'failed', text: 'README.md:3: wrong' } as const;

/** Workers that finish when they are told to, and what the builder shows of it. */
function bench({ isWarm = true } = {}) {
  const shown: Shown[] = [];
  const begun: BuildKind[] = [];
  const workers = new Map<
    BuildKind,
    { isWanted: boolean; finish(r: BuildResult): void }
  >();
  const builder = new Builder(
    (kind, finish) => {
      const worker = {
        isWanted: false,
        finish,
        build: () => void begun.push(kind),
        close: () => void begun.push(`close ${kind}` as BuildKind),
      };
      workers.set(kind, worker);
      return worker;
    },
    (each) => void shown.push(each),
  );
  const finish = (kind: BuildKind, result: BuildResult) => {
    begun.length = 0;
    workers.get(kind)?.finish(result);
    return begun;
  };
  if (isWarm) {
    builder.build();
    finish('draft', { ...built, isOutdated: false });
    finish('draft', { ...built, isOutdated: false });
    shown.length = 0;
    begun.length = 0;
  }
  return { builder, shown, begun, workers, finish };
}

it('shows a draft, and makes nothing more where nothing in it is outdated', () => {
  const { builder, shown, begun, finish } = bench();
  builder.build();
  expect(begun).toEqual(['draft']);
  expect(finish('draft', { ...built, isOutdated: false })).toEqual([]);
  expect(shown).toMatchObject([{ kind: 'built', isLate: false }]);
});

it('builds a second time at the start, for the sake of speed', () => {
  const { builder, shown, finish } = bench({ isWarm: false });
  builder.build();
  expect(finish('draft', { ...built, isOutdated: false })).toEqual(['draft']);
  expect(finish('draft', { ...built, isOutdated: false })).toEqual([]);
  expect(shown).toMatchObject([{ isLate: false }, { isLate: true }]);
});

it('shows an outdated draft, makes the whole, and shows a draft of what that has found', () => {
  const { builder, shown, finish } = bench();
  builder.build();
  expect(finish('draft', { ...built, isOutdated: true })).toEqual(['whole']);
  expect(finish('whole', { ...built, isOutdated: false })).toEqual(['draft']);
  expect(finish('draft', { ...built, isOutdated: false })).toEqual([]);
  expect(shown).toMatchObject([{ isLate: false }, { isLate: true }]);
});

it('tells a fault at once, and that of an outdated draft only if the whole has one', () => {
  const { builder, shown, finish } = bench();
  builder.build();
  expect(finish('draft', { ...failed, isOutdated: false })).toEqual([]);
  expect(shown).toMatchObject([failed]);
  builder.build();
  expect(finish('draft', { ...failed, isOutdated: true })).toEqual(['whole']);
  expect(shown).toHaveLength(1);
  expect(finish('whole', { ...failed, isOutdated: false })).toEqual([]);
  expect(shown[1]).toMatchObject({ ...failed, isLate: true });
});

it('is silent about a whole build of files that have changed meanwhile', () => {
  const { builder, shown, workers, finish } = bench();
  builder.build();
  finish('draft', { ...built, isOutdated: true });
  Object.assign(workers.get('whole') ?? {}, { isWanted: true });
  expect(finish('whole', { ...failed, isOutdated: false })).toEqual([]);
  expect(shown).toHaveLength(1);
});

it('begins with new processes when the generator has changed', () => {
  const { builder, begun } = bench();
  builder.build({ isGeneratorNew: true });
  expect(begun).toEqual(['close draft', 'close whole', 'draft']);
});
