/**
 * What lets a child process run TypeScript, for `node --import`. An address and not a name, because the folder of
 * what is run need not be in this package.
 */
export const typescript: string = new URL(
  '../lib/typescript/register.js',
  import.meta.url,
).href;
