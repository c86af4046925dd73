import { type ClientHttp2Stream, connect as connectHttp2, constants } from "node:http2";
import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { AppError } from "../base/app-error.ts";
import { type MemberAddress, memberAddress } from "../base/member-address.ts";
import { type LinkEnd, LinkStream } from "./link-stream.ts";
import { linkWire } from "./link-wire.ts";
import type { PeerTls } from "./peer-tls.ts";
import { tlsRefusal } from "./tls-refusal.ts";

/**
 * Opens one stream to a member, over TLS with this member's certificate or plainly; the caller bounds the wait. HTTP/2 by
 * hand, because the client of the gRPC library cannot be made to let go of a connection that never speaks.
 */
export function dialPeer(address: MemberAddress, tls: PeerTls | null): LinkEnd {
  const socket = open(address, tls);
  const session = connectHttp2("http://peer", {
    createConnection: () => socket,
    settings: { initialWindowSize: linkWire.windowBytes, enablePush: false },
  });
  const call = session.request({
    ":method": "POST",
    ":path": linkWire.path,
    "content-type": "application/grpc",
    te: "trailers",
  });
  const link = new LinkStream({
    session,
    stream: call,
    release: () => {
      call.close(constants.NGHTTP2_CANCEL);
      session.destroy();
      socket.destroy();
    },
  });
  listen(call, link);
  session.on("connect", () => session.setLocalWindowSize(linkWire.windowBytes));
  session.on("goaway", () => link.end(gone("the peer closes the connection")));
  session.on("close", () => link.end(gone("the connection ended")));
  for (const part of [socket, session, call]) part.on("error", (cause: Error) => link.end(problemOf(cause)));
  return {
    peer: memberAddress.target(address),
    stream: { write: link.write, close: link.end },
    certificate: () => linkWire.certificate(socket),
    listen: link.listen,
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

function listen(call: ClientHttp2Stream, link: LinkStream): void {
  const judge = (headers: Readonly<Record<string, unknown>>): void => {
    if (headers["grpc-status"] !== undefined) link.end(refusalOf(headers));
  };
  call.on("response", judge);
  call.on("trailers", judge);
  call.on("end", () => queueMicrotask(() => link.end(gone("the peer ended the link"))));
}

/** Status and words of the other side, back in our own terms. */
function refusalOf(headers: Readonly<Record<string, unknown>>): AppError {
  const text = decoded(String(headers["grpc-message"] ?? "the peer ended the link")).slice(0, 1_000);
  const match = /^(?:peer_refused|protocol_mismatch): ([\s\S]*)$/.exec(text);
  return match === null ? gone(text) : new AppError("peer_refused", `it refuses this sidecar: ${match[1]}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not as gRPC encodes it: shown as it is.
    return text;
  }
}

function problemOf(cause: Error & { readonly code?: string }): AppError {
  return tlsRefusal.ofDial(cause) ?? new AppError("peer_unreachable", cause.message, cause);
}

function gone(message: string): AppError {
  return new AppError("peer_unreachable", message);
}
