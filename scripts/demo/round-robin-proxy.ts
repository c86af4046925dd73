/**
 * The balancer of last resort: plain HTTP/1.1, round robin, health checks, the other server when a connection is refused.
 * A request whose connection breaks after it was sent is answered 502 and never repeated. For the demo only.
 */
import { randomBytes } from "node:crypto";
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import { answersOn } from "./answers-on.ts";

const CHECK_MS = 500;

export class RoundRobinProxy {
  readonly #servers: { readonly port: number; well: boolean }[];
  readonly #health: string;
  readonly #server: Server;
  /** No connection is kept: one that a killed server left behind would break the request after it. */
  readonly #agent = new Agent({ keepAlive: false });
  #next = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(ports: readonly number[], health: string) {
    this.#servers = ports.map((port) => ({ port, well: true }));
    this.#health = health;
    this.#server = createServer((incoming, outgoing) => this.#forward(incoming, outgoing, ports.length));
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", resolve);
    });
    this.#timer = setInterval(() => void this.#check(), CHECK_MS);
    this.#timer.unref();
  }

  close(): Promise<void> {
    clearInterval(this.#timer);
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #check(): Promise<void> {
    await Promise.all(
      this.#servers.map(async (server) => {
        server.well = (await answersOn(`http://127.0.0.1:${server.port}${this.#health}`)) === 200;
      }),
    );
  }

  #pick(): number {
    const well = this.#servers.filter((server) => server.well);
    const among = well.length > 0 ? well : this.#servers;
    this.#next = (this.#next + 1) % among.length;
    return among[this.#next]?.port ?? 0;
  }

  #forward(incoming: IncomingMessage, outgoing: ServerResponse, triesLeft: number): void {
    const port = this.#pick();
    let connected = false;
    const trace = `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-01`;
    const upstream = request(
      {
        port,
        host: "127.0.0.1",
        agent: this.#agent,
        ...(incoming.method === undefined ? {} : { method: incoming.method }),
        ...(incoming.url === undefined ? {} : { path: incoming.url }),
        headers: { traceparent: trace, ...incoming.headers, connection: "close" },
      },
      (response) => {
        const headers = { ...response.headers };
        delete headers["connection"];
        delete headers["keep-alive"];
        outgoing.writeHead(response.statusCode ?? 502, headers);
        response.on("error", () => outgoing.destroy());
        response.pipe(outgoing);
      },
    );
    upstream.on("socket", (socket) =>
      socket.once("connect", () => {
        connected = true;
        incoming.pipe(upstream);
      }),
    );
    upstream.on("error", () => {
      const down = this.#servers.find((server) => server.port === port);
      if (!connected && down !== undefined) down.well = false;
      if (!connected && triesLeft > 1) this.#forward(incoming, outgoing, triesLeft - 1);
      else if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(connected ? 502 : 503).end();
    });
    outgoing.on("close", () => upstream.destroy());
  }
}
