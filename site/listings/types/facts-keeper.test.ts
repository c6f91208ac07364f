import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { repository } from '../../../course/literate/temporary-repository.ts';
import { Cache } from '../../cache/cache.ts';
import { FactsKeeper } from './facts-keeper.ts';

const files = {
  'tsconfig.json': '{ "compilerOptions": { "lib": ["es5"], "types": [] } }',
  'one.ts': 'export const one = 1;\n',
  'two.ts': 'export const two = 2;\n',
};
const names = ['one.ts', 'two.ts'];

function keeperOf(root: string, cache: Cache): FactsKeeper {
  const keeper = new FactsKeeper(root, cache);
  onTestFinished(() => keeper.close());
  return keeper;
}

it('asks the compiler for a file that has changed', async () => {
  const root = repository(files);
  const keeper = keeperOf(root, new Cache(root));
  expect([...(await keeper.read(names)).keys()]).toEqual(names);
  writeFileSync(join(root, 'two.ts'), 'export const two: string = 2;\n');
  expect((await keeper.read(names)).get('two.ts')?.problems).toHaveLength(1);
});

it('leaves out a file that has changed for a draft, until a whole build has read it', async () => {
  const root = repository(files);
  const keeper = keeperOf(root, new Cache(root));
  await keeper.read(names);
  const cache = new Cache(root, { isDraft: true });
  const draft = keeperOf(root, cache);
  expect([...(await draft.read(names)).keys()]).toEqual(names);
  expect(cache.takeOutdated()).toBe(false);

  writeFileSync(join(root, 'two.ts'), 'export const two: string = 2;\n');
  expect([...(await draft.read(names)).keys()]).toEqual(['one.ts']);
  expect(cache.takeOutdated()).toBe(true);
  await keeper.read(names);
  expect((await draft.read(names)).get('two.ts')?.problems).toHaveLength(1);
  expect(cache.takeOutdated()).toBe(false);
});
