/**
 * What came of one client of a crowd: whether it got every byte that it should have, once, in time.
 */

// #region verdict
/** The words of the report, in its order. */
export const KINDS = ['right', 'lost', 'doubled', 'wrong', 'late', 'refused'] as const;

export interface Verdict {
  readonly kind: (typeof KINDS)[number];
  /** How many pings got their reply, whole and right. */
  readonly rightPings: number;
  /** What went wrong, for whoever has to find out why. */
  readonly detail: string;
}

export interface Evidence {
  readonly wanted: Uint8Array;
  readonly heard: Uint8Array;
  readonly pingBytes: number;
  readonly isConnected: boolean;
  /** Why it ended, if it was not the server that closed in the end. */
  readonly trouble: string | undefined;
}
// #endregion

// #region judge
export function judge({
  wanted,
  heard,
  pingBytes,
  isConnected,
  trouble,
}: Evidence): Verdict {
  const right = firstDifference(wanted, heard);
  const rightPings = Math.floor(Math.min(right, wanted.length) / pingBytes);
  const verdict = (kind: Verdict['kind'], detail: string) => ({
    kind,
    rightPings,
    detail,
  });
  const missing = wanted.length - heard.length;

  if (right < heard.length) {
    const surplus = heard.subarray(right);
    if (isPartOf(surplus, wanted.subarray(0, right))) {
      return verdict('doubled', `${surplus.length} bytes came again after byte ${right}`);
    }
    if (right < wanted.length && isPartOf(surplus, wanted.subarray(right))) {
      return verdict('lost', `bytes are missing after byte ${right}`);
    }
    return verdict('wrong', `byte ${right} is ${heard[right]}, not ${wanted[right]}`);
  }
  if (!isConnected) {
    return trouble === 'late'
      ? verdict('late', 'not connected yet')
      : verdict('refused', trouble ?? 'never connected');
  }
  if (trouble === 'late' && missing > 0) {
    return verdict('late', `${missing} bytes have not come`);
  }
  if (missing > 0) {
    return verdict(
      'lost',
      `${missing} bytes did not come: ${trouble ?? 'the server closed'}`,
    );
  }
  if (trouble === 'late') return verdict('late', 'the server did not close');
  if (trouble !== undefined) return verdict('wrong', `after the last reply: ${trouble}`);
  return verdict('right', '');
}
// #endregion

// #region compare
/** The first place where they differ, or the length of what was heard. */
function firstDifference(wanted: Uint8Array, heard: Uint8Array): number {
  let place = 0;
  while (place < heard.length && heard[place] === wanted[place]) place += 1;
  return place;
}

function isPartOf(part: Uint8Array, whole: Uint8Array): boolean {
  return Buffer.from(whole).includes(Buffer.from(part));
}
// #endregion
