/** Which system calls a function makes, by itself or by a helper. */

/** How far away a call may be: what a helper's helper does is a detail, not what the function is for. */
const STEPS = 2;

/**
 * The names of the system calls behind each function. `calls` says who calls whom, and
 * `systemCalls` which of those are system calls, and how they are named.
 */
export function callsMade(
  calls: ReadonlyMap<string, ReadonlySet<string>>,
  systemCalls: ReadonlyMap<string, string>,
): Record<string, string[]> {
  const made = new Map<string, Set<string>>();
  for (const caller of calls.keys()) {
    const reached = new Set<string>();
    let last: string[] = [caller];
    for (let step = 0; step < STEPS; step += 1) {
      last = last.flatMap((key) => [...(calls.get(key) ?? [])]);
      for (const key of last) reached.add(key);
    }
    const names = [...reached].flatMap((key) => systemCalls.get(key) ?? []);
    if (names.length > 0) made.set(caller, new Set(names));
  }
  return Object.fromEntries([...made].map(([key, names]) => [key, [...names].sort()]));
}
