import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chapters, type Exercise } from '../catalogue.ts';
import { copyFixtures, type FixtureCourse } from '../exercises/fixtures/copy.ts';
import { judgeMutants } from './judge-mutants.ts';

let course: FixtureCourse;
let exercise: Exercise;

beforeEach(() => {
  course = copyFixtures();
  [exercise] = chapters(course.root).flatMap(({ exercises }) => exercises) as [Exercise];
});
afterEach(() => course.remove());

/** None of its mutants hangs: this is quick. */
const reference = `import type { Socket } from 'would-block';

export function receiveGreeting(socket: Socket): string {
  return Array.from({ length: 5 }, () => receiveLetter(socket)).join('');
}

function receiveLetter(socket: Socket): string {
  const [byte] = socket.recv(1);
  if (byte === undefined) throw new Error('The stream ended');
  return String.fromCharCode(byte);
}
`;

const write = (text: string) =>
  writeFileSync(join(exercise.solution, 'reference.ts'), text);

it('judgeMutants() tells those that the checks pass from all others', async () => {
  write(reference);
  const { mutants, survivors } = await judgeMutants(exercise, course.root);
  expect(survivors.map(({ line, to }) => `${line} ${to}`)).toEqual([
    '9 if (byte === undefined) throw new Error("");',
  ]);
  expect(mutants.length).toBeGreaterThan(5);
  expect(readdirSync(join(course.root, '.course'))).toEqual([]);
});

it('judgeMutants() refuses a reference that fails', async () => {
  write(reference.replace('length: 5', 'length: 4'));
  await expect(judgeMutants(exercise, course.root)).rejects.toThrow('npm run -s gates');
});
