import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MissingError, PATIENCE_MS } from '../fetching/missing.ts';
import { Compiler } from './compiler.ts';
import type { CompilerMessage } from './messages.ts';

const addresses = {
  worker: 'worker.js',
  typescript: 'typescript.js',
  typescriptBytes: 1,
  declarations: 'declarations.json',
};

/** Stands for the worker: the tests say what it tells. */
class ScriptedWorker extends EventTarget {
  static last: ScriptedWorker;
  isTerminated = false;

  constructor() {
    super();
    ScriptedWorker.last = this;
  }

  readonly heard: unknown[] = [];

  postMessage(request: unknown): void {
    this.heard.push(request);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  tell(data: CompilerMessage): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  fail(message?: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

beforeEach(() => vi.stubGlobal('Worker', ScriptedWorker));
afterEach(() => vi.unstubAllGlobals());

function startCompiler() {
  const broken: Error[] = [];
  const compiler = new Compiler(addresses, {
    onProgress: () => {},
    onReady: () => {},
    onBroken: (error) => broken.push(error),
  });
  return { compiler, worker: ScriptedWorker.last, broken };
}

/** Two who ask, and wait for their answers. */
async function startTwoRuns() {
  const { compiler, worker } = startCompiler();
  worker.tell({ kind: 'ready' });
  const first = compiler.answer({ kind: 'check', files: {} });
  const second = compiler.answer({ kind: 'compile', files: {} });
  // The first that it hears is to start.
  await vi.waitFor(() => expect(worker.heard).toHaveLength(3));
  return { compiler, worker, first, second };
}

describe('Compiler.answer()', () => {
  it('answers each who asks with their own result', async () => {
    const { worker, first, second } = await startTwoRuns();
    const compiled = [{ path: 'mine.ts', code: '', mappings: '' }];
    worker.tell({ kind: 'answer', id: 2, answer: { problems: [], compiled } });
    worker.tell({ kind: 'answer', id: 1, answer: [] });
    expect((await second).compiled).toEqual(compiled);
    expect(await first).toEqual([]);
  });

  it('fails if the compiler breaks over what it was asked, and nobody else does', async () => {
    const { worker, first, second } = await startTwoRuns();
    worker.tell({ kind: 'broken', id: 2, message: 'Debug Failure' });
    await expect(second).rejects.toThrow('Debug Failure');
    worker.tell({ kind: 'answer', id: 1, answer: [] });
    expect(await first).toEqual([]);
  });

  it('fails for all who wait if the worker fails, or is closed', async () => {
    const failed = await startTwoRuns();
    failed.worker.fail('out of memory');
    await expect(failed.first).rejects.toThrow('out of memory');
    await expect(failed.second).rejects.toThrow('out of memory');
    const closed = await startTwoRuns();
    closed.compiler.close();
    await expect(closed.first).rejects.toThrow('closed');
    await expect(closed.second).rejects.toThrow('closed');
    expect(closed.worker.isTerminated).toBe(true);
  });

  it('fails if it is closed before it can work, and nobody is told of anything broken', async () => {
    vi.useFakeTimers();
    const { compiler, broken } = startCompiler();
    const early = compiler.answer({ kind: 'check', files: {} });
    compiler.close();
    await expect(early).rejects.toThrow('closed');
    await expect(compiler.answer({ kind: 'check', files: {} })).rejects.toThrow('closed');
    vi.advanceTimersByTime(PATIENCE_MS);
    expect(broken).toEqual([]);
    vi.useRealTimers();
  });

  it('fails if the compiler cannot be fetched, until it is started again', async () => {
    const { compiler, worker, broken } = startCompiler();
    const early = compiler.answer({ kind: 'check', files: {} });
    worker.tell({ kind: 'broken', id: undefined, message: 'not found' });
    await expect(early).rejects.toThrow(MissingError);
    await expect(compiler.answer({ kind: 'check', files: {} })).rejects.toThrow(
      MissingError,
    );
    expect(broken).toEqual([new MissingError('TypeScript')]);
    compiler.startAgain();
    ScriptedWorker.last.tell({ kind: 'ready' });
    const answer = compiler.answer({ kind: 'check', files: {} });
    await vi.waitFor(() => expect(ScriptedWorker.last.heard).toHaveLength(2));
    ScriptedWorker.last.tell({ kind: 'answer', id: 1, answer: [] });
    expect(await answer).toEqual([]);
  });

  it('fails if nothing comes of the compiler for long, or its script is not there', async () => {
    vi.useFakeTimers();
    const slow = startCompiler();
    vi.advanceTimersByTime(PATIENCE_MS - 1);
    slow.worker.tell({ kind: 'progress', part: 0.5 });
    vi.advanceTimersByTime(PATIENCE_MS - 1);
    expect(slow.broken).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(slow.broken).toEqual([new MissingError('TypeScript')]);
    const withoutScript = startCompiler();
    withoutScript.worker.fail();
    expect(withoutScript.broken).toEqual([new MissingError('TypeScript')]);
    vi.useRealTimers();
  });
});
