import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { copyFixtures } from '../exercises/fixtures/copy.ts';
import type { Types } from './state.ts';
import { TypeChecker } from './type-checker.ts';

const course = copyFixtures();
const file = join(course.exercise, 'answer.ts');
let tell: (types: Types) => void = () => {};
const checker = new TypeChecker((types) => tell(types));
afterAll(() => {
  checker.close();
  course.remove();
});

/** What the compiler says of a text. */
function typesOf(text: string): Promise<Types> {
  writeFileSync(file, text);
  const types = new Promise<Types>((resolve) => {
    tell = resolve;
  });
  checker.check(file);
  return types;
}

describe('TypeChecker', { timeout: 60_000 }, () => {
  it('says nothing of what comes after the end of the process', async () => {
    const text = `import type { Socket } from 'would-block';
export function receive(socket: Socket): string {
  process.exit(3);
  return String(socket.nothing());
}
export const count: string = 5;`;
    const types = await typesOf(text);
    expect(types.kind === 'checked' && types.problems.map(({ place }) => place)).toEqual([
      'answer.ts:6:14',
    ]);
  });

  it('tells each error with its place, and reads the file anew each time', async () => {
    const text = `import { Socket } from 'would-block';
export const count: string = 5;
export const bytes: Uint8Array = new Socket().recv('5');`;
    const types = await typesOf(text);
    expect(types).toEqual({
      kind: 'checked',
      problems: [
        {
          place: 'answer.ts:2:14',
          message: "Type 'number' is not assignable to type 'string'. (TS2322)",
        },
        {
          place: 'answer.ts:3:52',
          message: expect.stringContaining("'string' is not assignable to"),
        },
      ],
    });
    expect(await typesOf('export const count: string = "5";')).toEqual({
      kind: 'checked',
      problems: [],
    });
  });

  it('does not mind what is unused, and leaves a syntax error to the judge', async () => {
    const none = { kind: 'checked', problems: [] };
    expect(await typesOf('const unused = 5; export {};')).toEqual(none);
    expect(await typesOf('export function (')).toEqual(none);
  });

  it('answers the newest question only', async () => {
    writeFileSync(file, 'export const one: string = 1;');
    const told: Types[] = [];
    checker.check(file);
    const types = typesOf('export {};');
    const last = tell;
    tell = (each) => {
      told.push(each);
      last(each);
    };
    await types;
    expect(told).toEqual([{ kind: 'checked', problems: [] }]);
  });
});
