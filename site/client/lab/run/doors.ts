/** The lab's doors: what a program gets that imports one of them. */
import * as sim from '../../../../lib/sim/index.ts';
import { kernelWith } from '../../../../lib/testing/kernel-with.ts';
import * as trace from '../../../../lib/trace/index.ts';
import type { doorFiles } from '../program/door-files.ts';
import * as wouldBlock from './would-block.ts';

/** By the name that stands in the import. */
export const doors = {
  'would-block': wouldBlock,
  'would-block/sim': sim,
  'would-block/trace': trace,
  'would-block/testing': { kernelWith },
} satisfies Record<keyof typeof doorFiles, object>;
