/** The course where there is no kernel that it can call: it uses the simulated one, and says so. */
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { course, fixtures } from './course-process.ts';

// Each test starts several processes, perhaps on a machine that has much else to do.
vi.setConfig({ testTimeout: 30_000 });

const fixture = new URL('foreign-platform.fixture.js', import.meta.url);
const NODE_OPTIONS = `--import=${fixture.href}`;
const notice =
  'would-block makes real system calls and knows those of Linux and macOS on x64 and arm64; ' +
  `this is freebsd on ${process.arch}. Here it runs on the simulated kernel, in virtual time.\n`;

/** Runs a command on a system that the course does not know. */
function elsewhere(typed: string, root = join(fixtures, 'traced'), kernel = '') {
  return course(typed, {
    root,
    environment: { NODE_OPTIONS, WOULD_BLOCK_KERNEL: kernel },
  });
}

describe('where there is no kernel to call', () => {
  it('programs run on the simulated one, which is said in one line', async () => {
    const [ran, meaningless] = await Promise.all([
      elsewhere('run 01 writer 7'),
      elsewhere('run 01 elsewhere'),
    ]);
    expect(ran).toEqual({ code: 0, output: 'sent\n', errors: notice });
    expect(meaningless.code).toBe(1);
    expect(meaningless.errors).toBe(
      `${notice}elsewhere asks what only a real kernel knows.\n`,
    );
  });

  it('whoever asks for the real one is told what is supported', async () => {
    const { code, output, errors } = await elsewhere('run 01 writer', undefined, 'real');
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(/^would-block makes .* Linux and macOS .* freebsd on .*\.\n$/);
  });

  it('what calls no kernel works as ever', async () => {
    const [list, start, introduction] = await Promise.all([
      elsewhere('list'),
      elsewhere('start'),
      elsewhere('run 01'),
    ]);
    for (const { code, errors } of [list, start, introduction]) {
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
    }
  });

  it('the doctor says what is different, and finds nothing missing', async () => {
    const { code, output } = await elsewhere('doctor');
    expect(output).toMatch(/^LIMITED {2}this is freebsd on .* the simulated kernel\.$/m);
    expect(output).toMatch(/^OK {7}on the simulated kernel a socket connects/m);
    expect(code).toBe(0);
  });
});
