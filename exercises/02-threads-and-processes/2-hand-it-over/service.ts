/** A process that serves one client: the connection is its descriptor 3. Only for the check. */
import { AF_INET, currentKernel, SOCK_STREAM, Socket } from 'would-block';

const CONNECTION = 3;
const connection = new Socket(AF_INET, SOCK_STREAM, currentKernel(), CONNECTION);
const text = new TextDecoder().decode(connection.recv(100));
connection.sendAll(new TextEncoder().encode(text.toUpperCase()));
