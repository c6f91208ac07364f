/**
 * With what a chapter can be opened: its page of the site in a browser, where both are there; else
 * its text in the editor whose terminal this is, on the desktop if there is one, or in the
 * reader's pager. A machine may have none of them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, relative, resolve } from 'node:path';
import { breakParagraphs, paragraphs } from '../text/paragraphs.ts';
import { plainMarkdown } from '../text/plain-markdown.ts';
import { proseWidth } from '../text/wrap.ts';
import type { Terminal } from './terminal.ts';

/** A program that shows a file. */
export interface Opener {
  readonly command: string;
  /** Its arguments, without the file. */
  readonly arguments: readonly string[];
  /** Whether it needs the terminal for itself until it ends. */
  readonly takesTerminal: boolean;
}

/** Opens a README. Answers a sentence about that, for the screen. */
export async function openFile(file: string, terminal: Terminal): Promise<string> {
  const path = relative(process.cwd(), file);
  const opener = openerFor(process.env, process.platform);
  if (opener === undefined) return `The chapter is ${path}`;
  const { command, takesTerminal } = opener;
  try {
    if (takesTerminal) {
      await terminal.lend(() => showInPager(opener, file));
      return `That was ${path}`;
    }
    const options = { stdio: 'ignore', detached: true } as const;
    const child = spawn(command, [...opener.arguments, file], options);
    await once(child, 'spawn');
    child.unref();
    return `${command} opens ${path}`;
  } catch (error) {
    return `The chapter is ${path} (${(error as Error).message})`;
  }
}

/** Shows a README in a pager: as text, in lines that fit. */
async function showInPager(opener: Opener, file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chapter-'));
  try {
    const text = join(folder, basename(dirname(file)));
    const lines = paragraphs(plainMarkdown(readFileSync(file, 'utf8')));
    writeFileSync(text, `${breakParagraphs(lines, proseWidth()).join('\n')}\n`);
    const pager = spawn(opener.command, [...opener.arguments, text], {
      stdio: 'inherit',
    });
    await once(pager, 'exit');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Opens a page of the site. Answers a sentence for the screen; undefined if there is no browser. */
export async function openPage(address: string): Promise<string | undefined> {
  const browser = browserFor(process.env, process.platform);
  if (browser === undefined) return undefined;
  const child = spawn(browser, [address], { stdio: 'ignore', detached: true });
  try {
    await once(child, 'spawn');
    child.unref();
    return `The chapter is at ${address}`;
  } catch {
    return undefined;
  }
}

/** The program that opens a page in the reader's browser; undefined if there is none to be seen. */
export function browserFor(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): string | undefined {
  const { BROWSER, DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION, PATH } = environment;
  // Editors on another machine set it, and pass the page on to the reader's.
  if (BROWSER && !BROWSER.includes(' ') && isInstalled(BROWSER, PATH)) return BROWSER;
  if (platform === 'darwin') return SSH_CONNECTION ? undefined : 'open';
  const hasDesktop = Boolean(DISPLAY || WAYLAND_DISPLAY);
  return hasDesktop && isInstalled('xdg-open', PATH) ? 'xdg-open' : undefined;
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
