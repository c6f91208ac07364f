import { afterEach, expect, it, vi } from 'vitest';
import type { Compiler } from './compile/compiler.ts';
import type { LabProgram } from './program/lab-data.ts';
import type { Result } from './result.ts';
import type { Ending, Message } from './run/messages.ts';
import { RunControl } from './run-control.ts';

const PATH = 'a/main.ts';

class Button extends EventTarget {
  disabled = false;

  setAttribute(name: string): void {
    if (name === 'disabled') this.disabled = true;
  }

  append(): void {}
}

/** Stands for the worker: the tests say what it tells. */
class ScriptedWorker extends EventTarget {
  static last: ScriptedWorker;

  constructor() {
    super();
    ScriptedWorker.last = this;
  }

  postMessage(): void {}
  terminate(): void {}

  end(ending: Ending): void {
    const data: Message = { kind: 'ended', ending };
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
});

const failed: Ending = {
  kind: 'failed',
  failure: { kind: 'error', name: 'Error', message: 'no', behind: [] },
  places: [{ file: PATH, line: 3, column: 1 }],
  nowMs: 1,
  calls: 1,
  struck: [],
  idle: { bandwidth: 'nothing sent' },
};

/** What is told of a run that fails; `change` is what the reader does meanwhile. */
async function toldOf(change: (texts: Record<string, string>) => void) {
  vi.stubGlobal('document', { createElement: () => new Button() });
  vi.stubGlobal('Worker', ScriptedWorker);
  const texts = { [PATH]: 'as it was run' };
  const told: string[] = [];
  const result = {
    begin() {},
    progress() {},
    calls() {},
    outcome: () => told.push('outcome'),
  };
  const compiler = {
    startAgain() {},
    answer: async () => ({ problems: [], compiled: [] }),
  };
  const control = new RunControl(
    { file: PATH, simulation: {}, options: '' } as unknown as LabProgram,
    compiler as unknown as Compiler,
    'run.js',
    result as unknown as Result,
    {
      texts: () => ({ ...texts }),
      settings: () => ({ faults: [], seed: 1 }),
      onTypes: () => {},
      onIdle: () => told.push('idle'),
      onEnd: () => told.push('end'),
    },
  );
  await control.start();
  change(texts);
  ScriptedWorker.last.end(failed);
  expect(control.run.disabled).toBe(false);
  return told;
}

it('tells where a run has failed, and which sliders did nothing in it', async () => {
  expect(await toldOf(() => {})).toEqual(['outcome', 'end', 'idle']);
});

it('shows the outcome alone when the files are others by then', async () => {
  const change = (texts: Record<string, string>) => {
    texts[PATH] = 'changed meanwhile';
  };
  expect(await toldOf(change)).toEqual(['outcome']);
});
