import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Counter, MetricsRegistry } from "../base/metrics-registry.ts";
import { Agents } from "../grid/agents.ts";
import { EventHistory } from "../grid/event-history.ts";
import { LatencyWindow } from "../grid/latency-window.ts";
import type { KvStore } from "../store/kv-store.ts";
import { ValkeyCluster } from "./valkey-cluster.ts";
import type { ValkeyLogin } from "./valkey-login.ts";

/** What the engine is made from. */
export interface ValkeyOptions {
  /** Name of this sidecar. */
  readonly node: string;
  /** Distinguishes the starts of this sidecar. */
  readonly incarnation: number;
  readonly seeds: readonly { readonly host: string; readonly port: number }[];
  readonly login: ValkeyLogin;
  /** Replicas that must have a change before it is acknowledged. */
  readonly copies: number;
  readonly sessionBytesMax: number;
  readonly agentsMax: number;
  /** Only the history is kept here. */
  readonly store: KvStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: MetricsRegistry;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Figures since the start. */
export interface ValkeyCounters {
  readonly acknowledged: Counter;
  readonly degraded: Counter;
  readonly refusedDead: Counter;
  readonly conflicts: Counter;
  readonly loads: Counter;
  readonly lost: Counter;
}

/** The parts of the engine that its operations share. */
export interface ValkeyParts {
  readonly options: ValkeyOptions;
  readonly cluster: ValkeyCluster;
  readonly agents: Agents;
  readonly history: EventHistory;
  readonly counters: ValkeyCounters;
  readonly storeLatency: LatencyWindow;
}

/** Makes the shared parts. */
export function valkeyParts(options: ValkeyOptions): ValkeyParts {
  const { node, clock, metrics, store } = options;
  const history = new EventHistory(store, clock.nowMs);
  const onChange = (address: string, before: string, now: string): void => {
    history.add("valkey_changed", address, { detail: `${before} → ${now}` });
  };
  return {
    options,
    cluster: new ValkeyCluster({ ...options, name: node, onChange }),
    agents: new Agents(clock),
    history,
    counters: counters(metrics),
    storeLatency: new LatencyWindow(clock),
  };
}

function counters(metrics: MetricsRegistry): ValkeyCounters {
  return {
    acknowledged: metrics.counter("gyeot_grid_acknowledged_total", "Changes held as the mode promises."),
    degraded: metrics.counter("gyeot_grid_degraded_total", "Changes that too few replicas had in time."),
    refusedDead: metrics.counter("gyeot_grid_refused_dead_total", "Changes of sessions that are dead."),
    conflicts: metrics.counter("gyeot_grid_conflicts_total", "Changes that met a change they had not seen."),
    loads: metrics.counter("gyeot_grid_loads_total", "Sessions asked for by agents."),
    lost: metrics.counter("gyeot_valkey_touches_lost_total", "Last accesses that could not be told in time."),
  };
}
