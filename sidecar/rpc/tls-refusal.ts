import type { TLSSocket } from "node:tls";
import { AppError } from "../base/app-error.ts";

/** What OpenSSL calls it, and what to do. */
const CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "its certificate has expired; renew it with gyeot certs member",
  CERT_NOT_YET_VALID: "its certificate is not valid yet; compare the clocks of both machines",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate comes from another CA; all members need the same --peer-ca",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is signed by itself; make one with gyeot certs member",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "its certificate comes from another CA; all members need the same --peer-ca",
  UNABLE_TO_GET_ISSUER_CERT: "its certificate comes from another CA; all members need the same --peer-ca",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "its certificate comes from another CA; all members need the same --peer-ca",
  CERT_SIGNATURE_FAILURE:
    "its certificate comes from another CA of the same name; all members need the same --peer-ca",
  INVALID_PURPOSE: "its certificate is not for clients; it must allow both server and client authentication",
};

const HANDSHAKE: Readonly<Record<string, string>> = {
  ERR_SSL_UNSUPPORTED_PROTOCOL: "it offers no TLS 1.3; update what dials here",
  ERR_SSL_HTTP_REQUEST: "it speaks plain HTTP; give it --peer-cert, --peer-key and --peer-ca",
  ERR_SSL_WRONG_VERSION_NUMBER: "it speaks without TLS; give it --peer-cert, --peer-key and --peer-ca",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "it speaks without TLS; give it --peer-cert, --peer-key and --peer-ca",
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA:
    "it does not know the CA of our certificate; all members need the same --peer-ca",
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED:
    "it says that our certificate has expired; renew it with gyeot certs member",
  ERR_TLS_HANDSHAKE_TIMEOUT: "it began TLS and went silent",
};

/** Why a connection to the peer port is refused, as a person is told; null when there is nothing to tell. */
export const tlsRefusal = {
  /** Of a connection whose handshake is complete. */
  ofCertificate: (socket: TLSSocket): AppError | null => {
    const { raw, subjectaltname } = socket.getPeerCertificate();
    if (raw === undefined)
      return refused("it showed no certificate; give it --peer-cert, --peer-key and --peer-ca");
    if (socket.authorized) return null;
    const code = String(socket.authorizationError);
    const why = CERTIFICATE[code] ?? `its certificate is not accepted (${code})`;
    return refused(`${why} [${(subjectaltname ?? "no names").slice(0, 200)}]`);
  },

  /** Of a dial: what the other side showed, or why it did not take what we showed. */
  ofDial: (cause: Error & { readonly code?: string }): AppError | null => {
    const code = cause.code ?? "";
    const why = CERTIFICATE[code] ?? HANDSHAKE[code];
    if (why !== undefined) return refused(why);
    return code.startsWith("ERR_SSL_") ? refused(`TLS failed (${code})`) : null;
  },

  /** Of a handshake that failed. */
  ofHandshake: (cause: Error & { readonly code?: string }): AppError | null => {
    const code = cause.code ?? "";
    if (code === "ECONNRESET" || code === "EPIPE") return null;
    return refused(HANDSHAKE[code] ?? `TLS failed (${code || cause.message})`.slice(0, 300));
  },
};

function refused(message: string): AppError {
  return new AppError("peer_refused", message);
}
