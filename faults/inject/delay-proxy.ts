import { connect, createServer, type Server, type Socket } from "node:net";
import type { SeededRandom } from "../../scripts/demo/seeded-random.ts";

/** What a line does to bytes. */
export interface LineOptions {
  /** Where the proxy listens and where it carries to. */
  readonly listen: string;
  readonly target: { readonly host: string; readonly port: number };
  readonly random: SeededRandom;
  /** Each piece waits so long, ± `jitterMs`; order within one direction is kept, as TCP promises. */
  readonly delayMs: number;
  readonly jitterMs: number;
  /** Chance that a piece arrives with one bit changed: beyond what TCP's checksum lets through now and then. */
  readonly corruptShare?: number;
  /** Accepts and never says or carries a word. */
  readonly silent?: boolean;
}

/** A piece held back is one read of a socket; a sender is paused above this many bytes, so a slow line costs no memory. */
const HELD_BYTES_MAX = 1 << 20;

/** A long, uneven, damaging or dead line in user space, for the kernel that has no netem. */
export class DelayProxy {
  readonly port: number;
  readonly #server: Server;
  readonly #options: LineOptions;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, port: number, options: LineOptions) {
    this.#server = server;
    this.port = port;
    this.#options = options;
    server.on("connection", (socket) => this.#carry(socket));
  }

  static open(options: LineOptions): Promise<DelayProxy> {
    return new Promise((resolve, reject) => {
      const server = createServer();
      server.once("error", reject);
      server.listen(0, options.listen, () => {
        const address = server.address();
        const port = typeof address === "object" && address !== null ? address.port : 0;
        resolve(new DelayProxy(server, port, options));
      });
    });
  }

  /** Connections end; nobody is accepted any more. */
  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #carry(from: Socket): void {
    this.#keep(from);
    if (this.#options.silent === true) {
      from.resume();
      return;
    }
    const { host, port } = this.#options.target;
    const to = connect(port, host);
    this.#keep(to);
    this.#delay(from, to);
    this.#delay(to, from);
  }

  #delay(source: Socket, sink: Socket): void {
    const { random, delayMs, jitterMs } = this.#options;
    let held = 0;
    let lastAtMs = 0;
    source.on("data", (bytes) => {
      held += bytes.length;
      if (held > HELD_BYTES_MAX) source.pause();
      const wanted = performance.now() + delayMs + (random.next() * 2 - 1) * jitterMs;
      lastAtMs = Math.max(lastAtMs, wanted);
      setTimeout(() => {
        held -= bytes.length;
        if (held <= HELD_BYTES_MAX) source.resume();
        if (!sink.destroyed) sink.write(this.#damaged(bytes));
      }, lastAtMs - performance.now());
    });
    source.on("close", () => setTimeout(() => sink.destroy(), Math.max(0, lastAtMs - performance.now())));
  }

  #damaged(bytes: Buffer): Buffer {
    const { random, corruptShare = 0 } = this.#options;
    if (random.next() >= corruptShare) return bytes;
    const copy = Buffer.from(bytes);
    const at = random.below(copy.length);
    copy[at] = (copy[at] as number) ^ (1 << random.below(8));
    return copy;
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#sockets.delete(socket));
  }
}
