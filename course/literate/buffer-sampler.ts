/**
 * The thread that asks the kernel how full the buffers of a run are. It is told the ports of the
 * run's servers, one by one, and in the end to answer with what it has seen.
 */
import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { currentKernel, timeval } from '../../lib/sys/index.ts';
import type { BufferSample } from './buffer-samples.ts';
import { SocketDiagnosis } from './socket-diagnosis.ts';

// To sleep so long takes twice as long: whoever sleeps less takes the processor from the run.
const NAP_MS = 0.05;
// Looking for who connected is a walk through all connections of the machine.
const SEARCH_EVERY_MS = 5;

const kernel = currentKernel();
const diagnosis = new SocketDiagnosis(kernel);
const samples: BufferSample[] = [];
const ports: number[] = [];
const connections: { port: number; from: number }[] = [];
let searchedMs = Number.NEGATIVE_INFINITY;

while (!isOver()) {
  const atMs = nowMs();
  if (atMs - searchedMs > SEARCH_EVERY_MS) {
    for (const port of ports.filter(isAwaited)) search(port);
    searchedMs = nowMs();
  }
  for (const { port, from } of connections) look(port, from);
  kernel.select(0, null, null, null, timeval(NAP_MS));
}
diagnosis.close();
parentPort?.postMessage(samples);

/** Whether the run has ended; until then, notes the ports that come. */
function isOver(): boolean {
  if (parentPort === null) return true;
  for (;;) {
    const received: { message: number | 'end' } | undefined =
      receiveMessageOnPort(parentPort);
    if (received === undefined) return false;
    if (received.message === 'end') return true;
    ports.push(received.message);
  }
}

function isAwaited(port: number): boolean {
  return !connections.some((each) => each.port === port);
}

function search(port: number): void {
  for (const from of diagnosis.clientsOf(port)) connections.push({ port, from });
}

function look(port: number, from: number): void {
  const atMs = nowMs();
  const client = diagnosis.buffersOf(from, port);
  const server = diagnosis.buffersOf(port, from);
  if (client && server) samples.push({ atMs, port, from, client, server });
}

function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
