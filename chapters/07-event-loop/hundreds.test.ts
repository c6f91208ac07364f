/**
 * Brings hundreds of clients at once to each server of Part I that can hold them: no byte is lost or doubled,
 * and in the end no connection is left open.
 */
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { endPrograms, startProgram } from 'would-block/testing';
import { designs } from './design-list.ts';

afterEach(endPrograms);

const stressFile = new URL('../02-threads-and-processes/stress.ts', import.meta.url);

// One client after the other takes its time, and a thread for each needs more than this machine may have.
const forHundreds = designs.filter(
  ({ name }) => name !== 'blocking' && name !== 'thread each',
);

describe.runIf(existsSync('/proc/self/fd'))('a server with four hundred clients', () => {
  it.each(forHundreds)(
    '$name: gives back every byte once, and closes every connection',
    async ({ files: [file = ''] }) => {
      const server = startProgram(new URL(file, import.meta.url), '0');
      const port = String(await server.port());
      const guest = connect(Number(port), '127.0.0.1').on('error', () => {});
      await expect.poll(() => server.connections(), { timeout: 10_000 }).toBe(1);
      guest.destroy();
      const crowd = ['--clients', '400', '--pings', '3', '--patience-ms', '60000'];
      const { code, output } = await startProgram(stressFile, port, ...crowd).ended();
      expect(output).toContain('400 clients: 1200 of 1200 replies are right\n');
      expect(output).toContain(
        'right 400, lost 0, doubled 0, wrong 0, late 0, refused 0\n',
      );
      expect(code).toBe(0);
      await expect.poll(() => server.connections(), { timeout: 10_000 }).toBe(0);
    },
  );
});
