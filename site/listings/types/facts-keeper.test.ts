import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { repository } from '../../../course/literate/temporary-repository.ts';
import { allowLateWork, forbidLateWork, takeLateWork } from '../../late-work.ts';
import { FactsKeeper } from './facts-keeper.ts';

const files = {
  'tsconfig.json': '{ "compilerOptions": { "lib": ["es5"], "types": [] } }',
  'one.ts': 'export const one = 1;\n',
  'two.ts': 'export const two = 2;\n',
};
const names = ['one.ts', 'two.ts'];

it('leaves out a file that has changed where work may be put off, until it is done', async () => {
  const root = repository(files);
  const keeper = new FactsKeeper(root);
  onTestFinished(() => keeper.close());
  expect([...(await keeper.read(names)).keys()]).toEqual(names);
  allowLateWork();
  onTestFinished(forbidLateWork);

  writeFileSync(join(root, 'two.ts'), 'export const two: string = 2;\n');
  expect([...(await keeper.read(names)).keys()]).toEqual(['one.ts']);
  await takeLateWork()?.();
  expect((await keeper.read(names)).get('two.ts')?.problems).toHaveLength(1);
  expect(takeLateWork()).toBeUndefined();
});

it('asks the compiler at once where nothing may be put off', async () => {
  const root = repository(files);
  const keeper = new FactsKeeper(root);
  onTestFinished(() => keeper.close());
  await keeper.read(names);
  writeFileSync(join(root, 'two.ts'), 'export const two: string = 2;\n');
  expect((await keeper.read(names)).get('two.ts')?.problems).toHaveLength(1);
});
