import { chmodSync, existsSync, unlinkSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { AppError } from "../base/app-error.ts";
import type { Part } from "../base/lifecycle.ts";
import type { GrpcCall } from "./grpc-call.ts";
import type { Listener } from "./grpc-server.ts";
import { Http2Connection } from "./http2-connection.ts";

/** What a CallServer needs. */
export interface CallServerOptions {
  readonly name: string;
  readonly path: string;
  readonly listeners: readonly Listener[];
  readonly onCall: (call: GrpcCall) => void;
}

/** A connection without a call for so long is cut; looked at this often. */
const IDLE_MS = 10_000;

/** Agents (--agents-max) and those that are refused. */
const CONNECTIONS_MAX = 4_096;

/** Serves one streaming gRPC method on Unix sockets (mode 0660) and addresses. A port in use is named with its flag. */
export class CallServer implements Part {
  readonly name: string;
  /** Known once it has started, one for each listener; 0 for a socket. */
  readonly ports: number[] = [];
  readonly #options: CallServerOptions;
  readonly #servers: Server[] = [];
  readonly #connections = new Set<Http2Connection>();

  constructor(options: CallServerOptions) {
    this.name = options.name;
    this.#options = options;
  }

  async start(): Promise<void> {
    for (const listener of this.#options.listeners) this.ports.push(await this.#bind(listener));
  }

  async stop(): Promise<void> {
    for (const server of this.#servers) server.close();
    for (const connection of this.#connections)
      connection.end(new AppError("unavailable", "the sidecar stops"));
  }

  async #bind(listener: Listener): Promise<number> {
    const server = createServer((socket) => this.#connected(socket));
    server.maxConnections = CONNECTIONS_MAX;
    this.#servers.push(server);
    if ("unixPath" in listener) {
      // Left by a process that was killed; the lock of the data directory says that none of ours is alive.
      if (existsSync(listener.unixPath)) unlinkSync(listener.unixPath);
      await listening(server, { path: listener.unixPath }, `the socket ${listener.unixPath}`);
      chmodSync(listener.unixPath, 0o660);
      return 0;
    }
    const { host, port, flag } = listener;
    await listening(server, { host, port }, `${host}:${port}; stop what uses it or set --${flag}`);
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  #connected(socket: Socket): void {
    socket.setNoDelay(true);
    const connection = new Http2Connection({
      socket,
      onCall: (call) => this.#called(call),
      problemOf: (cause) => new AppError("unavailable", cause.message, cause),
      onEnd: () => {
        clearInterval(idle);
        this.#connections.delete(connection);
      },
    });
    let quiet = false;
    const idle = setInterval(() => {
      if (quiet && connection.calls === 0) connection.end(new AppError("unavailable", "no call"));
      quiet = connection.calls === 0;
    }, IDLE_MS).unref();
    this.#connections.add(connection);
  }

  #called(call: GrpcCall): void {
    if (call.headers.get(":path") === this.#options.path) this.#options.onCall(call);
    else call.close(new AppError("not_found", "there is no such method here"));
  }
}

function listening(server: Server, where: object, named: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      reject(new AppError("port_in_use", `cannot listen on ${named} (${cause.message})`, cause));
    });
    server.listen(where, () => resolve());
  });
}
