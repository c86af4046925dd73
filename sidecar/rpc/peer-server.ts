import { createServer, type Server as NetServer, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket, type Server as TlsServer } from "node:tls";
import { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import type { Part } from "../base/lifecycle.ts";
import { memberAddress } from "../base/member-address.ts";
import type { PeerTls } from "./peer-tls.ts";
import { tlsRefusal } from "./tls-refusal.ts";

/** What speaks HTTP/2 over connections it is given. */
export interface ConnectionHost {
  readonly inject: (socket: Socket) => void;
  readonly stop: () => Promise<void>;
}

/** What a PeerServer needs. */
export interface PeerServerOptions {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** The flag that sets the port. */
  readonly flag: string;
  /** Null on loopback without certificates. */
  readonly tls: PeerTls | null;
  readonly clock: Clock;
  readonly speaker: ConnectionHost;
  /** Someone whose TLS was refused. */
  readonly onRefused: (subject: string, error: AppError) => void;
}

/** Who connects and has not begun a call within this time is cut: it accepts bytes and never speaks. */
const SPEAK_MS = 3_000;

/** 31 members with two links each for a moment, and room for those that are refused. */
const CONNECTIONS_MAX = 256;

/**
 * A port on which other members dial this one. It accepts the connection itself (TLS 1.3 with a certificate of the
 * CA, or plain on loopback), so that each refusal can be told, and hands it on.
 */
export class PeerServer implements Part {
  readonly name: string;
  readonly #options: PeerServerOptions;
  readonly #sockets = new Set<Socket>();
  /** Connections that have not begun a call, by remote host:port. */
  readonly #silent = new Map<string, () => void>();
  #server: NetServer | TlsServer | null = null;
  #port = 0;

  constructor(options: PeerServerOptions) {
    this.#options = options;
    this.name = options.name;
  }

  get port(): number {
    return this.#port;
  }

  /** The connection from `peer` (host:port) has begun a call. */
  spoke(peer: string): void {
    this.#silent.get(peer)?.();
    this.#silent.delete(peer);
  }

  async start(): Promise<void> {
    const { host, port, flag, tls } = this.#options;
    const server = tls === null ? createServer() : this.#tlsServer(tls);
    this.#server = server;
    server.maxConnections = CONNECTIONS_MAX;
    server.on("connection", (socket: Socket) => this.#watch(socket));
    if (tls === null) server.on("connection", (socket: Socket) => this.#options.speaker.inject(socket));
    this.#port = await listen(server, host, port, flag);
  }

  async stop(): Promise<void> {
    this.#server?.close();
    await this.#options.speaker.stop();
    for (const socket of this.#sockets) socket.destroy();
  }

  #tlsServer(tls: PeerTls): TlsServer {
    const server = createTlsServer({
      requestCert: true,
      // Judged below: Node would only say that the connection was reset.
      rejectUnauthorized: false,
      ALPNProtocols: ["h2"],
      handshakeTimeout: SPEAK_MS,
    });
    tls.onOptions((options) => server.setSecureContext(options));
    server.on("secureConnection", (socket: TLSSocket) => {
      const problem = tlsRefusal.ofCertificate(socket);
      if (problem === null) {
        this.#options.speaker.inject(socket);
        return;
      }
      this.#options.onRefused(subjectOf(socket), problem);
      socket.destroy();
    });
    server.on("tlsClientError", (cause: Error & { code?: string }, socket: TLSSocket) => {
      // A connection that ended before it said anything is a port scan or a member that stopped: no refusal.
      const problem = tlsRefusal.ofHandshake(cause);
      if (problem !== null) this.#options.onRefused(subjectOf(socket), problem);
      socket.destroy();
    });
    return server;
  }

  #watch(socket: Socket): void {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    const cancel = this.#options.clock.after(SPEAK_MS, () => socket.destroy());
    this.#sockets.add(socket);
    this.#silent.set(peer, cancel);
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      cancel();
      this.#sockets.delete(socket);
      this.#silent.delete(peer);
    });
  }
}

function subjectOf(socket: Socket): string {
  return socket.remoteAddress ?? "unknown";
}

function listen(server: NetServer | TlsServer, host: string, port: number, flag: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const named = memberAddress.target({ host, port });
      const text = `cannot listen on ${named}; stop what uses it or set --${flag} (${cause.message})`;
      reject(new AppError("port_in_use", text, cause));
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}
