/** The process of one connection, which it is handed as its descriptor 3. */
import { converse, socketAt } from './conversation.ts';

// #region converse
const CONNECTION = 3;
converse(socketAt(CONNECTION));
// #endregion
