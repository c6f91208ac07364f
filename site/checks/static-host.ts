/**
 * A static host as anybody may have one: it serves the files of a folder below a path of its own,
 * with nothing but their types.
 */
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { contentTypes } from '../hosting/content-types.ts';

/** The path below which the site lies: nothing in it may count on the root of a host. */
const BELOW = '/somewhere/below/';

/** A folder that is being served. */
export interface StaticHost {
  /** Where the site begins, with a slash at its end. */
  readonly address: string;
  /** Where it is once more, at the root: for the page that stands for what is missing. */
  readonly rootAddress: string;
  close(): void;
}

/** Serves the folder on a port that is free. */
export async function startStaticHost(folder: string): Promise<StaticHost> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const above = pathname.startsWith(BELOW) ? BELOW : '/';
    const file = fileFor(folder, decodeURIComponent(pathname.slice(above.length)));
    if (file === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
      return;
    }
    const type = contentTypes[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type }).end(readFileSync(file));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${BELOW}`,
    rootAddress: `http://127.0.0.1:${port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function fileFor(folder: string, path: string): string | undefined {
  const file = join(
    folder,
    normalize(`/${path}`),
    path.endsWith('/') || path === '' ? 'index.html' : '',
  );
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() ? file : undefined;
}
