/**
 * Gauges of one JVM over a span of time: sums, counts and maxima only, so that merging is commutative and associative
 * and the mean of a month is the mean of its readings. Shares are 0..1, sizes bytes.
 */
import type { GaugeReading } from "./gauge-reading.ts";

const NAMES = [
  "samples",
  "cpuSum",
  "cpuSamples",
  "cpuMax",
  "systemCpuSum",
  "systemCpuSamples",
  "heapUsedSum",
  "heapUsedMax",
  "heapAfterGcSum",
  "heapMax",
  "gcMs",
  "threadsMax",
  "connectorsBusyMax",
  "connectorsMax",
  "poolBusyMax",
  "poolMax",
  "poolWaitingMax",
  "agentCpuUs",
  "nearSessionsMax",
] as const;

type Name = (typeof NAMES)[number];

export class GaugeSummary {
  readonly #values: Record<Name, number>;

  constructor(values: Partial<Record<Name, number>> = {}) {
    this.#values = Object.fromEntries(NAMES.map((name) => [name, values[name] ?? 0])) as Record<Name, number>;
  }

  /** One reading; `before` is the reading of the same JVM before it, for what counts up since the JVM's start. */
  static of(reading: GaugeReading, before: GaugeReading | null): GaugeSummary {
    const total = (pools: GaugeReading["connectors"], pick: "busy" | "max" | "waiting"): number =>
      pools.reduce((sum, pool) => sum + pool[pick], 0);
    return new GaugeSummary({
      samples: 1,
      cpuSum: Math.max(reading.processCpu, 0),
      cpuSamples: reading.processCpu >= 0 ? 1 : 0,
      cpuMax: Math.max(reading.processCpu, 0),
      systemCpuSum: Math.max(reading.systemCpu, 0),
      systemCpuSamples: reading.systemCpu >= 0 ? 1 : 0,
      heapUsedSum: reading.heapUsed,
      heapUsedMax: reading.heapUsed,
      heapAfterGcSum: reading.heapUsedAfterGc,
      heapMax: reading.heapMax,
      gcMs: before === null ? 0 : Math.max(0, gcMs(reading) - gcMs(before)),
      threadsMax: reading.threads,
      connectorsBusyMax: total(reading.connectors, "busy"),
      connectorsMax: total(reading.connectors, "max"),
      poolBusyMax: total(reading.jdbcPools, "busy"),
      poolMax: total(reading.jdbcPools, "max"),
      poolWaitingMax: total(reading.jdbcPools, "waiting"),
      agentCpuUs: before === null ? 0 : Math.max(0, reading.agentCpuUs - before.agentCpuUs),
      nearSessionsMax: reading.nearSessions,
    });
  }

  get(name: Name): number {
    return this.#values[name];
  }

  /** Mean CPU share of the JVM; null when it could not tell. */
  get cpu(): number | null {
    return this.#values.cpuSamples === 0 ? null : this.#values.cpuSum / this.#values.cpuSamples;
  }

  get systemCpu(): number | null {
    return this.#values.systemCpuSamples === 0
      ? null
      : this.#values.systemCpuSum / this.#values.systemCpuSamples;
  }

  get heapUsedBytes(): number | null {
    return this.#values.samples === 0 ? null : this.#values.heapUsedSum / this.#values.samples;
  }

  merge(other: GaugeSummary): void {
    for (const name of NAMES) {
      const [ours, theirs] = [this.#values[name], other.#values[name]];
      this.#values[name] = name.endsWith("Max") ? Math.max(ours, theirs) : ours + theirs;
    }
  }

  /** All values in the order of their names; new names go to the end. */
  toValues(): number[] {
    return NAMES.map((name) => this.#values[name]);
  }

  static fromValues(values: readonly number[]): GaugeSummary {
    const known = NAMES.map((name, index): [Name, number] => {
      const value = values[index] ?? 0;
      return [name, Number.isFinite(value) && value >= 0 ? value : 0];
    });
    return new GaugeSummary(Object.fromEntries(known) as Record<Name, number>);
  }
}

function gcMs(reading: GaugeReading): number {
  return reading.collectors.reduce((sum, collector) => sum + collector.timeMs, 0);
}
