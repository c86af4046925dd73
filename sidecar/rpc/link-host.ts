import type { Socket } from "node:net";
import { AppError } from "../base/app-error.ts";
import type { GrpcCall } from "./grpc-call.ts";
import { Http2Connection } from "./http2-connection.ts";
import { type LinkEnd, linkEnd } from "./link-end.ts";
import { linkWire } from "./link-wire.ts";
import type { ConnectionHost } from "./peer-server.ts";

/** A refused caller reads why within this time, then its connection is cut. */
const LAST_WORDS_MS = 1_000;

/** Serves PeerService over connections it is given: one stream each. */
export class LinkHost implements ConnectionHost {
  readonly #onLink: (link: LinkEnd) => void;
  readonly #connections = new Set<Http2Connection>();

  constructor(onLink: (link: LinkEnd) => void) {
    this.#onLink = onLink;
  }

  inject(socket: Socket): void {
    const connection = new Http2Connection({
      socket,
      onCall: (call) => this.#called(connection, call),
      problemOf: (cause) => new AppError("peer_unreachable", cause.message, cause),
      onEnd: () => this.#connections.delete(connection),
    });
    this.#connections.add(connection);
  }

  async stop(): Promise<void> {
    for (const connection of this.#connections)
      connection.end(new AppError("unavailable", "the sidecar stops"));
  }

  #called(connection: Http2Connection, call: GrpcCall): void {
    if (call.headers.get(":path") !== linkWire.path) {
      call.close(new AppError("not_found", "there is no such method here"));
      return;
    }
    const { remoteAddress, remotePort } = call.socket;
    const ended = new AppError("peer_unreachable", "the peer ended the link");
    const release = (error: AppError): void => {
      setTimeout(() => connection.end(error), LAST_WORDS_MS).unref();
    };
    this.#onLink(linkEnd({ call, peer: `${remoteAddress}:${remotePort}`, ended: () => ended, release }));
  }
}
