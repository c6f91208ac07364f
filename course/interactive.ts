/**
 * Whether somebody sits at a terminal who can see a screen being drawn and press keys.
 */

/** Whether input and output are a terminal that can be drawn on. */
export function isInteractive(): boolean {
  const { stdin, stdout, env } = process;
  return stdin.isTTY === true && stdout.isTTY === true && env.TERM !== 'dumb';
}
