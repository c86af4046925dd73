import type { AgentLine } from "./agents.ts";
import type { GridEvent } from "./event-history.ts";
import type { Grid } from "./grid.ts";
import type { Endpoint } from "./peer-link.ts";
import type { StoreStatusView } from "./store-status.ts";

/** One member as the operator sees it. Structurally the Member of admin.proto. */
export interface MemberLine {
  readonly node: string;
  readonly address: string;
  readonly state: "self" | "alive" | "suspect" | "dead" | "unknown";
  readonly sinceMs: number;
  readonly roundTripUs: number;
  readonly clockSkewMs: number;
  readonly syncing: boolean;
  readonly watch: Endpoint | null;
}

/** Operator's view of the grid. Structurally the GridStatus of admin.proto. */
export interface GridStatusView {
  readonly node: string;
  readonly mode: string;
  readonly durability: string;
  readonly state: string;
  readonly guarantee: string;
  readonly guaranteeKo: string;
  readonly members: readonly MemberLine[];
  readonly sessions: number;
  readonly tombstones: number;
  readonly sessionsWithAllCopies: number;
  readonly acknowledged: number;
  readonly acknowledgedDegraded: number;
  readonly refusedDead: number;
  readonly conflicts: number;
  readonly lagMs: number;
  readonly storeP50Us: number;
  readonly storeP99Us: number;
  readonly agents: readonly (Omit<AgentLine, "id"> & { readonly nearSessions: number })[];
  readonly events: readonly GridEvent[];
  readonly storeBytes: number;
  readonly uptimeMs: number;
  readonly pid: number;
  readonly store: StoreStatusView;
}

/** What the status needs beside the grid itself. */
export interface StatusContext {
  readonly address: string;
  readonly watch: Endpoint | null;
  readonly uptimeMs: number;
  readonly pid: number;
  readonly store: StoreStatusView;
}

/** The grid as it is now; reads memory only. */
export function gridStatus(grid: Grid, context: StatusContext): GridStatusView {
  const { parts } = grid;
  const { table, counters, storeLatency, agents, near, history, options } = parts;
  const sessions = sessionsOfAll(grid);
  return {
    node: options.node,
    mode: options.mode,
    durability: options.durability,
    state: grid.mode.state,
    guarantee: grid.mode.guarantee,
    guaranteeKo: grid.mode.guaranteeKo,
    members: members(grid, context),
    sessions,
    tombstones: table.tombstones,
    sessionsWithAllCopies: copiesOfAll(grid, sessions),
    acknowledged: counters.acknowledged.value(),
    acknowledgedDegraded: counters.degraded.value(),
    refusedDead: counters.refusedDead.value(),
    conflicts: counters.conflicts.value(),
    lagMs: lagMs(grid),
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

function members(grid: Grid, context: StatusContext): MemberLine[] {
  const { parts, peers } = grid;
  const nowMs = Math.round(parts.options.clock.nowMs());
  const self: MemberLine = {
    node: parts.options.node,
    address: context.address,
    state: "self",
    sinceMs: nowMs - Math.round(context.uptimeMs),
    roundTripUs: 0,
    clockSkewMs: 0,
    syncing: peers.all().some((peer) => peer.link !== null && !peer.inStep),
    watch: context.watch,
  };
  const others = peers.all().map((peer): MemberLine => {
    const { node, identity, kind, roundTripMs, skewMs, link, bothInStep } = peer;
    return {
      node,
      address: peers.addressOf(node),
      state: identity === null ? "unknown" : kind,
      sinceMs: nowMs - Math.round(peer.sinceMs()),
      roundTripUs: Math.round(roundTripMs * 1_000),
      clockSkewMs: skewMs,
      syncing: link !== null && !bothInStep,
      watch: identity?.watch ?? null,
    };
  });
  const known = new Set(others.map(({ address }) => address));
  const strangers = peers.strangers().filter(({ address }) => !known.has(address));
  return [self, ...others, ...strangers.map(({ node, address }) => stranger(node, address, self.sinceMs))];
}

function stranger(node: string, address: string, sinceMs: number): MemberLine {
  const state = "unknown";
  return { node, address, state, sinceMs, roundTripUs: 0, clockSkewMs: 0, syncing: false, watch: null };
}

/** What all hold, over how many hold each: exact while every session is where it belongs. */
function sessionsOfAll({ parts, peers }: Grid): number {
  const { live } = parts.table;
  if (peers.members.everyoneHome) return live;
  const others = peers.all().filter(({ kind }) => kind === "alive");
  const held = others.reduce((sum, { vouch }) => sum + vouch.sessions, live);
  return Math.round(held / parts.options.copies);
}

/** While a home is away its copies serve nobody and do not count. */
function copiesOfAll(grid: Grid, live: number): number {
  const { peers, parts } = grid;
  if (peers.count === 0) return parts.options.mode === "solo" ? live : 0;
  const alive = peers.all().filter(({ bothInStep }) => bothInStep);
  if (!peers.settled || alive.length + 1 < parts.options.copies) return 0;
  return Math.max(0, live - Math.max(...alive.map(({ debt }) => debt.size)));
}

function lagMs(grid: Grid): number {
  const oldest = grid.peers.all().flatMap(({ debt }) => debt.oldestMs() ?? []);
  if (oldest.length === 0) return 0;
  const nowMs = grid.parts.options.clock.nowMs();
  return Math.min(0xffff_ffff, Math.max(0, Math.round(nowMs - Math.min(...oldest))));
}
