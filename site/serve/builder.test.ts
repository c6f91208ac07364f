import { expect, it } from 'vitest';
import type { BuildKind, BuildResult } from './build-result.ts';
import { Builder, type Shown } from './builder.ts';

const built = { kind: 'built', changed: [], removed: [], seconds: 0 } as const;
const failed = { kind: 'failed', text: 'README.md:3: wrong' } as const;
const current = { isOutdated: false };
const outdated = { isOutdated: true };

/** A builder whose builds end when they are told to, and what it shows. */
class Bench {
  readonly shown: Shown[] = [];
  readonly begun: BuildKind[] = [];
  readonly builder = new Builder(
    { draft: this.#worker('draft'), whole: this.#worker('whole') },
    (each) => this.shown.push(each),
  );
  readonly #ends = new Map<BuildKind, (result: BuildResult | undefined) => void>();

  #worker(kind: BuildKind) {
    return {
      build: () => {
        this.begun.push(kind);
        return new Promise<BuildResult | undefined>((resolve) =>
          this.#ends.set(kind, resolve),
        );
      },
      close: () => this.#ends.get(kind)?.(undefined),
    };
  }

  /** Ends the build of a kind. Answers the kinds of those that begin then. */
  async end(kind: BuildKind, result: BuildResult): Promise<readonly BuildKind[]> {
    this.begun.length = 0;
    this.#ends.get(kind)?.(result);
    await new Promise((resolve) => setImmediate(resolve));
    return this.begun;
  }
}

/** One that has built before. */
async function warmBench(): Promise<Bench> {
  const bench = new Bench();
  bench.builder.build();
  await bench.end('draft', { ...built, ...current });
  await bench.end('draft', { ...built, ...current });
  bench.shown.length = 0;
  return bench;
}

it('builds a second time at the start, for the sake of speed', async () => {
  const bench = new Bench();
  bench.builder.build();
  expect(await bench.end('draft', { ...built, ...current })).toEqual(['draft']);
  expect(await bench.end('draft', { ...built, ...current })).toEqual([]);
  expect(bench.shown).toMatchObject([{ isLate: false }, { isLate: true }]);
});

it('shows a draft, and makes nothing more where nothing in it is outdated', async () => {
  const bench = await warmBench();
  bench.builder.build(['a.md']);
  expect(await bench.end('draft', { ...built, ...current })).toEqual([]);
  expect(bench.shown).toMatchObject([{ kind: 'built', isLate: false }]);
});

it('shows an outdated draft, makes the whole, and shows a draft of what that has found', async () => {
  const bench = await warmBench();
  bench.builder.build(['a.md']);
  expect(await bench.end('draft', { ...built, ...outdated })).toEqual(['whole']);
  expect(await bench.end('whole', { ...built, ...current })).toEqual(['draft']);
  expect(await bench.end('draft', { ...built, ...current })).toEqual([]);
  expect(bench.shown).toMatchObject([{ isLate: false }, { isLate: true }]);
});

it('tells a fault at once, and that of an outdated draft only if the whole has one', async () => {
  const bench = await warmBench();
  bench.builder.build(['a.md']);
  expect(await bench.end('draft', { ...failed, ...current })).toEqual([]);
  expect(bench.shown).toMatchObject([failed]);
  bench.builder.build(['a.md']);
  expect(await bench.end('draft', { ...failed, ...outdated })).toEqual(['whole']);
  expect(bench.shown).toHaveLength(1);
  expect(await bench.end('whole', { ...failed, ...current })).toEqual([]);
  expect(bench.shown[1]).toMatchObject({ ...failed, changedFiles: ['a.md'] });
});

it('builds once more for all changes during a build', async () => {
  const bench = await warmBench();
  bench.builder.build(['a.md']);
  bench.builder.build(['a.md']);
  bench.builder.build(['a.md']);
  expect(await bench.end('draft', { ...built, ...current })).toEqual(['draft']);
  expect(await bench.end('draft', { ...built, ...current })).toEqual([]);
  expect(bench.shown).toMatchObject([{ isLate: false }, { isLate: false }]);
});

it('names the files of each build, and those of which nothing was shown with the next', async () => {
  const bench = await warmBench();
  bench.builder.build(['a.md']);
  bench.builder.build(['b.md']);
  bench.builder.build(['b.md']);
  await bench.end('draft', { ...built, ...current });
  await bench.end('draft', { ...built, ...current });
  bench.builder.build(['c.md']);
  await bench.end('draft', { ...failed, ...outdated });
  await bench.end('whole', { ...built, ...current });
  await bench.end('draft', { ...built, ...current });
  expect(bench.shown.map(({ changedFiles }) => changedFiles)).toEqual([
    ['a.md'],
    ['b.md'],
    ['c.md'],
  ]);
});

it('forgets the fault of a whole build when it is undone meanwhile', async () => {
  const bench = await warmBench();
  bench.builder.build(['a.md']);
  await bench.end('draft', { ...built, ...outdated });
  bench.builder.build(['a.md']);
  await bench.end('draft', { ...built, ...current });
  expect(await bench.end('whole', { ...failed, ...current })).toEqual([]);
  expect(bench.shown).toMatchObject([{ kind: 'built' }, { kind: 'built' }]);
});

it('begins anew when the generator has changed, whatever is being built', async () => {
  const bench = await warmBench();
  bench.builder.build(['a.md']);
  bench.begun.length = 0;
  bench.builder.build(['a.ts'], { isGeneratorNew: true });
  await new Promise((resolve) => setImmediate(resolve));
  expect(bench.begun).toEqual(['draft']);
  await bench.end('draft', { ...built, ...current });
  expect(bench.shown).toHaveLength(1);
});
