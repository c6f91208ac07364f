/** Which system calls a function comes to make, by itself or by those that it calls. */

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
    const waiting = [caller];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(...(calls.get(next) ?? []));
    }
    const names = [...reached].flatMap((key) => systemCalls.get(key) ?? []);
    if (names.length > 0) made.set(caller, new Set(names));
  }
  return Object.fromEntries([...made].map(([key, names]) => [key, [...names].sort()]));
}
