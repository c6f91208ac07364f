/** The modules that a program in the lab can import, beside the files of its chapter. */
import * as sim from '../../../../lib/sim/index.ts';
import { kernelWith } from '../../../../lib/testing/kernel-with.ts';
import * as trace from '../../../../lib/trace/index.ts';
import * as wouldBlock from './would-block.ts';

/** By the name that stands in the import. */
export const doors: Readonly<Record<string, object>> = {
  'would-block': wouldBlock,
  'would-block/sim': sim,
  'would-block/trace': trace,
  // The rest of it starts processes, and threads that wait for each other.
  'would-block/testing': { kernelWith },
};
