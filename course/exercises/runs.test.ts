import { describe, expect, it } from 'vitest';
import type { CheckOptions } from '../../lib/testing/index.ts';
import type { CheckResult, Outcome } from './report.ts';
import { nextRun, type Run, type RunSetting, resultOf } from './runs.ts';

const plain: RunSetting = { kernel: 'simulated', seed: 1 };
const real: RunSetting = { kernel: 'real', seed: 1 };
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
const short = (seed: number): RunSetting => {
  return { kernel: 'simulated', fault: 'short-recv', seed };
};

/** All runs of a check of which each has the outcome that `outcomeOf` says. */
function runsOf(
  check: CheckOptions,
  outcomeOf: (setting: RunSetting) => Outcome,
): RunSetting[] {
  const settings: RunSetting[] = [];
  for (;;) {
    const setting = nextRun(check, settings.map(outcomeOf));
    if (setting === undefined) return settings;
    settings.push(setting);
  }
}

describe('nextRun()', () => {
  const faults = ['short-recv'] as const;
  const passed = () => 'passed' as const;

  it('runs a check that passes on both kernels, and with each fault under several seeds', () => {
    expect(runsOf({}, passed)).toEqual([plain, real]);
    expect(runsOf({ faults }, passed)).toEqual([plain, real, ...seeds.map(short)]);
    const certain = runsOf({ faults: ['one-byte-recv'] }, passed);
    expect(certain.slice(2)).toEqual([
      { kernel: 'simulated', fault: 'one-byte-recv', seed: 1 },
    ]);
  });

  it('runs a check on the one kernel on which it makes sense', () => {
    expect(runsOf({ only: 'real', faults }, passed)).toEqual([real]);
    expect(runsOf({ only: 'simulated' }, passed)).toEqual([plain]);
  });

  it('asks the real kernel about a failure, and then no more', () => {
    expect(runsOf({ faults }, () => 'wrong')).toEqual([plain, real]);
    expect(
      runsOf({ faults }, ({ kernel }) => (kernel === 'real' ? 'passed' : 'threw')),
    ).toEqual([plain, real]);
    expect(runsOf({ only: 'simulated', faults }, () => 'wrong')).toEqual([plain]);
  });

  it('waits for nobody on the real kernel who would wait for ever', () => {
    expect(runsOf({ faults }, () => 'stuck')).toEqual([plain]);
  });

  it('asks the real kernel only where somebody reads what it says', () => {
    const plan = { kernels: 'both', round: 0, seeds: 8, secondOpinion: false } as const;
    expect(nextRun({}, ['wrong'], plan)).toBeUndefined();
    expect(nextRun({}, ['passed'], plan)).toEqual(real);
  });

  it('has seeds of its own in each round', () => {
    const plan = {
      kernels: 'simulated',
      round: 2,
      seeds: 1,
      secondOpinion: false,
    } as const;
    expect(nextRun({ faults }, [], plan)).toEqual({ kernel: 'simulated', seed: 17 });
    expect(nextRun({ only: 'real' }, [], plan)).toBeUndefined();
    expect(nextRun({ faults }, ['passed'], plan)).toMatchObject({
      seed: 17,
      fault: faults[0],
    });
    expect(nextRun({ faults }, ['passed', 'passed'], plan)).toBeUndefined();
  });

  it('ends with the first failure', () => {
    const outcome = ({ seed }: RunSetting) => (seed === 2 ? 'stuck' : 'passed');
    expect(runsOf({ faults }, outcome)).toEqual([plain, real, short(1), short(2)]);
    const onReal = ({ kernel }: RunSetting) => (kernel === 'real' ? 'wrong' : 'passed');
    expect(runsOf({ faults }, onReal)).toEqual([plain, real]);
  });
});

describe('resultOf()', () => {
  const run = (setting: RunSetting, outcome: Outcome, message = ''): Run => {
    const result: CheckResult = { name: 'a check', outcome, message, printed: [] };
    return { setting, result };
  };
  const notes = (...runs: Run[]) => resultOf(runs).note;

  it('says nothing of kernels where they agree', () => {
    expect(resultOf([run(plain, 'passed'), run(real, 'passed')])).toEqual({
      name: 'a check',
      outcome: 'passed',
      message: '',
      printed: [],
    });
    const both = resultOf([run(plain, 'wrong', 'No.'), run(real, 'wrong', 'No, no.')]);
    expect(both).toMatchObject({ outcome: 'wrong', message: 'No.' });
    expect(both.note).toBeUndefined();
    expect(notes(run(plain, 'stuck', 'asleep'))).toBeUndefined();
    expect(notes(run(real, 'wrong'))).toBeUndefined();
  });

  it('says where they do not', () => {
    expect(notes(run(plain, 'wrong'), run(real, 'passed'))).toBe(
      'This is on the simulated kernel. On the real one the check passed, this time.',
    );
    expect(notes(run(plain, 'wrong'), run(real, 'threw', 'Error: no'))).toBe(
      'This is on the simulated kernel. On the real one: Error: no',
    );
    expect(notes(run(plain, 'passed'), run(real, 'wrong'))).toBe(
      'On the simulated kernel the check passes.',
    );
  });

  it('says what happened that does not always happen', () => {
    const runs = [run(plain, 'passed'), run(real, 'passed'), run(short(1), 'passed')];
    const result = resultOf([...runs, run(short(2), 'wrong', 'Half of it.')]);
    expect(result.message).toBe('Half of it.');
    expect(result.note).toBe(
      'This is when recv() brings only a part of what has arrived, which may happen at any ' +
        'time. Without that the check passes.',
    );
  });
});
