import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { AppError } from "../base/app-error.ts";
import { type MemberAddress, memberAddress } from "../base/member-address.ts";
import { Http2Connection } from "./http2-connection.ts";
import { type LinkEnd, linkEnd } from "./link-end.ts";
import { linkWire } from "./link-wire.ts";
import type { PeerTls } from "./peer-tls.ts";
import { tlsRefusal } from "./tls-refusal.ts";

/** Opens one stream to a member, over TLS with this member's certificate or plainly; the caller bounds the wait. */
export function dialPeer(address: MemberAddress, tls: PeerTls | null): LinkEnd {
  const socket = open(address, tls);
  const connection = new Http2Connection({ socket, onCall: null, problemOf, onEnd: () => {} });
  const peer = memberAddress.target(address);
  const call = connection.call(linkWire.path, peer);
  return linkEnd({
    call,
    peer,
    ended: () => refusalOf(call.headers),
    release: (error) => connection.end(error),
  });
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

/** Status and words of the other side, back in our own terms. */
function refusalOf(headers: ReadonlyMap<string, string>): AppError {
  const text = decoded(headers.get("grpc-message") ?? "the peer ended the link").slice(0, 1_000);
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
