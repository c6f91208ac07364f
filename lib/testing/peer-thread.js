// The first file of the thread that plays the peers. It is JavaScript because a worker thread does
// not inherit what makes Node 20 read TypeScript; here that is registered anew.
import '../typescript/register.js';

await import('./peer-host.ts');
