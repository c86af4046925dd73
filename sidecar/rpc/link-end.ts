import type { X509Certificate } from "node:crypto";
import type { AppError } from "../base/app-error.ts";
import type { GrpcCall } from "./grpc-call.ts";
import { linkWire } from "./link-wire.ts";
import type { PeerStream } from "./peer-channel.ts";

/** One end of a link, not proven: a dialled or an accepted stream. */
export interface LinkEnd {
  /** host:port of the other side. */
  readonly peer: string;
  readonly stream: PeerStream;
  /** What the other side showed; null without TLS. Known once bytes have come. */
  readonly certificate: () => X509Certificate | null;
  /** Whom bytes and the end go to; call it once, at once. */
  readonly listen: (to: LinkListener) => void;
}

/** Takes what a link brings. */
export interface LinkListener {
  readonly receive: (bytes: Buffer) => void;
  readonly ended: (error: AppError) => void;
}

/** What makes a link of a call. */
export interface LinkEndOptions {
  readonly call: GrpcCall;
  readonly peer: string;
  /** What it means that the other side ended the call in order. */
  readonly ended: () => AppError;
  /** Lets go of the connection after this side has ended the link. */
  readonly release: (error: AppError) => void;
}

/** A gRPC call as a link. */
export function linkEnd({ call, peer, ended, release }: LinkEndOptions): LinkEnd {
  return {
    peer,
    stream: {
      write: call.write,
      unsentBytes: () => call.unsentBytes,
      close: (error) => {
        call.close(error);
        release(error);
      },
    },
    certificate: () => linkWire.certificate(call.socket),
    listen: ({ receive, ended: onEnd }) =>
      call.listen({ receive, ended: (error) => onEnd(error ?? ended()) }),
  };
}
