import { connect, createServer, type Server, type Socket } from "node:net";

/** A wire that can be cut without anyone being told: bytes are swallowed and connections stay open. */
export class TcpProxy {
  readonly port: number;
  readonly #server: Server;
  readonly #target: number;
  readonly #sockets = new Set<Socket>();
  #swallowing = false;

  private constructor(server: Server, port: number, target: number) {
    this.#server = server;
    this.port = port;
    this.#target = target;
    server.on("connection", (socket) => this.#carry(socket));
  }

  static open(target: number): Promise<TcpProxy> {
    return new Promise((resolve) => {
      const server = createServer().listen(0, "127.0.0.1", () => {
        const address = server.address();
        const port = typeof address === "object" && address !== null ? address.port : 0;
        resolve(new TcpProxy(server, port, target));
      });
    });
  }

  /** From now on nothing gets through, in either direction. */
  swallow(): void {
    this.#swallowing = true;
  }

  /** Connections that lost bytes break; new ones work. */
  restore(): void {
    this.#swallowing = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    this.restore();
    this.#server.close();
  }

  #carry(from: Socket): void {
    this.#keep(from);
    if (this.#swallowing) return;
    const to = connect(this.#target, "127.0.0.1");
    this.#keep(to);
    for (const [source, sink] of [
      [from, to],
      [to, from],
    ] as const) {
      source.on("data", (bytes) => {
        if (!this.#swallowing) sink.write(bytes);
      });
      source.on("close", () => {
        if (!this.#swallowing) sink.destroy();
      });
    }
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#sockets.delete(socket));
  }
}
