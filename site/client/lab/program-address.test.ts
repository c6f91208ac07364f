import { expect, it, vi } from 'vitest';
import { Files } from './files.ts';
import type { LabProgram } from './program/lab-data.ts';
import { ProgramAddress } from './program-address.ts';
import { editCodeIn } from './settings-text.ts';
import { unpackEdits } from './share/edit-code.ts';

const paths = ['a/main.ts', 'a/loop.ts'];
const program = { id: '03/main' } as LabProgram;

/** Somebody else's version of a program, in the address that is written for it. */
function visited() {
  const files = new Files(paths, { 'a/main.ts': 'main', 'a/loop.ts': 'loop' });
  files.visit({ 'a/main.ts': 'theirs' });
  const written: string[] = [];
  vi.stubGlobal('history', {
    replaceState: (_state: unknown, _title: string, hash: string) => written.push(hash),
  });
  const address = new ProgramAddress(
    program,
    files,
    () => '',
    () => {},
  );
  return { files, address, written };
}

async function textsIn(hash = '') {
  return unpackEdits(editCodeIn(hash.split('?')[1] ?? '') ?? '', paths);
}

it('keeps what was changed of a visited version, and leads back with another address', async () => {
  const { files, address, written } = visited();
  files.change('a/loop.ts', 'changed');
  await address.keepVisited();
  expect(await textsIn(written.at(-1))).toEqual({
    'a/main.ts': 'theirs',
    'a/loop.ts': 'changed',
  });
  expect(address.home()).toBe('#03/main');
});

it('tells a visited version from the way back when it is as in the course again', async () => {
  const { files, address, written } = visited();
  files.change('a/main.ts', 'main');
  await address.keepVisited();
  expect(written.at(-1)).not.toBe(address.home());
  expect(await textsIn(written.at(-1))).toEqual({ 'a/main.ts': 'main' });
  expect(await address.forOthers()).toBe('#03/main');
});

it('writes nothing any more when another program was opened meanwhile', async () => {
  const { files, address, written } = visited();
  files.change('a/main.ts', 'theirs, and more');
  const keeping = address.keepVisited();
  address.close();
  await keeping;
  expect(written).toEqual([]);
});
