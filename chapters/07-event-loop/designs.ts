/**
 * All designs of Part I side by side: what clients cost while they are silent, how soon a server is there for
 * one more of them, and what comes of fifty at once.
 */
import { existsSync } from 'node:fs';
import { print, program, type Socket } from 'would-block';
import { endPrograms } from 'would-block/testing';
import { designs } from './design-list.ts';
import { linesOf } from './lines.ts';
import { ask, idle, load, next, start, weigh } from './measures.ts';

// #region designs
export async function compare(): Promise<void> {
  if (!existsSync('/proc/self/smaps_rollup')) {
    print('This system has no /proc to look into.');
    return;
  }
  const { clients, pings, bytes } = load;
  print(`the crowd: ${clients} clients, each with ${pings} pings of ${bytes} bytes`);
  print(headings);
  try {
    const servers = await Promise.all(designs.map(start));
    const guests: Socket[] = [];
    const eachKB: number[] = [];
    for (const server of servers) eachKB.push(await weigh(server, guests));
    const idlePercent = await idle(servers);
    const lateMs = next(servers);
    for (const guest of guests) guest.close();

    for (const [index, server] of servers.entries()) {
      const { unhappy, replyMicroseconds } = await ask(server);
      await server.process.end();
      printRow(server.name, [
        `${unhappy} of ${clients}`,
        replyMicroseconds.toFixed(),
        (idlePercent[index] as number).toFixed(),
        megabytes(eachKB[index] as number),
        lateMs[index]?.toFixed(1) ?? 'never',
        String(server.files.reduce((sum, file) => sum + linesOf(file), 0)),
      ]);
    }
  } finally {
    await endPrograms();
  }
}
// #endregion

// #region rows
const headings =
  'design        | ill-served | µs a reply | % in silence | MB a silent one | ms for one more | lines';
const widths = headings
  .split(' | ')
  .slice(1)
  .map(({ length }) => length);

function printRow(name: string, cells: readonly string[]): void {
  const padded = cells.map((cell, index) => cell.padStart(widths[index] as number));
  print([name.padEnd(13), ...padded].join(' | '));
}

/** To a tenth: below that it is garbage that JavaScript has collected, or has not. */
function megabytes(kilobytes: number): string {
  const tenths = Math.round(kilobytes / 100);
  return (tenths === 0 ? 0 : tenths / 10).toFixed(1); // and no -0.0
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Measures all servers of Part I, with silent clients and with a crowd.',
  settings: {},
  main: compare,
});
// #endregion
