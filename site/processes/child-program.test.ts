import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { repository } from '../../course/literate/temporary-repository.ts';
import { ChildProgram } from './child-program.ts';

function childOf(
  text: string,
  options?: { idleMs: number },
): { child: ChildProgram<string, string>; file: string } {
  const file = join(repository({ 'child.ts': text }), 'child.ts');
  const child = new ChildProgram<string, string>(file, 'argument', options);
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

it('is ended when nobody has asked it anything for a while, and begins anew for the next', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { child } = childOf(ECHO, { idleMs: 1000 });
  await child.ask('one');
  vi.advanceTimersByTime(999);
  expect(await child.ask('two')).toBe('argument two 2');
  vi.advanceTimersByTime(999);
  expect(child.isRunning).toBe(true);
  vi.advanceTimersByTime(1);
  expect(child.isRunning).toBe(false);
  expect(await child.ask('three')).toBe('argument three 1');
});

it('says what a process has said that ends, and begins anew for the next', async () => {
  const { child, file } = childOf("throw new Error('a fault of its own');");
  await expect(child.ask('one')).rejects.toThrow('a fault of its own');
  writeFileSync(file, ECHO);
  expect(await child.ask('two')).toBe('argument two 1');
});
