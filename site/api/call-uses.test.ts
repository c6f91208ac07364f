import { describe, expect, it } from 'vitest';
import type { ApiDoor } from './api-model.ts';
import { ApiNames } from './api-names.ts';
import { callUses } from './call-uses.ts';

const at = (file: string, line: number) => ({ file, line });

function declared(name: string, file: string, line: number, members: object[] = []) {
  return { name, file, line, members };
}

const names = new ApiNames([
  {
    door: 'would-block',
    text: '',
    exports: [
      declared('Kernel', 'lib/sys/kernel.ts', 1, [
        declared('recv', 'lib/sys/kernel.ts', 5),
      ]),
      declared('Socket', 'lib/net/socket.ts', 1, [
        declared('recv', 'lib/net/socket.ts', 9),
      ]),
    ],
  },
] as unknown as ApiDoor[]);

const maker = {
  ...at('lib/net/socket.ts', 30),
  name: 'Socket.#recv',
  key: 'lib/net/socket.ts:28',
};

const usage = {
  uses: {
    'lib/sys/kernel.ts:5': [at('chapters/a-one/by-hand.ts', 3)],
    'lib/net/socket.ts:9': [at('chapters/01-one/server.ts', 7)],
  },
  makes: { 'lib/net/socket.ts:9': ['recv'] },
  makers: { recv: [maker, { ...maker, line: 31 }, { ...maker, file: 'lib/trace/x.ts' }] },
  declared: {},
};

describe('callUses()', () => {
  it('tells who makes a call from who has it made', () => {
    const uses = callUses(usage, names, 'recv');
    expect(uses.direct).toEqual([at('chapters/a-one/by-hand.ts', 3)]);
    expect(uses.ways.map(({ name }) => name)).toEqual(['Socket.recv']);
    expect(uses.indirect).toEqual([at('chapters/01-one/server.ts', 7)]);
  });

  it('names a maker once, and none that only passes calls on', () => {
    expect(callUses(usage, names, 'recv').makers).toEqual([maker]);
  });
});
