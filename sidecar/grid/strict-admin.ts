import { compareMembers } from "./compare-members.ts";
import type { GridStatusView, MemberLine, StatusContext } from "./grid-status.ts";
import type { SessionAdmin } from "./session-engine.ts";
import { sessionList } from "./session-list.ts";
import type { StrictGrid } from "./strict-grid.ts";

/** grid-strict as console and command line see it; reads memory only, but for `kill`, which needs a majority. */
export function strictAdmin(grid: StrictGrid): SessionAdmin {
  const { parts, lists } = grid;
  return {
    status: (context) => status(grid, context),
    list: (query) => sessionList.list(lists, query),
    inspect: async (key) => {
      // One that lives elsewhere is fetched, as for an agent.
      await grid.sessions.fetch(key);
      return sessionList.inspect(lists, key);
    },
    kill: async (key, reason, by) => {
      const outcome = await grid.sessions.kill(key, reason || "killed");
      const id = Buffer.from(key).toString("hex");
      if (outcome === "killed") parts.history.add("killed", id, { detail: `${by}: ${reason}` });
      return outcome;
    },
    compare: () => compareMembers(grid.peers, grid.desk.sync),
  };
}

function status(grid: StrictGrid, context: StatusContext): GridStatusView {
  const { table, counters, storeLatency, agents, near, history, options } = grid.parts;
  const { state, guarantee, guaranteeKo } = grid.mode;
  return {
    node: options.node,
    mode: options.mode,
    durability: options.durability,
    ...{ state, guarantee, guaranteeKo },
    members: members(grid, context),
    sessions: table.live,
    tombstones: table.tombstones,
    sessionsWithAllCopies: copiesOfAll(grid) ? table.live : 0,
    acknowledged: counters.acknowledged.value(),
    // Only in a pair: grid-strict acknowledges nothing that fewer than two hold.
    acknowledgedDegraded: counters.degraded.value(),
    refusedDead: counters.refusedDead.value(),
    conflicts: counters.conflicts.value(),
    lagMs: 0,
    storeP50Us: storeLatency.quantileUs(0.5),
    storeP99Us: storeLatency.quantileUs(0.99),
    agents: agents.lines().map(({ id, ...line }) => ({ ...line, nearSessions: near.held(id) })),
    events: history.list(),
    storeBytes: options.store.figures().bytes,
    uptimeMs: Math.round(context.uptimeMs),
    pid: context.pid,
    store: context.store,
  };
}

function copiesOfAll(grid: StrictGrid): boolean {
  const together = grid.pair === null || grid.pair.together;
  return together && grid.voting().length === grid.places.names.size;
}

function members(grid: StrictGrid, context: StatusContext): MemberLine[] {
  const { parts, peers, standing } = grid;
  const nowMs = Math.round(parts.options.clock.nowMs());
  const self: MemberLine = {
    node: parts.options.node,
    address: context.address,
    state: "self",
    sinceMs: nowMs - Math.round(context.uptimeMs),
    roundTripUs: 0,
    clockSkewMs: 0,
    syncing: standing.now !== "formed",
    watch: context.watch,
  };
  const others = peers.all().map((peer): MemberLine => {
    const { node, identity, kind, roundTripMs, skewMs, link, said } = peer;
    return {
      node,
      address: peers.addressOf(node),
      state: identity === null ? "unknown" : kind,
      sinceMs: nowMs - Math.round(peer.sinceMs()),
      roundTripUs: Math.round(roundTripMs * 1_000),
      clockSkewMs: skewMs,
      syncing: link !== null && said?.standing !== "formed",
      watch: identity?.watch ?? null,
    };
  });
  return [self, ...others];
}
