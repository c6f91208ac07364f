/**
 * The process in which the compiler is kept warm for listings: it answers the facts of files as
 * often as it is asked, and ends with whoever has started it.
 */
import type { KeptFacts, ReadFacts } from './facts.ts';
import { FactsReader } from './facts-reader.ts';

/** A question: the facts of these files. `before` is what the last build has kept. */
export interface FactsQuestion {
  readonly files: readonly string[];
  readonly before?: KeptFacts | undefined;
}

const [, , root = '.'] = process.argv;
const reader = new FactsReader(root);
let known: KeptFacts = {};

process.on('message', ({ files, before }: FactsQuestion) => {
  const read: ReadFacts = reader.read(files, before ?? known);
  known = read.files;
  process.send?.(read);
});
process.on('disconnect', () => process.exit());
