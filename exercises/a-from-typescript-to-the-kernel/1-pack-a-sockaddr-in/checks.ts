/**
 * Addresses whose every byte is looked at, addresses that the kernel must understand, and what is
 * no address.
 */
import {
  AF_INET,
  currentKernel,
  decodeAddress,
  errnoName,
  formatAddress,
  type InternetAddress,
  platform,
  Socket,
} from 'would-block';
import { check, checks, hold, startPeer, Wrong } from 'would-block/testing';

type Answer = typeof import('./starter.ts');

const addresses: InternetAddress[] = [
  { host: '10.20.30.40', port: 4660 },
  { host: '127.0.0.1', port: 8080 },
  { host: '255.0.254.9', port: 65_535 },
  { host: '0.0.0.0', port: 0 },
  { host: '192.168.100.200', port: 255 },
  { host: '8.7.6.5', port: 256 },
];

function hexadecimal(bytes: Uint8Array | readonly number[]): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** Packs what is an address; throws Wrong if the answer thinks it is none. */
function pack({ packSockaddrIn }: Answer, { host, port }: InternetAddress): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = packSockaddrIn(host, port);
  } catch (error) {
    throw new Wrong(
      `${host} port ${port} is an address, and packSockaddrIn() throws: ${error}.`,
    );
  }
  if (bytes instanceof Uint8Array) return bytes;
  throw new Wrong(`packSockaddrIn() answers ${typeof bytes}, not a Uint8Array.`);
}

/** Looks at one field, and asks about it if it is wrong. */
function expectField(
  bytes: Uint8Array,
  from: number,
  wanted: readonly number[],
  what: string,
  question: string,
): void {
  const found = hexadecimal(bytes.subarray(from, from + wanted.length));
  if (found === hexadecimal(wanted)) return;
  throw new Wrong(
    `${what} should be ${hexadecimal(wanted)}, from byte ${from} on, and you wrote ${found}. ` +
      question,
  );
}

function expectBytes(bytes: Uint8Array, { host, port }: InternetAddress): void {
  if (bytes.length !== 16) {
    throw new Wrong(
      `A sockaddr_in has 16 bytes, and yours has ${bytes.length}. What lies behind the host?`,
    );
  }
  const family = platform.system === 'darwin' ? [16, AF_INET] : [AF_INET, 0];
  expectField(
    bytes,
    0,
    family,
    'The family',
    'In which order does this processor keep a number?',
  );
  const order = 'In which order do the bytes of a number go over the network?';
  expectField(bytes, 2, [port >> 8, port & 0xff], `Port ${port}`, order);
  const numbers = host.split('.').map(Number);
  expectField(bytes, 4, numbers, `Host ${host}`, 'Which of its numbers comes first?');
  expectField(
    bytes,
    8,
    new Array(8).fill(0),
    'The rest',
    'It means nothing, and is zero.',
  );
}

/** Expects an error of this class, which says what it was given. */
function expectRefusal(
  { packSockaddrIn }: Answer,
  host: string,
  port: number,
  wanted: typeof TypeError | typeof RangeError,
): void {
  const what =
    wanted === RangeError ? `${port} is no port` : `${JSON.stringify(host)} is no host`;
  let bytes: Uint8Array;
  try {
    bytes = packSockaddrIn(host, port);
  } catch (error) {
    if (error instanceof wanted) return;
    throw new Wrong(
      `${what}, and packSockaddrIn() throws ${error}, not a ${wanted.name}.`,
    );
  }
  throw new Wrong(
    `${what}, and packSockaddrIn() makes an address of it: ${shown(bytes)}. Who will notice?`,
  );
}

function shown(bytes: Uint8Array): string {
  try {
    return formatAddress(decodeAddress(bytes, bytes.length));
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return 'nobody';
    throw error;
  }
}

export default checks<Answer>([
  check('every byte', (answer) => {
    for (const address of addresses) expectBytes(pack(answer, address), address);
  }),

  check('two addresses at a time', (answer) => {
    const [first, second] = addresses as [InternetAddress, InternetAddress];
    const bytes = pack(answer, first);
    pack(answer, second);
    if (bytes[7] === 40) return;
    throw new Wrong(
      `You packed ${first.host}, then ${second.host}, and now the first is ${shown(bytes)}. ` +
        'Whose bytes are they?',
    );
  }),

  check('an address that bind() understands', (answer) => {
    const socket = new Socket();
    const bytes = pack(answer, { host: '127.0.0.2', port: 0 });
    const result = currentKernel().bind(socket.fileno(), bytes, bytes.length);
    if (result < 0) {
      throw new Wrong(`bind() answers ${errnoName(-result)} to the bytes of 127.0.0.2.`);
    }
    const { host } = socket.getsockname() as InternetAddress;
    if (host === '127.0.0.2') return;
    throw new Wrong(`bind() got the bytes of 127.0.0.2, and the socket is at ${host}.`);
  }),

  check('an address that connect() understands', (answer) => {
    const { address } = startPeer([hold()]);
    const bytes = pack(answer, address);
    // To a wrong address a real connect() may wait for minutes.
    if (shown(bytes) !== formatAddress(address)) {
      throw new Wrong(
        `A peer listens at ${formatAddress(address)}, and your bytes lead to ${shown(bytes)}.`,
      );
    }
    const socket = new Socket();
    const result = currentKernel().connect(socket.fileno(), bytes, bytes.length);
    if (result === 0) return;
    throw new Wrong(
      `connect() answers ${errnoName(-result)} to the bytes of its address.`,
    );
  }),

  check('ports that are too large or too small', (answer) => {
    for (const port of [65_616, 65_536, -1, Infinity, -Infinity]) {
      expectRefusal(answer, '127.0.0.1', port, RangeError);
    }
  }),

  check('ports that are no whole numbers', (answer) => {
    for (const port of [80.5, 0.1, Number.NaN]) {
      expectRefusal(answer, '127.0.0.1', port, RangeError);
    }
  }),

  check('hosts that are not four numbers', (answer) => {
    for (const host of ['localhost', '', '127.0.0', '1.2.3.4.5', '::1']) {
      expectRefusal(answer, host, 80, TypeError);
    }
  }),

  check('hosts with numbers that do not fit', (answer) => {
    for (const host of ['1.2.3.256', '999.0.0.1', '1.2.3.-4']) {
      expectRefusal(answer, host, 80, TypeError);
    }
  }),

  check('hosts with numbers that are not decimal', (answer) => {
    const empty = ['1..3.4', '1.2.3.', ' 1.2.3.4', '1.2.3.4\n'];
    const odd = ['0x7f.0.0.1', '1e1.2.3.4', '1.2.3.4/8', '127.0.0.01', '1.2.3.+4'];
    for (const host of [...empty, ...odd]) expectRefusal(answer, host, 80, TypeError);
  }),
]);
