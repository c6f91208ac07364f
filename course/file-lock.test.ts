import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from './course-process.ts';
import { withLock } from './file-lock.ts';
import { typescript } from './typescript.ts';

let folder: string;
let lock: string;

beforeEach(() => {
  folder = temporaryFolder();
  lock = join(folder, 'count.lock');
});

/** A process id that nobody has: its owner has just ended. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'close');
  return child.pid as number;
}

describe('withLock()', () => {
  it('answers what the work does, and leaves nothing behind', () => {
    expect(withLock(lock, () => existsSync(lock))).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing behind when the work throws', () => {
    expect(() =>
      withLock(lock, () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes over at once from a process that is gone', async () => {
    writeFileSync(lock, `${hostname()} ${await endedProcess()} x`);
    // Nobody would wait so long.
    expect(withLock(lock, () => 7, { patienceMs: 1e9 })).toBe(7);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([`${hostname()} ${process.pid} x`, 'another-machine 1 x', ''])(
    'takes over after a while from an owner that does nothing: %j',
    (owner) => {
      writeFileSync(lock, owner);
      expect(withLock(lock, () => 7, { patienceMs: 30 })).toBe(7);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('does not remove the lock of somebody who has taken over from it', () => {
    withLock(lock, () => writeFileSync(lock, 'the next one'));
    expect(readFileSync(lock, 'utf8')).toBe('the next one');
  });

  it('throws when the file cannot be made', () => {
    expect(() => withLock(join(folder, 'nowhere', 'lock'), () => 7)).toThrow('ENOENT');
  });

  it('lets processes take turns', { timeout: 60_000 }, async () => {
    const count = join(folder, 'count');
    writeFileSync(count, '0');
    const module = pathToFileURL(join(import.meta.dirname, 'file-lock.ts')).href;
    const program = `
      import { readFileSync, writeFileSync } from 'node:fs';
      import { withLock } from ${JSON.stringify(module)};
      for (let turn = 0; turn < 100; turn++) {
        withLock(${JSON.stringify(lock)}, () => {
          const before = Number(readFileSync(${JSON.stringify(count)}, 'utf8'));
          writeFileSync(${JSON.stringify(count)}, String(before + 1));
        });
      }`;
    const args = ['--import', typescript, '--input-type=module', '--eval', program];
    const children = Array.from({ length: 3 }, () => spawn(process.execPath, args));
    const codes = await Promise.all(children.map((child) => once(child, 'close')));
    expect(codes.map(([code]) => code)).toEqual([0, 0, 0]);
    expect(readFileSync(count, 'utf8')).toBe('300');
  });
});
