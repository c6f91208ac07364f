/** The designs of Part I, and where each of them stands. */

// #region design
export interface Design {
  readonly name: string;
  /** The program, and what else it is made of. */
  readonly files: readonly string[];
  /** How many clients it can serve at the same time. */
  readonly atOnce: number;
  /** How many clients are silent while its memory is weighed. */
  readonly silent: number;
}
// #endregion

// #region list
const oneByOne = { atOnce: 1, silent: 8 };
const fourAtOnce = { ...oneByOne, atOnce: 4 };
const threadEach = { ...oneByOne, atOnce: Infinity };
const oneForAll = { ...threadEach, silent: 200 };

const two = '../02-threads-and-processes';
const four = '../04-busy-polling';
const five = '../05-select';

/** The one that never sleeps comes first, so that it can be ended first. */
export const designs: readonly Design[] = [
  {
    name: 'polling',
    files: [`${four}/server.ts`, `${four}/listening.ts`],
    ...oneForAll,
  },
  {
    name: 'blocking',
    files: ['upper-blocking.ts'],
    ...oneByOne,
  },
  {
    name: 'thread each',
    files: [
      `${two}/threads.ts`,
      `${two}/accept-thread.ts`,
      `${two}/converse-thread.ts`,
      `${two}/reception.ts`,
      `${two}/conversation.ts`,
    ],
    ...threadEach,
  },
  {
    name: 'pool of 4',
    files: [
      `${two}/pool.ts`,
      `${two}/pool-thread.ts`,
      `${two}/reception.ts`,
      `${two}/conversation.ts`,
    ],
    ...fourAtOnce,
  },
  {
    name: '4 processes',
    files: [
      `${two}/processes.ts`,
      `${two}/pool-process.ts`,
      `${two}/reception.ts#listen`,
      `${two}/conversation.ts`,
    ],
    ...fourAtOnce,
  },
  {
    name: 'select',
    files: [`${five}/upper.ts`, `${five}/listening.ts`, `${five}/upper-lossy.ts#tools`],
    ...oneForAll,
  },
  {
    name: 'event loop',
    files: ['upper.ts', 'loop.ts', 'main.ts#sendAll', 'upper-blocking.ts#tools'],
    ...oneForAll,
  },
];
// #endregion
