import { memberAddress } from "../base/member-address.ts";
import type { GridStatusView, MemberLine, StatusContext } from "../grid/grid-status.ts";
import type { ClusterNode } from "./cluster-map.ts";
import type { ValkeyEngine } from "./valkey-engine.ts";

/** The engine as it is now, for the operator; reads memory only. Members are this sidecar and the servers. */
export function valkeyStatus(engine: ValkeyEngine, context: StatusContext): GridStatusView {
  const { options, counters, storeLatency, agents, history } = engine.parts;
  const { live, dead } = engine.walk.count;
  return {
    node: options.node,
    mode: "valkey",
    durability: durability(engine),
    state: engine.mode.state,
    guarantee: engine.mode.guarantee,
    guaranteeKo: engine.mode.guaranteeKo,
    members: members(engine, context),
    sessions: live,
    tombstones: dead,
    sessionsWithAllCopies: engine.mode.state === "clustered" ? live : 0,
    acknowledged: counters.acknowledged.value(),
    acknowledgedDegraded: counters.degraded.value(),
    refusedDead: counters.refusedDead.value(),
    conflicts: counters.conflicts.value(),
    lagMs: 0,
    storeP50Us: storeLatency.quantileUs(0.5),
    storeP99Us: storeLatency.quantileUs(0.99),
    agents: agents.lines().map(({ id: _id, ...agent }) => ({ ...agent, nearSessions: 0 })),
    events: history.list(),
    storeBytes: engine.facts.reduce((sum, { usedMemoryBytes }) => sum + usedMemoryBytes, 0),
    uptimeMs: Math.round(context.uptimeMs),
    pid: context.pid,
    store: context.store,
  };
}

/** What the servers write down before they answer; "memory" when one of them writes nothing. */
function durability({ facts }: ValkeyEngine): string {
  if (facts.length === 0 || facts.some(({ appendOnly }) => !appendOnly)) return "memory";
  return facts.every(({ appendSync }) => appendSync === "always") ? "disk" : "process";
}

function members(engine: ValkeyEngine, context: StatusContext): MemberLine[] {
  const { options, cluster } = engine.parts;
  const nowMs = Math.round(options.clock.nowMs());
  const sinceMs = nowMs - Math.round(context.uptimeMs);
  const none = { roundTripUs: 0, clockSkewMs: 0, syncing: false, watch: null };
  const self: MemberLine = {
    ...none,
    node: options.node,
    address: "",
    state: "self",
    sinceMs,
    watch: context.watch,
  };
  const line = (node: ClusterNode): MemberLine => ({
    ...none,
    node: `valkey ${node.role} ${node.id.slice(0, 8)}`,
    address: memberAddress.target(node),
    state: node.state,
    sinceMs: cluster.view.sinceMs(node.id),
    roundTripUs: cluster.view.server(node).roundTripUs,
  });
  return [self, ...cluster.view.nodes.map(line)];
}
