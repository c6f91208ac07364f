/** A thread or a process that sends what it is told in capitals through a descriptor. */
import { isMainThread, workerData } from 'node:worker_threads';
import { currentKernel } from '../sys/index.ts';

const DESCRIPTOR = 3;
const { fd, text } = isMainThread ? { fd: DESCRIPTOR, text: 'process' } : workerData;
const bytes = new TextEncoder().encode(text.toUpperCase());
currentKernel().write(fd, bytes, bytes.length);
