import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from '../../../course/literate/temporary-repository.ts';
import type { ReadFacts } from './facts.ts';
import { FactsReader } from './facts-reader.ts';
import { firstSentence } from './first-sentence.ts';

const options =
  '{ "compilerOptions": { "lib": ["es5"], "types": [], "noEmit": true, "allowImportingTsExtensions": true } }';
const files = (one: string) => ({
  'tsconfig.json': options,
  'one.ts': one,
  'two.ts': two,
});
const names = ['one.ts', 'two.ts'];
const one = 'export function one(): number {\n  return 1;\n}\n';
const two = "import { one } from './one.js';\n\nexport const two = one() + one();\n";

/** The files whose facts were read anew. */
function readAgain(text: string): string[] {
  const root = repository(files(one));
  const reader = new FactsReader(root);
  const before = reader.read(names, {}).files;
  writeFileSync(join(root, 'one.ts'), text);
  const after = reader.read(names, before).files;
  return names.filter((name) => after[name]?.facts !== before[name]?.facts);
}

describe('FactsReader', () => {
  it('reads nothing anew where nothing has changed', () => {
    expect(readAgain(one)).toEqual([]);
  });

  it('reads a file alone whose function does something else', () => {
    expect(readAgain(one.replace('return 1', 'return 11'))).toEqual(['one.ts']);
  });

  it('reads those that rest on a file too when its function is something else', () => {
    const text = one.replace('number', 'string').replace('1', "'1'");
    expect(readAgain(text)).toEqual(names);
  });

  it('gives names that mean the same one fact, and a call its signature', () => {
    const root = repository(files(one));
    const facts = new FactsReader(root).read(names, {}).files['two.ts']?.facts;
    const code = facts?.facts.map((fact) =>
      fact.code.filter((_, at) => at % 2 === 1).join(''),
    );
    expect(code).toEqual(['const two: number', 'function one(): number']);
    expect(facts?.names).toEqual([3, 14, 3, 0, 3, 20, 3, 1, 3, 28, 3, 1]);
  });
});

it('tells modules by their places in the repository', () => {
  const root = repository({
    'tsconfig.json': '{ "compilerOptions": { "lib": ["es2015"], "types": [] } }',
    'one.ts': one,
    'two.ts': "const module = await import('./one.js');\nexport {};\n",
  });
  const facts = new FactsReader(root).read(['two.ts'], {}).files['two.ts']?.facts;
  const code = facts?.facts.map((fact) =>
    fact.code.filter((_, at) => at % 2 === 1).join(''),
  );
  expect(code).toEqual(['const module: typeof import("one")']);
});

describe('firstSentence()', () => {
  it('ends at a full stop, but not at one within a name', () => {
    expect(firstSentence('Opens server.ts, e.g. once.\nThen it closes.')).toBe(
      'Opens server.ts, e.g. once.',
    );
    expect(firstSentence('No end\n\nMore.')).toBe('No end');
  });
});

describe('FactsReader, of an import', () => {
  const importer = "import { late } from './late.ts';\n\nexport const two = late;\n";
  const start = () =>
    repository({ 'tsconfig.json': options, 'one.ts': one, 'two.ts': importer });
  const problemsIn = (read: ReadFacts) =>
    read.files['two.ts']?.facts.problems.map(({ message }) => message);

  it('sees that what was missing is there', () => {
    const root = start();
    const reader = new FactsReader(root);
    const before = reader.read(names, {});
    expect(problemsIn(before)).toEqual([
      "Cannot find module './late.ts' or its corresponding type declarations. (TS2307)",
    ]);
    expect(before.rest).toContain('late.ts');
    writeFileSync(join(root, 'late.ts'), 'export const late = 1;\n');
    expect(problemsIn(reader.read(names, before.files))).toEqual([]);
  });

  it('does not wait for what is there and no module', () => {
    const root = repository({
      'tsconfig.json': options,
      'one.ts': one,
      'two.ts': "import './style.css';\nimport './';\n",
      'style.css': '',
    });
    const read = new FactsReader(root).read(names, {});
    expect(read.rest).toEqual(['one.ts', 'two.ts']);
    expect(problemsIn(read)).toHaveLength(2);
  });

  it('sees that what was there is missing', () => {
    const root = start();
    writeFileSync(join(root, 'late.ts'), 'export const late = 1;\n');
    const reader = new FactsReader(root);
    const before = reader.read(names, {});
    expect(problemsIn(before)).toEqual([]);
    rmSync(join(root, 'late.ts'));
    expect(problemsIn(reader.read(names, before.files))).toHaveLength(1);
  });
});
