/** The library on a system that the course does not know. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const typescript = new URL('../typescript/register.js', import.meta.url).href;
const fixture = new URL('../../course/foreign-platform.fixture.js', import.meta.url).href;
const library = new URL('../index.ts', import.meta.url).href;

it('is imported without a word, and tells what is supported when a call is made', () => {
  const script = `
    const { currentKernel, Socket, UnsupportedPlatformError } = await import('${library}');
    for (const call of [() => new Socket(), () => currentKernel().close(3)]) {
      try { call(); } catch (error) {
        console.log(error instanceof UnsupportedPlatformError, error.message);
      }
    }`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      fixture,
      '--import',
      typescript,
      '--input-type=module',
      '--eval',
      script,
    ],
    { encoding: 'utf8', cwd: fileURLToPath(new URL('../..', import.meta.url)) },
  );
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^(true .* Linux and macOS on x64 and arm64; .*\n){2}$/);
  expect(status).toBe(0);
});
