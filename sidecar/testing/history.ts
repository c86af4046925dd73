import type { KvStore } from "../store/kv-store.ts";
import { GaugeSummary } from "../telemetry/gauge-summary.ts";
import { Rollup } from "../telemetry/rollup.ts";
import { RollupStore } from "../telemetry/rollup-store.ts";
import { rollupTiers } from "../telemetry/rollup-tiers.ts";
import { SpanStore } from "../telemetry/span-store.ts";
import type { TransactionRow } from "../telemetry/transaction-row.ts";

/** What one WAS does at one moment; `change` may bend it to make an incident. */
export interface HistoryShape {
  /** Transactions a minute. */
  readonly perMinute: number;
  /** Users active in the last minutes. */
  readonly users: number;
  /** Typical response time. */
  readonly medianUs: number;
  readonly errorShare: number;
  readonly cpu: number;
  readonly heapShare: number;
}

export interface HistoryOptions {
  /** Of the watch; opened by nobody else meanwhile. */
  readonly store: KvStore;
  readonly nowMs: number;
  readonly days: number;
  readonly seed: number;
  readonly node?: string;
  readonly wases?: readonly string[];
  /** Busiest minute of a WAS on a weekday. */
  readonly perMinuteMax?: number;
  readonly usersMax?: number;
  /** Of the site; Korea without it. */
  readonly zoneOffsetMs?: number;
  /** The last minutes come with single transactions, in two-second buckets. */
  readonly minutesWithRows?: number;
  readonly change?: (atMs: number, was: string, shape: HistoryShape) => HistoryShape;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const HEAP_MAX = 1024 ** 3;
const ENDPOINTS = [
  "GET /shop/",
  "GET /shop/goods",
  "GET /shop/search",
  "POST /shop/cart",
  "POST /shop/orders",
];

/**
 * Writes days of believable telemetry through the store's own code: working hours, weekends, users who come back, load
 * that slows. The same seed writes the same history. Old days come in the widths that would be kept of them.
 */
export async function history(options: HistoryOptions): Promise<{ rollups: number; transactions: number }> {
  const { nowMs, store } = options;
  const random = mulberry(options.seed);
  const rollups = new RollupStore(store);
  const spans = new SpanStore(store);
  const node = options.node ?? "a";
  const rowsFromMs = nowMs - (options.minutesWithRows ?? 5) * MINUTE_MS;
  let [written, transactions, seq] = [0, 0, 0];
  const startMs = Math.floor((nowMs - options.days * 24 * HOUR_MS) / HOUR_MS) * HOUR_MS;
  let changes: Parameters<KvStore["write"]>[0][number][] = [];
  for (let atMs = startMs; atMs < nowMs; ) {
    const widthMs = widthAt(atMs, nowMs, rowsFromMs);
    for (const was of options.wases ?? ["shop-1", "shop-2"]) {
      const shape = shapeAt(options, atMs, was);
      const rows = rowsOf(shape, atMs, Math.min(widthMs, nowMs - atMs), was, random);
      const rollup = new Rollup();
      for (const row of rows) {
        rollup.fold(row);
      }
      rollup.gauges.merge(gaugesOf(shape, widthMs));
      changes.push(...rollups.put({ node, was, startMs: atMs, widthMs }, rollup, 0));
      if (widthMs === rollupTiers[0]?.widthMs && rows.length > 0) {
        changes.push(...spans.changes(node, was, rows, SEQ_FIRST + seq++).changes);
      }
      written++;
      transactions += rows.length;
    }
    if (changes.length > 2_000) {
      await store.write(changes);
      changes = [];
    }
    atMs += widthMs;
  }
  await store.write(changes);
  while (await rollups.compact(Number.MAX_SAFE_INTEGER)) {
    // More windows are due than one step makes.
  }
  return { rollups: written, transactions };
}

/** Far above what a test's own batches use. */
const SEQ_FIRST = 1_000_000_000;

/** The finest width that would still be kept. */
function widthAt(atMs: number, nowMs: number, rowsFromMs: number): number {
  const age = nowMs - atMs;
  const [finest, minute, five] = rollupTiers;
  if (atMs >= Math.ceil(rowsFromMs / MINUTE_MS) * MINUTE_MS) {
    return finest?.widthMs as number;
  }
  return age < (minute?.keepMs as number) - 2 * HOUR_MS || atMs % (five?.widthMs as number) !== 0
    ? MINUTE_MS
    : (five?.widthMs as number);
}

function shapeAt(options: HistoryOptions, atMs: number, was: string): HistoryShape {
  const local = new Date(atMs + (options.zoneOffsetMs ?? 9 * HOUR_MS));
  const hour = local.getUTCHours() + local.getUTCMinutes() / 60;
  const weekend = local.getUTCDay() === 0 || local.getUTCDay() === 6;
  const day = 0.08 + 0.92 * Math.exp(-(((hour - 14) / 5) ** 2));
  const load = day * (weekend ? 0.4 : 1);
  const shape: HistoryShape = {
    perMinute: (options.perMinuteMax ?? 30) * load,
    users: Math.max(1, (options.usersMax ?? 300) * load),
    medianUs: 40_000 * (1 + load),
    errorShare: 0.002,
    cpu: 0.05 + 0.5 * load,
    heapShare: 0.35 + 0.3 * load,
  };
  return options.change?.(atMs, was, shape) ?? shape;
}

function rowsOf(
  shape: HistoryShape,
  atMs: number,
  widthMs: number,
  was: string,
  random: () => number,
): TransactionRow[] {
  const expected = (shape.perMinute * widthMs) / MINUTE_MS;
  const count = Math.floor(expected) + (random() < expected % 1 ? 1 : 0);
  return Array.from({ length: count }, () => {
    const durationUs = Math.round(shape.medianUs * Math.exp(gauss(random) * 0.7));
    const user = Math.floor(random() * shape.users);
    const failed = random() < shape.errorShare;
    const endMs = atMs + random() * widthMs;
    return {
      startUs: Math.max(atMs * 1000, Math.round(endMs * 1000 - durationUs)),
      durationUs,
      traceId: hex(random, 32),
      spanId: hex(random, 16),
      parentSpanId: "",
      endpoint: ENDPOINTS[Math.floor(random() ** 2 * ENDPOINTS.length)] as string,
      path: "/shop/",
      status: failed ? 500 : 200,
      error: failed ? "java.lang.IllegalStateException: out of stock" : "",
      address: `198.51.${user >> 8}.${user & 255}`,
      sessionKey: `5${(user + 1).toString(16).padStart(15, "0")}`,
      userHash: `7${(user + 1).toString(16).padStart(15, "0")}`,
      cpuUs: Math.round(durationUs / 10),
      sqlUs: Math.round(durationUs / 3),
      sqlCount: 2,
      sessionUs: 200,
      app: "/shop",
      thread: `${was}-exec`,
      calls: [],
    };
  });
}

function gaugesOf(shape: HistoryShape, widthMs: number): GaugeSummary {
  const samples = widthMs / 2_000;
  const heap = shape.heapShare * HEAP_MAX;
  return new GaugeSummary({
    samples,
    cpuSum: shape.cpu * samples,
    cpuSamples: samples,
    cpuMax: shape.cpu,
    systemCpuSum: Math.min(1, shape.cpu + 0.1) * samples,
    systemCpuSamples: samples,
    heapUsedSum: heap * samples,
    heapUsedMax: heap,
    heapAfterGcSum: heap * 0.8 * samples,
    heapMax: HEAP_MAX,
    threadsMax: 60,
  });
}

function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function hex(random: () => number, digits: number): string {
  let text = "";
  while (text.length < digits) {
    text += Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, "0");
  }
  return text;
}

/** mulberry32: 0 ≤ x < 1. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
