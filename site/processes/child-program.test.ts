import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { repository } from '../../course/literate/temporary-repository.ts';
import { ChildProgram } from './child-program.ts';

function childOf(text: string): { child: ChildProgram<string, string>; file: string } {
  const file = join(repository({ 'child.ts': text }), 'child.ts');
  const child = new ChildProgram<string, string>(file, 'argument');
  onTestFinished(() => child.close());
  return { child, file };
}

const ECHO = `
let asked = 0;
process.on('message', (question) => {
  asked += 1;
  process.send?.(\`\${process.argv[2]} \${question} \${asked}\`);
});
process.on('disconnect', () => process.exit());
`;

it('asks one question after the other, of the same process', async () => {
  const { child } = childOf(ECHO);
  expect(child.isRunning).toBe(false);
  expect(await Promise.all([child.ask('one'), child.ask('two')])).toEqual([
    'argument one 1',
    'argument two 2',
  ]);
  expect(child.isRunning).toBe(true);
});

it('answers undefined to who waits when it is closed, and begins anew for the next', async () => {
  const { child, file } = childOf("process.on('message', () => {});");
  const waiting = child.ask('one');
  await new Promise((resolve) => setImmediate(resolve));
  child.close();
  expect(await waiting).toBeUndefined();
  writeFileSync(file, ECHO);
  expect(await child.ask('two')).toBe('argument two 1');
});

it('says what a process has said that ends, and begins anew for the next', async () => {
  const { child, file } = childOf("throw new Error('a fault of its own');");
  await expect(child.ask('one')).rejects.toThrow('a fault of its own');
  writeFileSync(file, ECHO);
  expect(await child.ask('two')).toBe('argument two 1');
});
