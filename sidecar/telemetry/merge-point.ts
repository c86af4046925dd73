import { HyperLogLog } from "./hyper-log-log.ts";
import { Rollup, type UserKey } from "./rollup.ts";
import type { StoredRollup } from "./rollup-store.ts";

/** A distinct count with the relative standard error of its sketch. */
export interface Distinct {
  readonly count: number;
  readonly error: number;
}

/** What all servers did together in one stretch of time. A figure that is not known is null. */
export interface SeriesPoint {
  readonly startMs: number;
  readonly widthMs: number;
  readonly count: number;
  readonly errors: number;
  readonly p50Us: number | null;
  readonly p95Us: number | null;
  readonly p99Us: number | null;
  readonly users: Readonly<Record<UserKey, Distinct>>;
  /** Mean over the servers that reported; 0..1. */
  readonly cpu: number | null;
  readonly systemCpu: number | null;
  /** Of all servers together. */
  readonly heapUsedBytes: number | null;
  readonly heapMaxBytes: number | null;
  readonly sqlCount: number;
  readonly sqlUs: number;
  readonly sumUs: number;
  /** How much of the stretch has at least one stored rollup. */
  readonly coveredMs: number;
  /** Members whose rollups are in it. */
  readonly nodes: readonly string[];
}

/** Merges the rollups of a stretch: percentiles and users from the union of their sketches, never summed or averaged. */
export function mergePoint(startMs: number, widthMs: number, rollups: readonly StoredRollup[]): SeriesPoint {
  const whole = new Rollup();
  const servers = new Map<string, Rollup>();
  const covered = new Map<number, number>();
  const nodes = new Set<string>();
  for (const { node, was, rollup, startMs: start, widthMs: width } of rollups) {
    whole.merge(rollup);
    const name = `${node}\0${was}`;
    const server = servers.get(name) ?? new Rollup();
    server.gauges.merge(rollup.gauges);
    servers.set(name, server);
    covered.set(start, Math.max(covered.get(start) ?? 0, width));
    nodes.add(node);
  }
  const gauges = [...servers.values()].map((server) => server.gauges);
  const measured = gauges.filter((summary) => summary.get("samples") > 0);
  return {
    startMs,
    widthMs,
    count: whole.count,
    errors: whole.errors,
    p50Us: whole.latency.quantile(0.5),
    p95Us: whole.latency.quantile(0.95),
    p99Us: whole.latency.quantile(0.99),
    users: {
      address: distinct(whole.users.address),
      session: distinct(whole.users.session),
      cookie: distinct(whole.users.cookie),
    },
    cpu: mean(gauges.map((summary) => summary.cpu)),
    systemCpu: mean(gauges.map((summary) => summary.systemCpu)),
    heapUsedBytes: measured.length === 0 ? null : sum(measured.map((summary) => summary.heapUsedBytes ?? 0)),
    heapMaxBytes: measured.length === 0 ? null : sum(measured.map((summary) => summary.get("heapMax"))),
    sqlCount: whole.sqlCount,
    sqlUs: whole.sqlUs,
    sumUs: whole.latency.sumUs,
    coveredMs: Math.min(widthMs, sum([...covered.values()])),
    nodes: [...nodes],
  };
}

function distinct(sketch: HyperLogLog): Distinct {
  return { count: Math.round(sketch.estimate()), error: HyperLogLog.error };
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : sum(known) / known.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
