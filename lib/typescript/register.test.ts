/** Holds what lets Node run TypeScript to tsx, which readers may use in its place. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const own = new URL('register.js', import.meta.url).href;
const tsx = import.meta.resolve('tsx');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'would block # '));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(text: string, loader = own) {
  const entry = join(folder, 'entry.mjs');
  writeFileSync(join(folder, 'program.ts'), text);
  writeFileSync(entry, "await import('./program.ts?1');");
  const child = spawnSync(process.execPath, ['--import', loader, entry], {
    encoding: 'utf8',
  });
  return { code: child.status, output: child.stdout, errors: child.stderr };
}

const typed = `
interface Greeting {
  readonly text: string;
}

class Speaker {
  #greeting: Greeting;
  constructor(private readonly name: string) {
    this.#greeting = { text: 'hello' };
  }
  speak(): string {
    return \`\${this.#greeting.text} \${this.name}\`;
  }
}

enum Person { You = 'you' }
console.log(new Speaker(Person.You).speak() satisfies string, Speaker.name);
`;

it('runs what tsx runs, with what cannot be erased', () => {
  const result = { code: 0, output: 'hello you Speaker\n', errors: '' };
  expect(run(typed)).toEqual(result);
  expect(run(typed, tsx)).toEqual(result);
});

it('runs a file that has changed as it is now', () => {
  expect(run("console.log('before' as string);").output).toBe('before\n');
  expect(run("console.log('after' as string);").output).toBe('after\n');
  expect(run("console.log('after' as string);").output).toBe('after\n');
});

it('names the line of an error as it was written', () => {
  const { code, errors } = run(
    'interface Long {\n  lines: 3;\n}\nthrow new Error("here");\n',
  );
  expect(errors).toContain('program.ts:4');
  expect(code).toBe(1);
});

it('says in which line a text is no TypeScript, as tsx does', () => {
  const text = 'const one = 1;\nlet x: = 5;\n';
  for (const loader of [own, tsx]) {
    const { code, errors } = run(text, loader);
    expect(errors).toContain('program.ts:2:7: ERROR: Unexpected "="');
    expect(code).toBe(1);
  }
});
