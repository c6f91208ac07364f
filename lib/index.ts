/** The library of the course: `import { Socket, select } from 'would-block'`. */
export * from './net/index.ts';
export * from './program/index.ts';
export * from './selectors/index.ts';
export * from './sys/index.ts';
