import { describe, expect, it, onTestFinished } from 'vitest';
import { Socket } from '../../lib/net/index.ts';
import { currentKernel } from '../../lib/sys/index.ts';
import { SocketDiagnosis } from './socket-diagnosis.ts';

/** Two ends of a connection, their ports, and whom to ask about them. */
function pair() {
  const diagnosis = new SocketDiagnosis(currentKernel());
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port: 0 });
  listener.listen(1);
  const client = new Socket();
  const { port } = listener.getsockname() as { port: number };
  client.connect({ host: '127.0.0.1', port });
  const server = listener.accept();
  client.setBlocking(false);
  onTestFinished(() => {
    for (const each of [listener, client, server, diagnosis]) each.close();
  });
  const [from = 0] = diagnosis.clientsOf(port);
  return { diagnosis, client, server, port, from };
}

describe.runIf(process.platform === 'linux')('SocketDiagnosis', () => {
  it('finds who is connected to a port', () => {
    const { client, from, diagnosis } = pair();
    expect(client.getsockname()).toMatchObject({ port: from });
    expect(diagnosis.clientsOf(from)).toHaveLength(1);
  });

  it('tells how many bytes lie in which buffer', () => {
    const { diagnosis, client, port, from } = pair();
    client.send(new Uint8Array(1000));
    expect(diagnosis.buffersOf(port, from)?.receiving.bytes).toBe(1000);
    expect(diagnosis.buffersOf(from, port)?.receiving.bytes).toBe(0);
  });

  it('tells that a buffer is full when send() is refused', () => {
    const { diagnosis, client, port, from } = pair();
    const bytes = new Uint8Array(100_000);
    while (client.trySend(bytes) >= 0);
    const buffers = diagnosis.buffersOf(from, port);
    expect(buffers?.sending.share).toBeGreaterThan(0.95);
    expect(buffers?.sending.bytes).toBeGreaterThan(100_000);
  });

  it('tells nothing of a connection that is gone', () => {
    const { diagnosis, port } = pair();
    expect(diagnosis.buffersOf(port, 1)).toBeUndefined();
  });
});
