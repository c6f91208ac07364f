/**
 * Colours for a terminal, and for nothing else: in a file or a pipe every one of these functions
 * answers its text as it is. picocolors alone would also colour the log of a CI service.
 */
import picocolors from 'picocolors';

const isTerminal = process.stdout.isTTY === true || Boolean(process.env.FORCE_COLOR);

/** picocolors' functions: `colours.bold(text)`. NO_COLOR turns them off. */
export const colours = picocolors.createColors(picocolors.isColorSupported && isTerminal);
