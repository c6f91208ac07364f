/** The chapters' own programs on the simulated kernel, with the peers that chapter.yaml gives them. */
import { expect, it, vi } from 'vitest';
import { root } from '../catalogue.ts';
import { course } from '../course-process.ts';

vi.setConfig({ testTimeout: 60_000 }); // processes start slowly on a busy machine

// One of each kind: a client, two servers of several clients, one that holds both ends.
it.each([
  ['01 client', /^send\(\) returned 73400320 after 215 ms$/m],
  ['01 server', /^client 2: accepted\nme too\n/m],
  ['05 echo-queue', /^the longest queue held 65536 bytes$/m],
  ['07 by-hand', /^\d+ more calls, and next\(\) returned {"done":true}$/m],
])('%s', async (typed, shows) => {
  const { code, output, errors } = await course(`run ${typed} --sim`, { root });
  expect(errors).toBe('This is on the simulated kernel, in virtual time.\n');
  expect(output).toMatch(shows);
  expect(code).toBe(0);
});
