/** A kernel that passes every call on to another: what a fault changes is all that differs. */
import type { Kernel } from '../../sys/index.ts';

export class PassingKernel implements Kernel {
  protected readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  socket(...values: Parameters<Kernel['socket']>): number {
    return this.kernel.socket(...values);
  }

  bind(...values: Parameters<Kernel['bind']>): number {
    return this.kernel.bind(...values);
  }

  listen(...values: Parameters<Kernel['listen']>): number {
    return this.kernel.listen(...values);
  }

  accept4(...values: Parameters<Kernel['accept4']>): number {
    return this.kernel.accept4(...values);
  }

  connect(...values: Parameters<Kernel['connect']>): number {
    return this.kernel.connect(...values);
  }

  send(...values: Parameters<Kernel['send']>): number {
    return this.kernel.send(...values);
  }

  recv(...values: Parameters<Kernel['recv']>): number {
    return this.kernel.recv(...values);
  }

  shutdown(...values: Parameters<Kernel['shutdown']>): number {
    return this.kernel.shutdown(...values);
  }

  close(...values: Parameters<Kernel['close']>): number {
    return this.kernel.close(...values);
  }

  fcntl(...values: Parameters<Kernel['fcntl']>): number {
    return this.kernel.fcntl(...values);
  }

  getsockopt(...values: Parameters<Kernel['getsockopt']>): number {
    return this.kernel.getsockopt(...values);
  }

  setsockopt(...values: Parameters<Kernel['setsockopt']>): number {
    return this.kernel.setsockopt(...values);
  }

  getsockname(...values: Parameters<Kernel['getsockname']>): number {
    return this.kernel.getsockname(...values);
  }

  getpeername(...values: Parameters<Kernel['getpeername']>): number {
    return this.kernel.getpeername(...values);
  }

  select(...values: Parameters<Kernel['select']>): number {
    return this.kernel.select(...values);
  }

  poll(...values: Parameters<Kernel['poll']>): number {
    return this.kernel.poll(...values);
  }

  epoll_create1(...values: Parameters<Kernel['epoll_create1']>): number {
    return this.kernel.epoll_create1(...values);
  }

  epoll_ctl(...values: Parameters<Kernel['epoll_ctl']>): number {
    return this.kernel.epoll_ctl(...values);
  }

  epoll_wait(...values: Parameters<Kernel['epoll_wait']>): number {
    return this.kernel.epoll_wait(...values);
  }

  kqueue(): number {
    return this.kernel.kqueue();
  }

  kevent(...values: Parameters<Kernel['kevent']>): number {
    return this.kernel.kevent(...values);
  }

  pipe2(...values: Parameters<Kernel['pipe2']>): number {
    return this.kernel.pipe2(...values);
  }

  read(...values: Parameters<Kernel['read']>): number {
    return this.kernel.read(...values);
  }

  write(...values: Parameters<Kernel['write']>): number {
    return this.kernel.write(...values);
  }

  monotonicMs(): number {
    return this.kernel.monotonicMs();
  }
}
