/** Holds the programs of appendix c to what it says of them. */
import { afterEach, describe, expect, it } from 'vitest';
import { endPrograms, startProgram } from 'would-block/testing';

afterEach(endPrograms);

/** Runs a program to its end, and answers what it printed. */
async function outputOf(name: string, ...settings: string[]): Promise<string> {
  const file = new URL(`${name}.ts`, import.meta.url);
  const { code, output } = await startProgram(file, ...settings).ended();
  expect(code).toBe(0);
  return output;
}

/** The names of the calls in lines of a trace. */
function namesIn(trace: string): string[] {
  return trace.match(/^\w+(?=\()/gm) ?? [];
}

describe('itself', () => {
  it('shows the calls of the conversation, the refused one among them, and no others', async () => {
    const trace = await outputOf('itself');
    expect(namesIn(trace).join(' ')).toBe(
      'socket bind listen socket getsockname connect accept4 ' +
        'fcntl fcntl recv send fcntl fcntl recv close close close',
    );
    const received = trace.match(/^recv.*$/gm);
    expect(received?.[0]).toMatch(/= -1 EAGAIN/);
    expect(received?.[1]).toMatch(/"Who is asking\?\\n", 100, 0\) = 15$/);
  });

  it('prints the same as a file for Perfetto', async () => {
    const { traceEvents } = JSON.parse(await outputOf('itself', '--events'));
    const phases = traceEvents.map(({ ph }: { ph: string }) => ph);
    expect(phases.filter((phase: string) => phase === 'X')).toHaveLength(17);
    expect(phases.filter((phase: string) => phase === 'C').length).toBeGreaterThan(0);
  });
});

describe('killed', () => {
  it('knows of the call in which the program died, and of all before it', async () => {
    const [record = '', trace = ''] = (await outputOf('killed')).split('Read as:\n');
    expect(namesIn(trace)).toEqual(['socket', 'bind', 'listen', 'accept4']);
    expect(trace).toMatch(/^accept4\(\d+, {2}<unfinished \.\.\.>\n$/m);
    expect(record.trimEnd().split('\n').at(-1)).toMatch(/^\{"name":"accept4".*[^}]$/);
  });
});

describe('cost', () => {
  it('measures what is recorded, and shows all of it in two lines', async () => {
    const lines = (await outputOf('cost', '--calls', '100')).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^a call: \d+ ns, recorded: \d+ ns$/);
    expect(lines[2]).toBe('100 records, in 2 lines:');
    expect(lines).toHaveLength(5);
    expect(lines[4]).toMatch(/EAGAIN .*\(99 times in a row\)$/);
  });
});
