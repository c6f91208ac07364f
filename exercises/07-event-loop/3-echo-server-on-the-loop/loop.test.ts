import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('The loop of the exercise is the loop of chapter 07', () => {
  const code = (file: string) => {
    const lines = readFileSync(new URL(file, import.meta.url), 'utf8').split('\n');
    const start = lines.findIndex((line) => line.startsWith('import'));
    return lines
      .slice(start)
      .filter((line) => !line.startsWith('// #'))
      .join('\n');
  };
  expect(code('./loop.ts')).toBe(code('../../../chapters/07-event-loop/loop.ts'));
});
