/** x */
import {
  count,
  flag,
  portNumber,
  print,
  program,
  SHUT_WR,
  Socket,
  SystemError,
  select,
} from 'would-block';

export function talk({ port, lines, upper,eager }: { port: number; lines: number; upper: boolean ;eager:boolean}): void {
  const socket = new Socket();
  socket.connect({ host: '127.0.0.1', port });
  socket.setBlocking(false);
  let text='';
  for (let i=0;i<lines;i++) text+=`line ${String(i).padStart(7,'0')}\n`;
  const data = new TextEncoder().encode(text);
  const received: Uint8Array[] = [];
  let rest=data;
  let waits=0, reads=0;
  const started=performance.now();
  try{
  while (rest.length > 0) {
    const [readable, writable] = select(eager?[socket]:[], [socket], [], eager?Infinity:50);
    if (writable.length > 0) rest = rest.subarray(socket.send(rest));
    if (readable.length || !writable.length) { waits++;
    const buffer = new Uint8Array(65536);
     for(let n=socket.tryRecvInto(buffer);n>0;n=socket.tryRecvInto(buffer)) {reads++;received.push(buffer.slice(0,n));}
    }
  }
  socket.shutdown(SHUT_WR);
  const b=received.reduce((a,c)=>a+c.length,0);
  console.log('sent all after', performance.now()-started, 'had back', b, {waits,reads});
  socket.setBlocking(true);
  for(let c=socket.recv(65536);c.length;c=socket.recv(65536)) received.push(c);
  }catch(e){ if(!(e instanceof SystemError)) throw e; console.log(e.message);}
  const got=Buffer.concat(received);
  const want=upper? Buffer.from(text.toUpperCase()):data;
  let right=0; while(right<got.length && got[right]===want[right]) right++;
  console.log('talk: sent',data.length-rest.length,'of', data.length,'back', got.length,'right',right,'lost',data.length-got.length,'took', performance.now()-started);
}
program(import.meta.url, {
  summary: 'talk',
  settings: { port: portNumber(1234), lines: count(500_000,'x'), upper: flag('x') ,eager: flag('x')},
  main: talk,
});
