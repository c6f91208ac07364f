import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { currentKernel, O_CLOEXEC } from '../sys/index.ts';
import { startProcess, startThread } from './index.ts';

const file = new URL('threads.fixture.ts', import.meta.url);
const pipe = new Int32Array(2);

beforeEach(() => {
  currentKernel().pipe2(pipe, O_CLOEXEC);
});

afterEach(() => {
  for (const fd of pipe) currentKernel().close(fd);
});

function piped(): string {
  const buffer = new Uint8Array(100);
  const length = currentKernel().read(pipe[0] as number, buffer, buffer.length);
  return new TextDecoder().decode(buffer.subarray(0, length));
}

it('a thread runs TypeScript, is told its data, and has our descriptors', async () => {
  const [code] = await once(startThread(file, { fd: pipe[1], text: 'thread' }), 'exit');
  expect(piped()).toBe('THREAD');
  expect(code).toBe(0);
});

it('a process runs TypeScript, and has the descriptors that it is handed', async () => {
  const [code] = await once(startProcess(file, [pipe[1] as number]), 'exit');
  expect(piped()).toBe('PROCESS');
  expect(code).toBe(0);
});

it('a process hands us a stream for each pipe that it is given', async () => {
  const child = startProcess(file, ['pipe']);
  const [data] = await once(child.stdio[3] as NonNullable<typeof child.stdout>, 'data');
  expect(String(data)).toBe('PROCESS');
});

it('a file that is missing is told at once', () => {
  expect(() => startThread(new URL('missing.ts', import.meta.url), 0)).toThrow(/missing/);
});
