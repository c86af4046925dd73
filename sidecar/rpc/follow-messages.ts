import type { FollowEntry } from "../telemetry/follow-log.ts";
import { GaugeSummary } from "../telemetry/gauge-summary.ts";
import { HyperLogLog } from "../telemetry/hyper-log-log.ts";
import { LatencySketch } from "../telemetry/latency-sketch.ts";
import type { PeerItem } from "../telemetry/peer-ingest.ts";
import { Rollup } from "../telemetry/rollup.ts";
import type { SpanBlock } from "../telemetry/span-block.ts";
import type { TransactionRow } from "../telemetry/transaction-row.ts";
import type { Bucket, BucketInput, Dots, DotsInput, FollowItem, FollowItemInput } from "./gen/telemetry.ts";

/** What one watch tells another, to and from the wire. `parse` throws RangeError on what cannot be meant. */
export const followMessages = {
  item: (entry: FollowEntry): FollowItemInput =>
    entry.kind === "bucket"
      ? { seq: entry.seq, bucket: bucketMessage(entry) }
      : { seq: entry.seq, dots: dotsMessage(entry.block) },

  /** Null for a greeting. */
  parse: (item: FollowItem): PeerItem | null => {
    if (item.bucket !== null) {
      return parseBucket(item.bucket);
    }
    if (item.dots !== null) {
      return { kind: "rows", was: item.dots.was, rows: parseDots(item.dots) };
    }
    if (item.agent !== null && item.agent.hello !== null) {
      const { hello, attached, seenMs, gauges, created, stored, dropped } = item.agent;
      const totals = { created, stored, dropped: dropped.map(({ reason, count }) => ({ reason, count })) };
      return { kind: "agent", state: { identity: hello, attached, seenMs, gauges, ...totals } };
    }
    return null;
  },
};

function bucketMessage(entry: FollowEntry & { readonly kind: "bucket" }): BucketInput {
  const { place, rollup } = entry;
  return {
    ...place,
    count: rollup.count,
    errors: rollup.errors,
    sqlCount: rollup.sqlCount,
    sqlUs: rollup.sqlUs,
    sessionUs: rollup.sessionUs,
    latency: rollup.latency.toBytes(),
    usersByAddress: rollup.users.address.toBytes(),
    usersBySession: rollup.users.session.toBytes(),
    usersByCookie: rollup.users.cookie.toBytes(),
    gaugeSummary: rollup.gauges.toValues(),
    endpoints: [...rollup.endpoints].map(([endpoint, totals]) => ({
      endpoint,
      count: totals.count,
      errors: totals.errors,
      sqlUs: totals.sqlUs,
      sumUs: totals.latency.sumUs,
      latency: totals.latency.toBytes(),
    })),
  };
}

function parseBucket(bucket: Bucket): PeerItem {
  const rollup = new Rollup();
  rollup.count = bucket.count;
  rollup.errors = bucket.errors;
  rollup.sqlCount = bucket.sqlCount;
  rollup.sqlUs = bucket.sqlUs;
  rollup.sessionUs = bucket.sessionUs;
  rollup.latency.merge(LatencySketch.fromBytes(bucket.latency));
  rollup.users.address.merge(HyperLogLog.fromBytes(bucket.usersByAddress));
  rollup.users.session.merge(HyperLogLog.fromBytes(bucket.usersBySession));
  rollup.users.cookie.merge(HyperLogLog.fromBytes(bucket.usersByCookie));
  rollup.gauges.merge(GaugeSummary.fromValues(bucket.gaugeSummary));
  for (const { endpoint, count, errors, sqlUs, latency } of bucket.endpoints) {
    rollup.addEndpoint(endpoint, { count, errors, sqlUs, latency: LatencySketch.fromBytes(latency) });
  }
  const { node, was, startMs, widthMs } = bucket;
  return { kind: "bucket", place: { node, was, startMs, widthMs }, rollup };
}

function dotsMessage(block: SpanBlock): DotsInput {
  const { startUs, strings, ...columns } = block.peerColumns();
  let before = 0;
  const startMsDelta = startUs.map((us) => {
    const startMs = Math.floor(us / 1000);
    const delta = startMs - before;
    before = startMs;
    return delta;
  });
  return {
    ...columns,
    node: block.node,
    was: block.was,
    startMsDelta,
    startUs: startUs.map((us) => us % 1000),
    strings: strings.slice(1),
  };
}

function parseDots(dots: Dots): TransactionRow[] {
  const count = dots.startMsDelta.length;
  const columns = [dots.startUs, dots.durationUs, dots.status, dots.endpoint, dots.path, dots.error];
  const lengths = [...columns, dots.address, dots.sqlUs, dots.sqlCount].map((column) => column.length);
  const bytes = dots.traceIds.length === count * 16 && dots.spanIds.length === count * 8;
  if (!bytes || dots.sessionKeys.length !== count * 8 || lengths.some((length) => length !== count)) {
    throw new RangeError("Columns of a peer's transactions have different lengths.");
  }
  const strings = ["", ...dots.strings];
  const text = (table: readonly string[], id: number | undefined): string => table[id ?? -1] ?? "";
  const hex = (column: Uint8Array): string =>
    Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString("hex");
  const [traceIds, spanIds, sessionKeys] = [hex(dots.traceIds), hex(dots.spanIds), hex(dots.sessionKeys)];
  let startMs = 0;
  return dots.startMsDelta.map((delta, row) => {
    startMs += delta;
    const sessionKey = sessionKeys.slice(row * 16, row * 16 + 16);
    return {
      startUs: startMs * 1000 + (dots.startUs[row] ?? 0),
      durationUs: dots.durationUs[row] ?? 0,
      traceId: traceIds.slice(row * 32, row * 32 + 32),
      spanId: spanIds.slice(row * 16, row * 16 + 16),
      parentSpanId: "",
      endpoint: text(dots.endpoints, dots.endpoint[row]),
      path: text(strings, dots.path[row]),
      status: dots.status[row] ?? 0,
      error: text(strings, dots.error[row]),
      address: text(strings, dots.address[row]),
      sessionKey: sessionKey === "0000000000000000" ? "" : sessionKey,
      userHash: "",
      cpuUs: 0,
      sqlUs: dots.sqlUs[row] ?? 0,
      sqlCount: dots.sqlCount[row] ?? 0,
      sessionUs: 0,
      app: "",
      thread: "",
      calls: [],
    };
  });
}
