import { describe, expect, it } from 'vitest';
import { courseArguments } from './command.ts';

describe('courseArguments()', () => {
  it.each([
    ['npx course', []],
    ['npx course run 01 client --port=0', ['run', '01', 'client', '--port=0']],
    ['npm run -s course -- list', ['list']],
    ['npm start', ['start']],
    ['npm start -- --port 0', ['start', '--port', '0']],
    [
      `npx course run 01 client --say 'a b' "c"d`,
      ['run', '01', 'client', '--say', 'a b', 'cd'],
    ],
  ])('reads `%s`', (command, words) => {
    expect(courseArguments(command)).toEqual(words);
  });

  it.each(['npx courses', 'npm started', 'npm test', 'node course/bin.js', ''])(
    'refuses `%s`, which is not the course’s',
    (command) => {
      expect(() => courseArguments(command)).toThrow('is no command of the course');
    },
  );

  it.each(['; ls', '&& ls', '> file', '$HOME', '`ls`', '"$HOME"', "it's", '*'])(
    'refuses `%s`, which needs a shell',
    (rest) => {
      expect(() => courseArguments(`npx course list ${rest}`)).toThrow('needs a shell');
    },
  );
});
