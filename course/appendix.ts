/** Appendices stand among the chapters: they are read at any time, and nothing builds on them. */

/** Whether this is the number of an appendix: a letter, where a chapter has two digits. */
export function isAppendix(number: string): boolean {
  return !/^\d/.test(number);
}
