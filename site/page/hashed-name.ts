/** Names of files that tell their contents, so that browsers may keep the files for ever. */
import { createHash } from 'node:crypto';
import type { Output } from './page.ts';

/** A few letters that are others for other contents. */
export function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}

/** The path of a file, by what it holds or is made of: `assets/names-3fa2b1c0.json`. */
export function hashedName(name: string, extension: string, content: string): string {
  return `${name}-${hashOf(content)}.${extension}`;
}

/** A file under such a name. */
export function hashedFile(name: string, extension: string, content: string): Output {
  return { path: hashedName(name, extension, content), content };
}
