import { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import type { Part } from "../base/lifecycle.ts";
import type { Log } from "../base/log.ts";
import type { ClusterKey } from "./cluster-key.ts";
import { LinkHost } from "./link-host.ts";
import { PeerServer } from "./peer-server.ts";
import type { PeerTls } from "./peer-tls.ts";
import type { WitnessBook } from "./witness-book.ts";
import { witnessChannel } from "./witness-channel.ts";

/** What a witness is made of. */
export interface WitnessServerOptions {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly book: WitnessBook;
  readonly tls: PeerTls | null;
  readonly key: ClusterKey | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** The vote-only third of many pairs: hears their members' claims, one after the other, and nothing else. */
export function witnessServer(options: WitnessServerOptions): Part & { readonly port: number } {
  const { name, host, port, book, tls, key, clock, log } = options;
  const server: PeerServer = new PeerServer({
    ...{ name: "witness", flag: "port", host, port, tls, clock },
    speaker: new LinkHost((link) => {
      server.spoke(link.peer);
      witnessChannel({
        ...{ link, dialled: false, node: name, expected: "", tls: tls !== null, key, clock },
        onProven: ({ identity }) => log.info("a member is linked", { member: identity.node }),
        onRequest: async ({ identity }, { claim }) => {
          if (!claim) return null;
          if (claim.member !== identity.node)
            throw new AppError("peer_refused", `"${identity.node}" claims for "${claim.member}"`);
          const claimed = book.claim(claim);
          log.info("a claim was answered", { ...claim, ...claimed, asked: claim.epoch });
          return { claimed };
        },
        onClosed: ({ identity }, error) => log.info("a link has ended", { member: identity.node, error }),
      });
    }),
    onRefused: (subject, error) => log.warn("somebody was refused", { subject, error }),
  });
  return server;
}
