import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { courseRunner, remembering } from './runner.ts';
import { repository } from './temporary-repository.ts';

function runnerOf(program: string, deadlineMs?: number) {
  const root = repository({ 'program.mjs': program });
  const path = join(root, 'program.mjs');
  return { root, run: courseRunner(root, path, deadlineMs) };
}

describe('courseRunner()', () => {
  it('answers with both streams in the order in which they were written', async () => {
    const { run } = runnerOf(`
      for (let turn = 1; turn <= 3; turn++) {
        process.stdout.write(\`out \${turn}  \\n\`);
        process.stderr.write(\`error \${turn}\\n\`);
      }`);
    expect(await run([])).toEqual([
      'out 1',
      'error 1',
      'out 2',
      'error 2',
      'out 3',
      'error 3',
    ]);
  });

  it('hands on arguments, in the root, without terminal, colours or the reader’s progress', async () => {
    const { root, run } = runnerOf(`
      import { readFileSync } from 'node:fs';
      const { NO_COLOR, FORCE_COLOR, COLUMNS, COURSE_STATE } = process.env;
      console.log(JSON.stringify({
        words: process.argv.slice(2), folder: process.cwd(), NO_COLOR, FORCE_COLOR, COLUMNS,
        state: typeof COURSE_STATE, terminal: process.stdout.isTTY === true,
        input: readFileSync(0, 'utf8'), number: (1234567).toLocaleString(),
      }));`);
    expect(JSON.parse((await run(['a b', 'c']))[0] ?? '')).toEqual({
      words: ['a b', 'c'],
      folder: root,
      NO_COLOR: '1',
      COLUMNS: '80',
      state: 'string',
      terminal: false,
      input: '',
      number: '1,234,567',
    });
  });

  it('ends the output with an exit code or a signal, unless all went well', async () => {
    const failing = runnerOf(`console.log('bad'); process.exitCode = 3;`);
    expect(await failing.run([])).toEqual(['bad', '(exit code 3)']);
    const killed = runnerOf(`process.kill(process.pid, 'SIGKILL');`);
    expect(await killed.run([])).toEqual(['(ended by SIGKILL)']);
  });

  it('ends what does not end by itself', async () => {
    const { root, run } = runnerOf(
      `import { writeFileSync } from 'node:fs';
       process.on('SIGTERM', () => { writeFileSync('ended', ''); process.exit(); });
       setInterval(() => {}, 1000);`,
      1500,
    );
    await expect(run(['run', '01', 'server'])).rejects.toThrow(
      '`npx course run 01 server` did not end within 1.5 s; show a command that ends by itself.',
    );
    expect(existsSync(join(root, 'ended'))).toBe(true);
  });
});

describe('remembering()', () => {
  it('runs equal commands once, and others each', async () => {
    const ran: string[] = [];
    const run = remembering(async (words) => {
      ran.push(words.join(' '));
      return words;
    });
    await Promise.all([run(['a', 'b']), run(['a', 'b']), run(['a b'])]);
    expect(await run(['a', 'b'])).toEqual(['a', 'b']);
    expect(ran).toEqual(['a b', 'a b']);
  });
});
