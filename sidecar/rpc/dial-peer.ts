import type { X509Certificate } from "node:crypto";
import { Client, type ClientDuplexStream, credentials } from "@grpc/grpc-js";
import { AppError } from "../base/app-error.ts";
import { bidiMethod } from "./bidi-method.ts";
import { certificateOf } from "./certificate-of.ts";
import type { PeerStream } from "./peer-channel.ts";
import type { PeerTls } from "./peer-tls.ts";

/** A dial under way or a link that came of it. */
export interface DialledStream {
  readonly stream: PeerStream;
  /** What the other side showed; null without TLS. Known once bytes have come. */
  readonly certificate: () => X509Certificate | null;
  /** Whom bytes and the end go to; call it once, at once. */
  readonly listen: (to: DialListener) => void;
}

/** Takes what a dialled stream brings. */
export interface DialListener {
  readonly receive: (bytes: Buffer) => void;
  readonly ended: (error: AppError) => void;
  /** Bytes handed over, and taken by the transport (negative). */
  readonly count: (by: number) => void;
}

const LINK = bidiMethod("/gyeot.peer.v1.PeerService/Link");

const CLIENT_LIMITS = {
  // The second line: heartbeats judge silence, and sooner.
  "grpc.keepalive_time_ms": 10_000,
  "grpc.keepalive_timeout_ms": 10_000,
  "grpc.keepalive_permit_without_calls": 1,
  "grpc.max_receive_message_length": 1024 * 1024,
  // Each dial is a fresh attempt, not held back by the failure of the last.
  "grpc.use_local_subchannel_pool": 1,
  "grpc.enable_retries": 0,
  // No proxy of the environment stands between two members.
  "grpc.enable_http_proxy": 0,
} as const;

/** Opens one stream to host:port, over TLS with this member's certificate or plainly; the caller bounds the wait. */
export function dialPeer(target: string, tls: PeerTls | null): DialledStream {
  const secure =
    tls === null
      ? credentials.createInsecure()
      : // The name is judged when it is said in Hello: an address may be all that is known of a member.
        credentials.createFromSecureContext(tls.context(), { checkServerIdentity: () => undefined });
  const client = new Client(target, secure, CLIENT_LIMITS);
  const call: ClientDuplexStream<Buffer, Buffer> = client.makeBidiStreamRequest(
    LINK.path,
    LINK.requestSerialize,
    LINK.responseDeserialize,
  );
  let to: DialListener | null = null;
  const stream: PeerStream = {
    write: (frame) => {
      // The first frame is written before anyone listens.
      queueMicrotask(() => to?.count(frame.length));
      call.write(frame, () => to?.count(-frame.length));
    },
    close: () => {
      call.cancel();
      client.close();
    },
  };
  call.on("data", (bytes: Buffer) => to?.receive(bytes));
  call.on("end", () => to?.ended(new AppError("peer_unreachable", "the peer ended the link")));
  call.on("error", (cause: Error & { details?: string }) => {
    to?.ended(new AppError("peer_unreachable", cause.details ?? cause.message, cause));
  });
  return {
    stream,
    certificate: () => (tls === null ? null : certificateOf(call.getAuthContext())),
    listen: (listener) => {
      to = listener;
    },
  };
}
