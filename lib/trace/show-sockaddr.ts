/**
 * A sockaddr in the manner of strace: every field by its name in C.
 *
 * `lib/net` decodes addresses too, for programs. Here they are shown as the kernel got them,
 * whatever they are: shorter than they claim to be, of a family that nobody knows.
 */
import { AF_INET, AF_INET6, AF_UNIX, layouts, platform } from '../sys/index.ts';
import { families, nameOf } from './constant-names.ts';
import { showBytes } from './show-bytes.ts';

// #region sockaddr
/** `{sa_family=AF_INET, sin_port=htons(1234), sin_addr=inet_addr("127.0.0.1")}`. */
export function showSockaddr(sockaddr: Uint8Array): string {
  if (sockaddr.length < 2) return '{}';
  const view = new DataView(sockaddr.buffer, sockaddr.byteOffset, sockaddr.byteLength);
  // Linux keeps the family in two bytes; macOS keeps the struct's length in the first of them.
  const family =
    platform.system === 'darwin' ? view.getUint8(1) : view.getUint16(0, true);
  const named = `sa_family=${nameOf(families, family)}`;
  const { sockaddr_in, sockaddr_in6, sockaddr_un } = layouts;
  if (family === AF_INET && sockaddr.length >= sockaddr_in.size) {
    const host = sockaddr.subarray(sockaddr_in.sin_addr, sockaddr_in.sin_addr + 4);
    const port = view.getUint16(sockaddr_in.sin_port);
    return `{${named}, sin_port=htons(${port}), sin_addr=inet_addr("${host.join('.')}")}`;
  }
  if (family === AF_INET6 && sockaddr.length >= sockaddr_in6.size) {
    const port = view.getUint16(sockaddr_in6.sin6_port);
    const host = showIPv6(view, sockaddr_in6.sin6_addr);
    return `{${named}, sin6_port=htons(${port}), inet_pton(AF_INET6, "${host}")}`;
  }
  const rest = sockaddr.subarray(sockaddr_un.sun_path);
  if (family !== AF_UNIX) return `{${named}, sa_data=${showBytes(rest, rest.length)}}`;
  return rest.length === 0 ? `{${named}}` : `{${named}, sun_path=${showPath(rest)}}`;
}
// #endregion

// #region port
/** The port in a sockaddr of an internet family, otherwise undefined. */
export function portIn(sockaddr: Uint8Array): number | undefined {
  // Both families have it in the same place, and a port cannot be told from a path otherwise.
  const { sin_port } = layouts.sockaddr_in;
  const family = sockaddr[platform.system === 'darwin' ? 1 : 0];
  if (family !== AF_INET && family !== AF_INET6) return undefined;
  if (sockaddr.length < sin_port + 2) return undefined;
  return ((sockaddr[sin_port] ?? 0) << 8) | (sockaddr[sin_port + 1] ?? 0);
}
// #endregion

// #region text
/** A path ends at its zero byte. Linux's abstract names begin with one, and strace shows an `@`. */
function showPath(bytes: Uint8Array): string {
  if (bytes[0] === 0 && bytes.length > 1 && bytes[1] !== 0) {
    const name = bytes.subarray(1);
    return `@${showBytes(name, name.length)}`;
  }
  const end = bytes.indexOf(0);
  const path = end < 0 ? bytes : bytes.subarray(0, end);
  return showBytes(path, path.length);
}

/** Eight groups, the longest run of zeros as `::`. */
function showIPv6(view: DataView, offset: number): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    view.getUint16(offset + index * 2).toString(16),
  );
  const runs = [...groups.join(':').matchAll(/(?<=^|:)0(:0)+(?=:|$)/g)];
  const longest = runs.sort((a, b) => b[0].length - a[0].length)[0];
  if (longest === undefined) return groups.join(':');
  const text = groups.join(':');
  const head = text.slice(0, longest.index).replace(/:$/, '');
  const tail = text.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${head}::${tail}`;
}
// #endregion
