import { createServer, type Http2Server, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import type { Socket } from "node:net";
import { status } from "@grpc/grpc-js";
import { AppError } from "../base/app-error.ts";
import { grpcStatus } from "./grpc-status.ts";
import { type LinkEnd, LinkStream } from "./link-stream.ts";
import { linkWire } from "./link-wire.ts";
import type { ConnectionHost } from "./peer-server.ts";

/** A refused caller reads why within this time, then its connection is cut. */
const LAST_WORDS_MS = 1_000;

/** One link a connection, and one that is refused beside it. */
const STREAMS_MAX = 4;

/** Serves PeerService over connections it is given: one stream each, without the gRPC library on the way of a change. */
export class LinkHost implements ConnectionHost {
  readonly #onLink: (link: LinkEnd) => void;
  readonly #server: Http2Server;
  readonly #sessions = new Set<ServerHttp2Session>();

  constructor(onLink: (link: LinkEnd) => void) {
    this.#onLink = onLink;
    this.#server = createServer({
      settings: {
        initialWindowSize: linkWire.windowBytes,
        maxConcurrentStreams: STREAMS_MAX,
        enablePush: false,
      },
      // Megabytes a connection may make us hold.
      maxSessionMemory: 64,
      maxHeaderListPairs: 32,
    });
    this.#server.on("session", (session) => this.#open(session));
    this.#server.on("stream", (stream, headers) => this.#stream(stream, headers));
    this.#server.on("sessionError", () => {
      // Not HTTP/2: the session has closed the connection.
    });
  }

  inject(socket: Socket): void {
    this.#server.emit("connection", socket);
  }

  async stop(): Promise<void> {
    for (const session of this.#sessions) session.destroy();
  }

  #open(session: ServerHttp2Session): void {
    this.#sessions.add(session);
    session.setLocalWindowSize(linkWire.windowBytes);
    session.on("error", () => session.destroy());
    session.on("close", () => this.#sessions.delete(session));
  }

  #stream(stream: ServerHttp2Stream, headers: Readonly<Record<string, unknown>>): void {
    stream.on("error", () => {
      // Told by `close`.
    });
    const { session } = stream;
    if (session === undefined) return;
    const { socket } = session;
    if (headers[":path"] !== linkWire.path || headers[":method"] !== "POST") {
      stream.respond(head({ "grpc-status": status.UNIMPLEMENTED }), { endStream: true });
      return;
    }
    let last = new AppError("unavailable", "the link ended");
    const link = new LinkStream({
      session,
      stream,
      release: (error) => {
        last = error;
        stream.end();
        setTimeout(() => session.destroy(), LAST_WORDS_MS).unref();
      },
    });
    stream.respond(head({}), { waitForTrailers: true });
    stream.on("wantTrailers", () => {
      const { code, details } = grpcStatus(last);
      stream.sendTrailers({ "grpc-status": code, "grpc-message": encoded(details) });
    });
    const gone = (): void => link.end(new AppError("peer_unreachable", "the peer ended the link"));
    for (const event of ["end", "aborted", "close"]) stream.on(event, gone);
    this.#onLink({
      peer: `${socket.remoteAddress}:${socket.remotePort}`,
      stream: { write: link.write, close: link.end },
      certificate: () => linkWire.certificate(socket as Socket),
      listen: link.listen,
    });
  }
}

function head(more: Readonly<Record<string, number>>): Record<string, string | number> {
  return { ":status": 200, "content-type": "application/grpc+proto", ...more };
}

/** As gRPC wants it: printable ASCII as it is, the rest percent-encoded. */
function encoded(text: string): string {
  return text.replace(/[^\x20-\x24\x26-\x7e]+/g, encodeURIComponent);
}
