import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../course-process.ts';
import { openFiles, platform, terminal, waitChannel } from './machine.ts';

describe('platform()', () => {
  it.each([
    ['linux', 'x64', 'ok'],
    ['linux', 'arm64', 'ok'],
    ['darwin', 'arm64', 'ok'],
    ['linux', 'ia32', 'limited'],
    ['freebsd', 'x64', 'limited'],
  ])('%s on %s: %s', (system, processor, verdict) => {
    expect(platform(system, processor).verdict).toBe(verdict);
  });
});

describe('openFiles()', () => {
  it.each([
    [100, 'missing'],
    [1024, 'limited'],
    [20_000, 'ok'],
    [Number.POSITIVE_INFINITY, 'ok'],
  ])('%d: %s', (limit, verdict) => {
    expect(openFiles(limit).verdict).toBe(verdict);
  });

  it('says how to raise the limit', () => {
    expect(openFiles(1024).says).toMatch(/^1024 open files .* ulimit -n/);
  });
});

describe('waitChannel()', () => {
  function threads(...channels: string[]): string {
    const folder = temporaryFolder();
    for (const [thread, channel] of channels.entries()) {
      mkdirSync(join(folder, String(thread)));
      writeFileSync(join(folder, String(thread), 'wchan'), channel);
    }
    return folder;
  }

  it('finds the thread that waits', () => {
    const { verdict, says } = waitChannel(threads('0', 'do_epoll_wait'));
    expect(verdict).toBe('ok');
    expect(says).toContain('do_epoll_wait');
  });

  it('says that the kernel hides it', () => {
    expect(waitChannel(threads('0', '0')).verdict).toBe('limited');
  });

  it('says that there is no /proc', () => {
    expect(waitChannel('/nowhere').verdict).toBe('limited');
  });
});

describe('terminal()', () => {
  it.each([
    [false, 0, 'ok', 'no terminal'],
    [true, 120, 'ok', '120 columns'],
    [true, 40, 'limited', '40 columns'],
  ])('isTTY %s with %d columns: %s', (isTTY, columns, verdict, says) => {
    const finding = terminal({ isTTY, columns } as NodeJS.WriteStream);
    expect(finding.verdict).toBe(verdict);
    expect(finding.says).toContain(says);
  });
});
