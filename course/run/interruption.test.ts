import { describe, expect, it, vi } from 'vitest';
import { findChapter, findProgram } from '../catalogue.ts';
import { fixtures } from '../course-process.ts';
import { Child, exitCodeOf } from './child.ts';
import { Crew } from './crew.ts';
import { untilInterrupted } from './interruption.ts';

// A process is started, perhaps on a machine that has much else to do.
vi.setConfig({ testTimeout: 30_000 });

// Longer than any test may take: who waits for it fails.
const NEVER_MS = 600_000;

describe('untilInterrupted()', () => {
  it('kills everybody at once when asked twice, whatever grace they have', async () => {
    const { file } = findProgram(findChapter('01', fixtures), 'client');
    const crew = new Crew(NEVER_MS);
    const start = () => new Child(file, ['--stay', '--stubborn'], 'heard');
    const { child } = crew.add(() => ({ child: start() }));
    await prints(child, 'staying');

    const outcome = untilInterrupted(crew, async () => exitCodeOf(await child.ended));
    process.emit('SIGHUP', 'SIGHUP');
    process.emit('SIGTERM', 'SIGTERM');

    expect(await outcome).toEqual({ exitCode: 129, interrupted: true });
    expect(await child.ended).toEqual({ code: null, signal: 'SIGKILL' });
  });
});

async function prints(child: Child, text: string): Promise<void> {
  const [output] = child.outputs;
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    output?.on('data', (data: Buffer) => {
      printed += data;
      if (printed.includes(text)) resolve();
    });
    output?.on('end', () => reject(new Error(`ended without ${text}:\n${printed}`)));
  });
}
