import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { UsageError } from '../../course/usage-error.ts';
import { listen } from './listen.ts';
import { SiteServer } from './site-server.ts';

const page = (words: string) => `<html><head></head><body>${words}</body></html>`;
const built = (words: string) => ({
  kind: 'built' as const,
  changed: [{ path: 'index.html', content: page(words) }],
  removed: [],
  seconds: 0,
});

let server: SiteServer;
let address: string;

beforeEach(async () => {
  server = new SiteServer(Promise.resolve(new Map([['/.serve/reload.js', 'own();']])));
  address = await listen(server.http, 0);
});
afterEach(() => server.close());

/** What an open page is told, one event after the other. */
async function* eventsOf(version: string): AsyncGenerator<string> {
  const query = new URLSearchParams({ page: '/', version });
  const { body } = await fetch(`${address}.serve/events?${query}`);
  if (body === null) throw new Error('There is no stream.');
  let text = '';
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    text += part;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) if (event.startsWith('event:')) yield event;
  }
}

const versionIn = (text: string) => /data-version="(\w+)"/.exec(text)?.[1] ?? '';

describe('SiteServer', () => {
  it('answers what is asked before the first build with that build', async () => {
    const early = fetch(address);
    server.take(built('here'));
    const response = await early;
    expect(await response.text()).toContain('here');
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'",
    );
  });

  it('tells an open page that it has changed, and not when another has', async () => {
    server.take(built('old'));
    const version = versionIn(await (await fetch(address)).text());
    const events = eventsOf(version);
    expect((await events.next()).value).toContain('event: mended');
    server.take({ kind: 'built', changed: [], removed: [], seconds: 0 });
    expect((await events.next()).value).toContain('event: mended');
    server.take(built('new'));
    expect((await events.next()).value).toContain('event: changed');
    await events.return(undefined);
  });

  it('tells an open page why it cannot be built, and when it can again', async () => {
    server.take(built('old'));
    const version = versionIn(await (await fetch(address)).text());
    const events = eventsOf(version);
    await events.next();
    server.take({ kind: 'failed', text: 'README.md:3: wrong' });
    expect((await events.next()).value).toBe('event: fault\ndata: "README.md:3: wrong"');
    expect(await (await fetch(address)).text()).toContain('old');
    server.take(built('old'));
    expect((await events.next()).value).toContain('event: mended');
    await events.return(undefined);
  });

  it('says what is wrong where nothing has been built yet', async () => {
    server.take({ kind: 'failed', text: 'README.md:3: <wrong>' });
    const response = await fetch(address);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('README.md:3: &lt;wrong&gt;');
  });

  it('serves its own script, and takes no other method than GET', async () => {
    const script = await fetch(`${address}.serve/reload.js`);
    expect(await script.text()).toBe('own();');
    expect((await fetch(`${address}.serve/none.js`)).status).toBe(404);
    expect((await fetch(address, { method: 'POST' })).status).toBe(405);
  });

  it('survives a target that is no path, and a script of its own that cannot be made', async () => {
    server.take(built('here'));
    const ask = async (target: string) => {
      const asked = request(address, { path: target }).end();
      const [{ statusCode }] = (await once(asked, 'response')) as [IncomingMessage];
      return statusCode;
    };
    expect(await ask('//')).toBe(404);
    expect(await ask(':x')).toBe(400);
    const broken = new SiteServer(Promise.reject(new Error('reload.ts:3: no script')));
    onTestFinished(() => broken.close());
    const response = await fetch(`${await listen(broken.http, 0)}.serve/reload.js`);
    expect([response.status, await response.text()]).toEqual([
      500,
      expect.stringContaining('reload.ts:3: no script'),
    ]);
  });
});

describe('listen()', () => {
  it('refuses a port that is taken, in one line that says what to do', async () => {
    const other = createServer();
    const port = Number(new URL(address).port);
    await expect(listen(other, port)).rejects.toThrow(UsageError);
    await expect(listen(other, port)).rejects.toThrow(
      `Port ${port} is taken. Choose another; --port 0 finds one that is free.`,
    );
  });
});
