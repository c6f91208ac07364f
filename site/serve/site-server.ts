/**
 * The development server: answers with the latest build, and tells open pages by server-sent
 * events when they have changed or cannot be built.
 */
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { extname } from 'node:path';
import { contentTypes } from '../hosting/content-types.ts';
import { securityPolicyFor } from '../hosting/security-policy.ts';
import type { Outcome } from './build-result.ts';
import { type Answer, OWN, plainPage, ServedPages } from './served-pages.ts';

/** A page that is open in a browser. */
interface OpenPage {
  readonly pathname: string;
  readonly version: string;
  readonly response: ServerResponse;
}

/** Serves a site that is being built. */
export class SiteServer {
  readonly http: Server = createServer((request, response) => {
    this.#respond(request, response).catch((error: Error) =>
      send(response, plainPage(500, 'The server has failed', error.message)),
    );
  });
  readonly #pages = new ServedPages();
  readonly #openPages = new Set<OpenPage>();
  readonly #ownFiles: Promise<ReadonlyMap<string, string>>;
  readonly #firstResult: Promise<void>;
  #onFirstResult: () => void = () => {};
  #hasBuilt = false;
  #fault: string | undefined;

  /** `ownFiles` are what it adds to pages, by their paths. */
  constructor(ownFiles: Promise<ReadonlyMap<string, string>>) {
    this.#ownFiles = ownFiles;
    // Why there are none is told to whoever asks for them.
    ownFiles.catch(() => {});
    this.#firstResult = new Promise((resolve) => {
      this.#onFirstResult = resolve;
    });
  }

  /** Takes over what came of a build, and tells the open pages. */
  take(result: Outcome): void {
    if (result.kind === 'built') {
      this.#pages.update(result.changed, result.removed);
      this.#hasBuilt = true;
      this.#fault = undefined;
    } else {
      this.#fault = result.text;
    }
    this.#onFirstResult();
    for (const page of this.#openPages) this.#tell(page);
  }

  /** Ends all connections. */
  close(): void {
    this.http.close();
    this.http.closeAllConnections();
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = `http://localhost${request.url}`;
    if (!URL.canParse(address)) {
      response.writeHead(400).end();
      return;
    }
    const { pathname, searchParams } = new URL(address);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
    } else if (pathname === `${OWN}events`) {
      this.#openEvents(response, searchParams);
    } else if (pathname.startsWith(OWN)) {
      const content = (await this.#ownFiles).get(pathname);
      const type = contentTypes[extname(pathname)] ?? '';
      send(response, {
        status: content === undefined ? 404 : 200,
        type,
        content: content ?? '',
      });
    } else {
      await this.#firstResult;
      send(response, this.#answer(pathname));
    }
  }

  #answer(pathname: string): Answer {
    if (this.#hasBuilt) return this.#pages.answer(pathname);
    return plainPage(500, 'The site could not be built', this.#fault ?? '');
  }

  #openEvents(response: ServerResponse, query: URLSearchParams): void {
    const page = {
      pathname: query.get('page') ?? '/',
      version: query.get('version') ?? '',
      response,
    };
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    });
    // After this time a page asks again for a server that was away.
    response.write('retry: 500\n\n');
    this.#openPages.add(page);
    response.on('close', () => this.#openPages.delete(page));
    this.#tell(page);
  }

  /** Tells an open page how it stands. */
  #tell({ pathname, version, response }: OpenPage): void {
    if (this.#fault !== undefined) {
      response.write(`event: fault\ndata: ${JSON.stringify(this.#fault)}\n\n`);
      return;
    }
    if (!this.#hasBuilt) return;
    const hasChanged = this.#pages.version(pathname) !== version;
    response.write(`event: ${hasChanged ? 'changed' : 'mended'}\ndata: {}\n\n`);
  }
}

function send(response: ServerResponse, answer: Answer): void {
  const { status, type, content, location } = answer;
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    // A worker has the policy of its own answer, and on a static host none.
    ...(type.startsWith('text/html') && {
      'content-security-policy': securityPolicyFor(String(content)),
    }),
    'x-content-type-options': 'nosniff',
    ...(location !== undefined && { location }),
  });
  response.end(content);
}
