/**
 * The sliders of the lab that do nothing for a program of the course. Of what the reader makes of it a
 * run tells. The test of the programs runs them and holds this list against what it is told.
 */
import type { IdleSliders } from '../client/lab/program/lab-data.ts';

const silent: IdleSliders = { bandwidth: 'nothing sent', buffer: 'nothing sent' };
const ownBuffer: IdleSliders = { buffer: 'set by the program' };

/** By the program that they are about. */
export const idleSliders: Readonly<Record<string, IdleSliders>> = {
  '03/connecting': silent,
  '05/limit': silent,
  '05/silence': silent,
  '07/main': ownBuffer,
  '07/source-loop': ownBuffer,
  '07/source-faults': silent,
};
