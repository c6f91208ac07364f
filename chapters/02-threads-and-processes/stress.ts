/**
 * Fifty clients at once, or a thousand. They ping a server that sends back capitals, or what it got, check
 * each reply byte for byte, and say what was lost, doubled, wrong, late or refused.
 */
import { count, flag, portNumber, print, program } from 'would-block';
import { type CrowdSettings, crowd, type Outcome } from './crowd.ts';
import { KINDS } from './verdict.ts';

// #region stress
export function stress(settings: CrowdSettings): void {
  const outcomes = crowd(settings);
  const rightPings = outcomes.reduce((sum, { verdict }) => sum + verdict.rightPings, 0);
  const all = settings.clients * settings.pings;
  print(`${settings.clients} clients: ${rightPings} of ${all} replies are right`);
  print(KINDS.map((kind) => `${kind} ${of(outcomes, kind).length}`).join(', '));
  for (const kind of KINDS) {
    const [example] = of(outcomes, kind);
    if (kind === 'right' || example === undefined) continue;
    print(`${kind}: client ${outcomes.indexOf(example) + 1}: ${example.verdict.detail}`);
    process.exitCode = 1;
  }
  print(`connected: ${times(outcomes.map(({ connectedMs }) => connectedMs))}`);
  print(`first reply: ${times(outcomes.map(({ firstReplyMs }) => firstReplyMs))}`);
}

function of(outcomes: readonly Outcome[], kind: string): Outcome[] {
  return outcomes.filter(({ verdict }) => verdict.kind === kind);
}
// #endregion

// #region times
function times(all: readonly (number | undefined)[]): string {
  const sorted = all
    .filter((ms) => ms !== undefined)
    .toSorted((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)];
  const last = sorted.at(-1);
  if (middle === undefined || last === undefined) return 'none';
  return `half of them after ${middle.toFixed(1)} ms, the last after ${last.toFixed(1)} ms`;
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Many clients at once ping a server, and check every byte that comes back.',
  settings: {
    port: portNumber(1234),
    clients: count(50, 'be so many clients'),
    pings: count(20, 'send so many pings each'),
    bytes: count(32, 'make each ping so many bytes long', 24),
    echo: flag('expect the bytes as they were, and not in capitals'),
    patienceMs: count(10_000, 'wait no longer than so many ms for anything'),
  },
  main: stress,
});
// #endregion
