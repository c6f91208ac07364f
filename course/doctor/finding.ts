/**
 * What the doctor has to say about one thing that the course needs, or would be better with.
 */

/** One line of the doctor's report. */
export interface Finding {
  /**
   * - `ok`
   * - `limited`: the course works, and some of it shows less
   * - `missing`: it does not work
   */
  verdict: 'ok' | 'limited' | 'missing';
  /** What was found, and what to do unless it is fine. */
  says: string;
}

/** What there is, if the examination answers; else what to do, with what it threw. */
export async function examine(
  examination: () => string | Promise<string>,
  advice: string,
): Promise<Finding> {
  try {
    return { verdict: 'ok', says: await examination() };
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    return { verdict: 'missing', says: `${reason?.replace(/\.$/, '')}. ${advice}` };
  }
}
