/** Addresses as the structs that bind(2) and connect(2) take on Linux. */
import { AF_INET, AF_INET6, AF_UNIX, layouts } from '../../sys/index.ts';

/** The text as the bytes that go over the wire. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The sockaddr of the loopback interface with any free port. */
export function loopback(family: number = AF_INET): Uint8Array {
  const address = sockaddr(
    family,
    family === AF_INET ? layouts.sockaddr_in.size : layouts.sockaddr_in6.size,
  );
  if (family === AF_INET) address.set([127, 0, 0, 1], layouts.sockaddr_in.sin_addr);
  if (family === AF_INET6) address[layouts.sockaddr_in6.sin6_addr + 15] = 1;
  return address;
}

/** The sockaddr of a path. */
export function unixAddress(path: string): Uint8Array {
  const address = sockaddr(AF_UNIX, layouts.sockaddr_un.size);
  address.set(bytes(path), layouts.sockaddr_un.sun_path);
  return address;
}

function sockaddr(family: number, size: number): Uint8Array {
  const address = new Uint8Array(size);
  address[0] = family;
  return address;
}

/** The port in an internet sockaddr. */
export function portOf(address: Uint8Array): number {
  return ((address[2] ?? 0) << 8) | (address[3] ?? 0);
}
