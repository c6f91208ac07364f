/**
 * With what a chapter can be opened: in the editor whose terminal this is, on the desktop if
 * there is one, else in the reader's pager. A machine may have none of them.
 */
import { existsSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';

/** A program that shows a file. */
export interface Opener {
  readonly command: string;
  /** Its arguments, without the file. */
  readonly arguments: readonly string[];
  /** Whether it needs the terminal for itself until it ends. */
  readonly takesTerminal: boolean;
}

/** What to open a file with, from the environment of a machine; undefined if there is nothing. */
export function openerFor(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Opener | undefined {
  const { TERM_PROGRAM, DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION, PAGER } = environment;
  const has = (command: string) => isInstalled(command, environment.PATH);
  const beside = (command: string) => ({ command, arguments: [], takesTerminal: false });
  if (TERM_PROGRAM === 'vscode' && has('code')) return beside('code');
  if (platform === 'darwin' && !SSH_CONNECTION) return beside('open');
  if ((DISPLAY || WAYLAND_DISPLAY) && has('xdg-open')) return beside('xdg-open');
  const [pager, ...options] = (PAGER ?? '').split(' ').filter((word) => word !== '');
  if (pager !== undefined && has(pager)) {
    return { command: pager, arguments: options, takesTerminal: true };
  }
  const known = ['less', 'more'].find(has);
  if (known === undefined) return undefined;
  return { command: known, arguments: [], takesTerminal: true };
}

function isInstalled(command: string, path = ''): boolean {
  return path.split(delimiter).some((folder) => existsSync(resolve(folder, command)));
}
