import { describe, expect, it } from 'vitest';
import { type InternetAddress, Socket } from '../../lib/net/index.ts';
import { SimulatedKernel } from '../../lib/sim/index.ts';
import { runOn } from '../../lib/sys/index.ts';
import { ResultLines } from './format-report.ts';
import type { CheckResult } from './report.ts';

function wrong(name: string, result: Partial<CheckResult> = {}): CheckResult {
  const message = 'One byte is lost.';
  return { name, outcome: 'wrong', message, printed: [], ...result };
}

describe('ResultLines', () => {
  it('says once what several checks say in the same words', () => {
    const results = new ResultLines();
    const trace = ['recv(3) = 1'];
    expect(results.of(wrong('one', { trace }), 80)).toEqual([
      expect.stringContaining('wrong  one'),
      '         One byte is lost.',
      '         trace | recv(3) = 1',
    ]);
    expect(results.of(wrong('two', { trace, printed: ['mine'] }), 80)).toEqual([
      expect.stringContaining('wrong  two'),
      '         The same as above, in "one".',
      '         your output | mine',
    ]);
    expect(results.of(wrong('three'), 80)[1]).toBe('         The same as above.');
  });

  it('shortens what a call was given, and not what it answered', () => {
    const trace = [`recv(3, "${'a'.repeat(80)}", 80, 0) = 80`];
    const [, , line = ''] = new ResultLines().of(wrong('one', { trace }), 60);
    expect(line).toMatch(/^ {9}trace \| recv\(3, "a+"\.\.\., 80, 0\) = 80$/);
    expect(line).toHaveLength(60);
  });

  it('repeats what another line of the answer has thrown, and says nothing of what passed', () => {
    const results = new ResultLines();
    const places = ['answer.ts:1', 'answer.ts:2'].map((where, index) =>
      results.of(wrong(`${index}`, { where }), 80),
    );
    expect(places.map((lines) => lines[1])).toEqual([
      '         One byte is lost. (answer.ts:1)',
      '         One byte is lost. (answer.ts:2)',
    ]);
    for (const name of ['three', 'four']) {
      const passed: CheckResult = { name, outcome: 'passed', message: '', printed: [] };
      expect(results.of(passed, 80)).toEqual([expect.stringContaining(name)]);
    }
  });

  it('says once what the port is that the simulated kernel gives away first', () => {
    const port = runOn(new SimulatedKernel(), () => {
      const socket = new Socket();
      socket.bind({ host: '127.0.0.1', port: 0 });
      return String((socket.getsockname() as InternetAddress).port);
    });
    const results = new ResultLines();
    const told = ['one', 'two'].map((message) =>
      results.of(wrong(message, { message, trace: [`htons(${port})`] }), 200),
    );
    expect(told.map((lines) => lines.slice(3))).toEqual([
      [expect.stringContaining(`Port ${port} has no meaning`)],
      [],
    ]);
  });
});
