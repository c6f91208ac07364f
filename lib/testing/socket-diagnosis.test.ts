import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { platform } from '../sys/index.ts';
import { diagnosed } from './socket-diagnosis.ts';

describe.skipIf(platform.system !== 'linux')('diagnosed()', () => {
  const server = createServer({ pauseOnConnect: true });
  let sender: Socket;
  let receiver: Socket;

  beforeEach(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    sender = connect((server.address() as AddressInfo).port, '127.0.0.1');
    [receiver] = (await once(server, 'connection')) as [Socket];
    if (sender.connecting) await once(sender, 'connect');
  });
  afterEach(() => {
    sender.destroy();
    receiver.destroy();
    server.close();
  });

  const portsOf = ({ localPort = 0, remotePort = 0 }: Socket) =>
    [localPort, remotePort] as const;
  const sent = (text: string) =>
    new Promise<void>((resolve) => sender.write(text, () => resolve()));

  it('counts the bytes that wait to be read', async () => {
    expect(diagnosed(...portsOf(receiver))?.unread).toBe(0);
    await sent('eleven byte');
    await expect.poll(() => diagnosed(...portsOf(receiver))?.unread).toBe(11);
    expect(diagnosed(...portsOf(sender))).toEqual({ unacknowledged: 0, unread: 0 });
  });

  it('counts the bytes for which the other side has no room', async () => {
    sender.write('x'.repeat(20_000_000));
    await expect
      .poll(() => diagnosed(...portsOf(sender))?.unacknowledged)
      .toBeGreaterThan(0);
    expect(diagnosed(...portsOf(receiver))?.unread).toBeGreaterThan(0);
  });

  it('knows nothing of a port at which there is no connection, even if somebody listens', () => {
    const [listening, other] = portsOf(receiver);
    expect(diagnosed(other, 1)).toBeUndefined();
    expect(diagnosed(listening, 1)).toBeUndefined();
  });
});
