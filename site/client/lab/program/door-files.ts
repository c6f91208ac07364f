/**
 * The modules that a program in the lab can import, beside the files on the tabs, by the name that
 * stands in the import: each with the file of `lib/` that it is, without its ending.
 */
export const doorFiles = {
  'would-block': 'index',
  'would-block/sim': 'sim/index',
  'would-block/trace': 'trace/index',
  // The rest of it starts processes, and threads that wait for each other.
  'would-block/testing': 'testing/kernel-with',
} as const;
