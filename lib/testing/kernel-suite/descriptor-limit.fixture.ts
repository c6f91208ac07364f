/** A process that uses up its descriptors on the real kernel, and prints what came of it. */
import { writeSync } from 'node:fs';
import { currentKernel } from '../../sys/index.ts';
import { exhaustDescriptors } from './descriptor-limit.ts';

writeSync(1, JSON.stringify(exhaustDescriptors(currentKernel())));
