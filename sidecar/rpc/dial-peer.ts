import { X509Certificate } from "node:crypto";
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect as connectHttp2,
  constants,
} from "node:http2";
import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls, TLSSocket } from "node:tls";
import { AppError } from "../base/app-error.ts";
import type { MemberAddress } from "../base/member-address.ts";
import { GrpcMessages } from "./grpc-messages.ts";
import type { PeerStream } from "./peer-channel.ts";
import type { PeerTls } from "./peer-tls.ts";
import { tlsRefusal } from "./tls-refusal.ts";

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

const PATH = "/gyeot.peer.v1.PeerService/Link";

/** The second line: heartbeats judge silence, and sooner. */
const PING_MS = 10_000;

/** What the other side may send before we have read it. */
const WINDOW_BYTES = 1024 * 1024;

/**
 * Opens one stream to a member, over TLS with this member's certificate or plainly; the caller bounds the wait. HTTP/2 by
 * hand, because the client of the gRPC library cannot be made to let go of a connection that never speaks.
 */
export function dialPeer(address: MemberAddress, tls: PeerTls | null): DialledStream {
  const socket = open(address, tls);
  const session = connectHttp2("http://peer", {
    createConnection: () => socket,
    settings: { initialWindowSize: WINDOW_BYTES, enablePush: false },
  });
  const call = session.request({
    ":method": "POST",
    ":path": PATH,
    "content-type": "application/grpc",
    te: "trailers",
  });
  let to: DialListener | null = null;
  let over = false;
  const end = (error: AppError): void => {
    if (over) return;
    over = true;
    clearInterval(pings);
    call.close(constants.NGHTTP2_CANCEL);
    session.destroy();
    socket.destroy();
    to?.ended(error);
  };
  const pings = setInterval(() => ping(session, end), PING_MS).unref();
  read(call, (bytes) => to?.receive(bytes), end);
  session.on("connect", () => session.setLocalWindowSize(WINDOW_BYTES));
  session.on("goaway", () => end(gone("the peer closes the connection")));
  session.on("close", () => end(gone("the connection ended")));
  for (const part of [socket, session, call]) part.on("error", (cause: Error) => end(problemOf(cause)));
  return {
    stream: {
      write: (frame) => {
        // The first frame is written before anyone listens.
        queueMicrotask(() => to?.count(frame.length));
        call.write(GrpcMessages.frame(frame), () => to?.count(-frame.length));
      },
      close: (error) => end(error),
    },
    certificate: () => certificateOf(socket),
    listen: (listener) => {
      to = listener;
    },
  };
}

function open({ host, port }: MemberAddress, tls: PeerTls | null): Socket {
  const socket =
    tls === null
      ? connectTcp({ host, port })
      : connectTls({
          host,
          port,
          secureContext: tls.context(),
          ALPNProtocols: ["h2"],
          // The name is judged when it is said in Hello: an address may be all that is known of a member.
          checkServerIdentity: () => undefined,
          ...(isIP(host) === 0 ? { servername: host } : {}),
        });
  return socket.setNoDelay(true);
}

function read(
  call: ClientHttp2Stream,
  receive: (bytes: Buffer) => void,
  end: (error: AppError) => void,
): void {
  const messages = new GrpcMessages();
  call.on("data", (bytes: Buffer) => {
    try {
      for (const message of messages.add(bytes)) receive(message);
    } catch (cause) {
      end(AppError.from(cause));
    }
  });
  const judge = (headers: Readonly<Record<string, unknown>>): void => {
    if (headers["grpc-status"] !== undefined) end(refusalOf(headers));
  };
  call.on("response", judge);
  call.on("trailers", judge);
  call.on("end", () => queueMicrotask(() => end(gone("the peer ended the link"))));
}

function ping(session: ClientHttp2Session, end: (error: AppError) => void): void {
  if (session.connecting || session.destroyed) return;
  const late = setTimeout(() => end(gone("the peer does not answer a ping")), PING_MS).unref();
  session.ping(() => clearTimeout(late));
}

/** Status and words of the other side, back in our own terms. */
function refusalOf(headers: Readonly<Record<string, unknown>>): AppError {
  const text = decodeURIComponent(String(headers["grpc-message"] ?? "the peer ended the link")).slice(
    0,
    1_000,
  );
  const match = /^(?:peer_refused|protocol_mismatch): ([\s\S]*)$/.exec(text);
  return match === null ? gone(text) : new AppError("peer_refused", `it refuses this sidecar: ${match[1]}`);
}

function problemOf(cause: Error & { readonly code?: string }): AppError {
  return tlsRefusal.ofDial(cause) ?? new AppError("peer_unreachable", cause.message, cause);
}

function certificateOf(socket: Socket): X509Certificate | null {
  const raw = socket instanceof TLSSocket && socket.authorized ? socket.getPeerCertificate().raw : undefined;
  return raw === undefined ? null : new X509Certificate(raw);
}

function gone(message: string): AppError {
  return new AppError("peer_unreachable", message);
}
