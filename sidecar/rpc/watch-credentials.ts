import { X509Certificate } from "node:crypto";
import type { SecureContext } from "node:tls";
import { type ChannelCredentials, credentials } from "@grpc/grpc-js";

/** For a call to the watch of `node`: its certificate must have that name. Plain where there are no certificates. */
export function watchCredentials(context: SecureContext | null, node: string): ChannelCredentials {
  if (context === null) return credentials.createInsecure();
  return credentials.createFromSecureContext(context, {
    checkServerIdentity: (_host, { raw }) => {
      const shown = new X509Certificate(raw);
      if (shown.checkHost(node, { subject: "never", wildcards: false }) !== undefined) return undefined;
      return new Error(`the certificate is for ${shown.subjectAltName ?? "nobody"}, not for "${node}"`);
    },
  });
}
