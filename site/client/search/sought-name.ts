/** Names as people type them. The index is made with the same rule. */

/** `select` for `Select`, for `"select"`, for `select()`, and for `select, a system call`. */
export function soughtName(text: string): string {
  return text
    .toLowerCase()
    .replace(/"|\(.*\)$|, a system call$/g, '')
    .trim();
}
