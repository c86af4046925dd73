import { X509Certificate } from "node:crypto";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";

/** What both ends of a link agree on beneath its frames. */
export const linkWire = {
  path: "/gyeot.peer.v1.PeerService/Link",

  /** What the other side may send before we have read it. */
  windowBytes: 1024 * 1024,

  /** The certificate shown over this socket; null without TLS, or when no CA of ours signed it. */
  certificate: (socket: Socket): X509Certificate | null => {
    const raw =
      socket instanceof TLSSocket && socket.authorized ? socket.getPeerCertificate().raw : undefined;
    return raw === undefined ? null : new X509Certificate(raw);
  },
};
