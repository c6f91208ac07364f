/** Where a system call is made: in the library, by programs, and by programs through the library. */

import { keyOf, type Maker, type SourcePlace, type Usage } from '../usage/usage.ts';
import type { ApiName, ApiNames } from './api-names.ts';

interface CallUses {
  /** The functions of the library that make it, each once. */
  readonly makers: readonly Maker[];
  /** Where programs and exercises make it themselves. */
  readonly direct: readonly SourcePlace[];
  /** Where the suite of both kernels makes it. */
  readonly tried: readonly SourcePlace[];
  /** The exported functions and methods through which others make it: `Socket.recv`. */
  readonly ways: readonly ApiName[];
  /** Where programs and exercises use those. */
  readonly indirect: readonly SourcePlace[];
}

/** The layers of the library that are there to make calls; the others only pass them on. */
const MAKES_CALLS = /^lib\/(net|selectors|program)\//;

/** Finds the uses of a system call by its name. */
export function callUses(usage: Usage, names: ApiNames, call: string): CallUses {
  const kernel = names.find(`Kernel.${call}`);
  const ways = names.all().filter(({ declared }) => {
    const made = usage.makes[keyOf(declared)] ?? [];
    return made.includes(call) && MAKES_CALLS.test(declared.file);
  });
  const makers = (usage.makers[call] ?? []).filter(({ file }) => MAKES_CALLS.test(file));
  const uses = kernel === undefined ? [] : (usage.uses[keyOf(kernel.declared)] ?? []);
  const isOfSuite = ({ file }: SourcePlace) => file.startsWith('lib/');
  return {
    makers: makers.filter(
      ({ key }, index) => makers.findIndex((other) => other.key === key) === index,
    ),
    direct: uses.filter((place) => !isOfSuite(place)),
    tried: uses.filter(isOfSuite),
    ways,
    indirect: ways.flatMap(({ declared }) => usage.uses[keyOf(declared)] ?? []),
  };
}
