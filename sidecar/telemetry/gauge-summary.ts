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
  readonly #values = new Float64Array(NAMES.length);

  constructor(values: Partial<Record<Name, number>> = {}) {
    for (const name in values) {
      this.#values[INDEX[name as Name]] = values[name as Name] ?? 0;
    }
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
    return this.#values[INDEX[name]] as number;
  }

  /** Mean CPU share of the JVM; null when it could not tell. */
  get cpu(): number | null {
    return this.get("cpuSamples") === 0 ? null : this.get("cpuSum") / this.get("cpuSamples");
  }

  get systemCpu(): number | null {
    return this.get("systemCpuSamples") === 0
      ? null
      : this.get("systemCpuSum") / this.get("systemCpuSamples");
  }

  get heapUsedBytes(): number | null {
    return this.get("samples") === 0 ? null : this.get("heapUsedSum") / this.get("samples");
  }

  merge(other: GaugeSummary): void {
    const [ours, theirs] = [this.#values, other.#values];
    for (let index = 0; index < ours.length; index++) {
      const [a, b] = [ours[index] as number, theirs[index] as number];
      ours[index] = IS_MAX[index] ? Math.max(a, b) : a + b;
    }
  }

  /** All values in the order of their names; new names go to the end. */
  toValues(): readonly number[] {
    return [...this.#values];
  }

  static fromValues(values: readonly number[]): GaugeSummary {
    const summary = new GaugeSummary();
    for (let index = 0; index < NAMES.length; index++) {
      const value = values[index] ?? 0;
      summary.#values[index] = Number.isFinite(value) && value >= 0 ? value : 0;
    }
    return summary;
  }
}

const INDEX = Object.fromEntries(NAMES.map((name, index) => [name, index])) as Record<Name, number>;
const IS_MAX = NAMES.map((name) => name.endsWith("Max"));

function gcMs(reading: GaugeReading): number {
  return reading.collectors.reduce((sum, collector) => sum + collector.timeMs, 0);
}
