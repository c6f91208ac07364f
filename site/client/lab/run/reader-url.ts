/** The address of a file of the reader's, as its `import.meta.url` and in stacks. */
export function urlOf(path: string): string {
  return `lab:///${path}`;
}
