import type { X509Certificate } from "node:crypto";
import { hostname } from "node:os";
import { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import type { PeerMessage } from "../grid/peer-link.ts";
import type { ClusterKey } from "./cluster-key.ts";
import type { LinkEnd } from "./link-end.ts";
import { PeerChannel } from "./peer-channel.ts";

/** One end of a link between a member and a witness. */
export interface WitnessChannelOptions {
  readonly link: LinkEnd;
  readonly dialled: boolean;
  /** Our own name. */
  readonly node: string;
  /** Who must be at the other end; empty: whoever proves a name. */
  readonly expected: string;
  /** Certificates prove names. */
  readonly tls: boolean;
  readonly key: ClusterKey | null;
  readonly clock: Clock;
  readonly onProven: (channel: PeerChannel) => void;
  readonly onRequest: (channel: PeerChannel, message: PeerMessage) => Promise<PeerMessage | null>;
  readonly onClosed: (channel: PeerChannel, error: AppError) => void;
}

/** Proven as members prove themselves to each other: by the cluster key, or by a certificate with the name in it. */
export function witnessChannel(options: WitnessChannelOptions): PeerChannel {
  const { link, node, key, clock, expected, dialled } = options;
  const channel = new PeerChannel({
    ...{ stream: link.stream, clock, key, node, dialled, address: link.peer },
    hello: () => ({ node, incarnation: 1, host: hostname(), nowMs: clock.nowMs(), features: [] }),
    check: (_channel, hello) => {
      if (options.tls) checkName(hello.node, link.certificate());
      if (expected !== "" && hello.node !== expected)
        throw new AppError("peer_refused", `"${hello.node}" answers, --witness says "${expected}"`);
    },
    onProven: options.onProven,
    onIdentity: () => {},
    onFrame: () => {},
    onRequest: options.onRequest,
    onClosed: options.onClosed,
  });
  link.listen({
    receive: (bytes) => channel.receive(bytes),
    ended: (error) => channel.ended(error),
  });
  return channel;
}

function checkName(node: string, shown: X509Certificate | null): void {
  if (shown?.checkHost(node, { subject: "never", wildcards: false }) !== undefined) return;
  throw new AppError(
    "peer_refused",
    `it says it is "${node}", its certificate is for ${shown?.subjectAltName}`,
  );
}
