/**
 * The same addresses as bytes, on Linux and on macOS.
 */
import {
  type Address,
  AF_INET,
  AF_INET6,
  AF_UNIX,
  encodeAddress,
  formatAddress,
  type Platform,
  portNumber,
  print,
  program,
} from 'would-block';

// #region addresses
const platforms: Platform[] = [
  { system: 'linux', processor: 'x64' },
  { system: 'darwin', processor: 'arm64' },
];

export function addresses({ port }: { port: number }): void {
  show(AF_INET, { host: '127.0.0.1', port });
  show(AF_INET6, { host: '::1', port });
  show(AF_UNIX, { path: '/tmp/s' });
}

function show(family: number, address: Address): void {
  print(formatAddress(address));
  for (const on of platforms) {
    const bytes = encodeAddress(family, address, on);
    print(`  ${on.system.padEnd(6)} ${hexadecimal(bytes, 12)} ${bytes.length} bytes`);
  }
}

/** The first bytes, two digits each, and dots if there are more. */
function hexadecimal(bytes: Uint8Array, count: number): string {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  return `${digits.slice(0, count).join(' ')} …`;
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Shows the same addresses as bytes, on Linux and on macOS.',
  settings: { port: portNumber(8080) },
  main: addresses,
});
// #endregion
