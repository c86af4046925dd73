import { X509Certificate } from "node:crypto";
import type { AuthContext } from "@grpc/grpc-js/build/src/auth-context.js";

/** The certificate the other side of a call has proven to hold; null when it showed none that our CA signed. */
export function certificateOf(context: AuthContext | null): X509Certificate | null {
  const raw = context?.sslPeerCertificate?.raw;
  return raw === undefined ? null : new X509Certificate(raw);
}
