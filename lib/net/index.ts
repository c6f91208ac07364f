/** Sockets and their addresses. */
export {
  type Address,
  decodeAddress,
  encodeAddress,
  formatAddress,
  type InternetAddress,
  type UnixAddress,
} from './address.ts';
export { Socket } from './socket.ts';
