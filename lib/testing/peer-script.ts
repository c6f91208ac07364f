/** What a peer can be told to do: the same words for a real connection and a simulated one. */
export * from '../sim/peer-script.ts';
