import type { Clock } from "../base/clock.ts";
import type { AgentBook, AgentEntry } from "./agent-book.ts";
import type { GaugeReading, MemoryPoolReading, PoolReading } from "./gauge-reading.ts";
import { OpenBuckets } from "./open-buckets.ts";
import { Rollup } from "./rollup.ts";
import type { RollupStore } from "./rollup-store.ts";

/** One WAS as it is now. */
export interface ServerReading {
  readonly was: string;
  readonly node: string;
  readonly state: "up" | "stale" | "down";
  readonly lastSeenMs: number;
  readonly server: string;
  readonly jvm: string;
  readonly startedMs: number;
  readonly sessionMode: string;
  readonly sessionHook: string;
  readonly tps: number;
  readonly p95Us: number | null;
  readonly errorShare: number;
  readonly cpu: number | null;
  readonly systemCpu: number | null;
  readonly heapUsedBytes: number;
  readonly heapUsedAfterGcBytes: number;
  readonly heapMaxBytes: number;
  readonly gcShare: number | null;
  readonly threads: number;
  readonly connectors: readonly PoolReading[];
  readonly jdbcPools: readonly PoolReading[];
  readonly inFlight: readonly [number, number, number, number];
  readonly nearSessions: number;
  readonly agentCpu: number | null;
  readonly heapPools: readonly {
    readonly name: string;
    readonly usedBytes: number;
    readonly maxBytes: number;
  }[];
}

/** An agent that says nothing for three of its beats. */
const STALE_MS = 6_000;
/** A WAS that is not heard of for a day is no part of the picture any more. */
const FORGET_MS = 86_400_000;
/** Rates are of this long; a beat is two seconds, so one more or less changes them by 3 %. */
const RATE_MS = 60_000;
/** The newest bucket may still be open. */
const SETTLE_MS = 1_500;

/** The servers as they are now, one for each WAS name, from gauges and the last minute of rollups. */
export class ServerQuery {
  readonly #agents: AgentBook;
  readonly #rollups: RollupStore;
  readonly #clock: Pick<Clock, "nowMs">;

  constructor(agents: AgentBook, rollups: RollupStore, clock: Pick<Clock, "nowMs">) {
    this.#agents = agents;
    this.#rollups = rollups;
    this.#clock = clock;
  }

  servers(): ServerReading[] {
    const nowMs = this.#clock.nowMs();
    const toMs = OpenBuckets.startOf(nowMs - SETTLE_MS);
    const recent = new Map<string, Rollup>();
    for (const { was, rollup } of this.#rollups.read({ fromMs: toMs - RATE_MS, toMs, parts: "figures" })) {
      const whole = recent.get(was) ?? new Rollup();
      whole.merge(rollup);
      recent.set(was, whole);
    }
    return this.#newest(nowMs)
      .map((entry) => reading(entry, stateOf(entry, nowMs), recent.get(entry.was) ?? new Rollup()))
      .sort((a, b) => (a.was < b.was ? -1 : 1));
  }

  /** A WAS may have reported to two members: the one that hears it counts. */
  #newest(nowMs: number): AgentEntry[] {
    const best = new Map<string, AgentEntry>();
    for (const entry of this.#agents.all()) {
      const other = best.get(entry.was);
      const better = other === undefined || rank(entry) > rank(other);
      if (better && nowMs - entry.lastSeenMs < FORGET_MS) {
        best.set(entry.was, entry);
      }
    }
    return [...best.values()];
  }
}

function rank(entry: AgentEntry): number {
  return entry.lastSeenMs + (entry.attached ? Number.MAX_SAFE_INTEGER / 2 : 0);
}

function stateOf(entry: AgentEntry, nowMs: number): ServerReading["state"] {
  if (!entry.attached) {
    return "down";
  }
  return nowMs - entry.lastSeenMs > STALE_MS ? "stale" : "up";
}

function reading(entry: AgentEntry, state: ServerReading["state"], recent: Rollup): ServerReading {
  const { identity } = entry;
  const gauges: Partial<GaugeReading> = entry.gauges ?? {};
  const samples = recent.gauges.get("samples");
  const [first = 0, second = 0, third = 0, longer = 0] = gauges.inFlight ?? [];
  return {
    was: entry.was,
    node: entry.node,
    state,
    lastSeenMs: entry.lastSeenMs,
    server: identity.server,
    jvm: identity.jvm,
    startedMs: identity.startedMs,
    sessionMode: gauges.sessionMode || "off",
    sessionHook: identity.sessionHook,
    tps: recent.count / (RATE_MS / 1000),
    p95Us: recent.latency.quantile(0.95),
    errorShare: recent.count === 0 ? 0 : recent.errors / recent.count,
    cpu: share(gauges.processCpu),
    systemCpu: share(gauges.systemCpu),
    heapUsedBytes: gauges.heapUsed ?? 0,
    heapUsedAfterGcBytes: gauges.heapUsedAfterGc ?? 0,
    heapMaxBytes: gauges.heapMax ?? 0,
    gcShare: samples === 0 ? null : recent.gauges.get("gcMs") / (samples * BEAT_MS),
    threads: gauges.threads ?? 0,
    connectors: gauges.connectors ?? [],
    jdbcPools: gauges.jdbcPools ?? [],
    inFlight: state === "up" ? [first, second, third, longer] : [0, 0, 0, 0],
    nearSessions: gauges.nearSessions ?? 0,
    agentCpu: samples === 0 ? null : recent.gauges.get("agentCpuUs") / 1000 / (samples * BEAT_MS),
    heapPools: (gauges.pools ?? []).filter((pool) => pool.kind === "heap").map(heapPool),
  };
}

/** Between two gauges of an agent. */
const BEAT_MS = 2_000;

function heapPool(pool: MemoryPoolReading): ServerReading["heapPools"][number] {
  return { name: pool.name, usedBytes: pool.used, maxBytes: pool.max };
}

function share(value: number | undefined): number | null {
  return value === undefined || value < 0 ? null : value;
}
