/** Ways to wait for many sockets at once. */
export { type Ready, select } from './select.ts';
