import { hostname } from "node:os";
import type { Clock } from "../base/clock.ts";
import type { Config } from "../base/config.ts";
import type { Part } from "../base/lifecycle.ts";
import type { Log } from "../base/log.ts";
import type { MetricsRegistry } from "../base/metrics-registry.ts";
import type { Endpoint } from "../grid/peer-link.ts";
import type { ClusterKey } from "./cluster-key.ts";
import { LinkHost } from "./link-host.ts";
import { MemberSource } from "./member-source.ts";
import { PeerConnector } from "./peer-connector.ts";
import type { PeerGrid } from "./peer-grid.ts";
import { PeerRefusals } from "./peer-refusals.ts";
import { PeerServer } from "./peer-server.ts";
import type { PeerTls } from "./peer-tls.ts";
import { resolveMembers } from "./resolve-members.ts";

/** What the parts that talk to other members need. */
export interface PeerPartsOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: MetricsRegistry;
  readonly grid: PeerGrid;
  readonly incarnation: number;
  /** Of this program. */
  readonly version: string;
  readonly key: ClusterKey | null;
  readonly tls: PeerTls | null;
  readonly endpoints: () => { readonly agents: Endpoint | null; readonly watch: Endpoint | null };
}

/** Members of a grid beside this one. */
const OTHERS_MAX = 31;

/** What this build can do beyond the first revision of the peer protocol, told in Hello. */
const FEATURES: readonly string[] = ["bundle", "list"];

/** Server, connector and list of members, wired by hand; `announce` tells everyone that an endpoint has changed. */
export function peerParts(options: PeerPartsOptions): {
  readonly parts: readonly Part[];
  readonly announce: () => void;
  readonly linked: (node: string) => boolean;
} {
  const { config, clock, log, metrics, grid, incarnation, key, tls, endpoints } = options;
  const refusals = new PeerRefusals({
    clock,
    log: log.child("peer"),
    counter: metrics.counter("gyeot_peer_refused_total", "Peers that could not prove to be members."),
    onRefused: grid.refused,
  });
  const server: PeerServer = new PeerServer({
    name: "peer server",
    flag: "peer-port",
    host: config.peerHost,
    port: config.peerPort,
    tls,
    clock,
    speaker: new LinkHost((link) => {
      server.spoke(link.peer);
      connector.accept(link);
    }),
    onRefused: (subject, error) => refusals.tell(subject, error),
  });
  const connector: PeerConnector = new PeerConnector({
    grid,
    node: config.name,
    incarnation,
    host: hostname(),
    othersMax: config.mode === "pair" ? 1 : OTHERS_MAX,
    key,
    tls,
    refusals,
    clock,
    random: Math.random,
    features: FEATURES,
    version: options.version,
    endpoints,
  });
  const source = new MemberSource({
    config,
    clock,
    log: log.child("members"),
    resolve: resolveMembers,
    onMembers: (members) => connector.configured(members),
  });
  const parts = [...(tls === null ? [] : [tls]), server, connector, source];
  return { parts, announce: () => connector.announce(), linked: (node) => connector.linked(node) };
}
