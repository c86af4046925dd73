/**
 * What one WAS did in one span of time: counts, response times, distinct users by three keys, totals by endpoint and
 * gauges. Folding rows and merging rollups give the same result in any order, so an hour rolled up from minutes equals
 * the hour rolled up from its transactions. A rollup holds at most ENDPOINTS_MAX endpoints; the rest are one line.
 */
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { GaugeSummary } from "./gauge-summary.ts";
import { type Hash64, hash64 } from "./hash64.ts";
import { HyperLogLog } from "./hyper-log-log.ts";
import { isFailed } from "./is-failed.ts";
import { LatencySketch } from "./latency-sketch.ts";
import type { TransactionRow } from "./transaction-row.ts";

/** By client address, session, configured cookie. */
export type UserKey = "address" | "session" | "cookie";

/** Of one endpoint. */
export interface EndpointTotals {
  count: number;
  errors: number;
  sqlUs: number;
  readonly latency: LatencySketch;
}

/** Protects a bucket from an application whose paths carry ids: 300 × some 200 bytes. */
const ENDPOINTS_MAX = 300;
const FORMAT = 1;

export class Rollup {
  /** Where endpoints past the limit are counted. */
  static readonly otherEndpoints = "(other)";

  count = 0;
  errors = 0;
  sqlCount = 0;
  sqlUs = 0;
  sessionUs = 0;
  readonly latency = new LatencySketch();
  readonly users: Readonly<Record<UserKey, HyperLogLog>> = {
    address: new HyperLogLog(),
    session: new HyperLogLog(),
    cookie: new HyperLogLog(),
  };
  readonly endpoints = new Map<string, EndpointTotals>();
  readonly gauges = new GaugeSummary();

  /** Takes one transaction in. The hashes are hash64 of its address and session, for callers who have them already. */
  fold(row: TransactionRow, addressHash?: Hash64, sessionHash?: Hash64): void {
    const failed = isFailed(row) ? 1 : 0;
    this.count++;
    this.errors += failed;
    this.sqlCount += row.sqlCount;
    this.sqlUs += row.sqlUs;
    this.sessionUs += row.sessionUs;
    this.latency.add(row.durationUs);
    this.#foldUsers(row, addressHash, sessionHash);
    const endpoint = this.#endpoint(row.endpoint);
    endpoint.count++;
    endpoint.errors += failed;
    endpoint.sqlUs += row.sqlUs;
    endpoint.latency.add(row.durationUs);
  }

  merge(other: Rollup): void {
    this.count += other.count;
    this.errors += other.errors;
    this.sqlCount += other.sqlCount;
    this.sqlUs += other.sqlUs;
    this.sessionUs += other.sessionUs;
    this.latency.merge(other.latency);
    this.users.address.merge(other.users.address);
    this.users.session.merge(other.users.session);
    this.users.cookie.merge(other.users.cookie);
    this.gauges.merge(other.gauges);
    for (const [name, totals] of other.endpoints) {
      this.addEndpoint(name, totals);
    }
  }

  addEndpoint(name: string, totals: Readonly<EndpointTotals>): void {
    const ours = this.#endpoint(name);
    ours.count += totals.count;
    ours.errors += totals.errors;
    ours.sqlUs += totals.sqlUs;
    ours.latency.merge(totals.latency);
  }

  toBytes(): Buffer {
    const writer = new ByteWriter(1024).varint(FORMAT);
    writer.varint(this.count).varint(this.errors);
    writer.varint(this.sqlCount).varint(this.sqlUs).varint(this.sessionUs);
    writer.blob(this.latency.toBytes());
    writer.blob(this.users.address.toBytes());
    writer.blob(this.users.session.toBytes());
    writer.blob(this.users.cookie.toBytes());
    const gauges = this.gauges.toValues();
    writer.varint(gauges.length);
    for (const value of gauges) {
      writer.double(value);
    }
    writer.varint(this.endpoints.size);
    for (const name of [...this.endpoints.keys()].sort()) {
      const totals = this.endpoints.get(name) as EndpointTotals;
      writer.string(name).varint(totals.count).varint(totals.errors).varint(totals.sqlUs);
      writer.blob(totals.latency.toBytes());
    }
    return Buffer.from(writer.bytes());
  }

  /**
   * Throws RangeError when `bytes` are not a rollup. Most readers want no endpoints, which are the larger half: `parts`
   * "figures" leaves them out, and such a rollup must not be stored again.
   */
  static fromBytes(bytes: Uint8Array, parts: "all" | "figures" = "all"): Rollup {
    const rollup = new Rollup();
    const reader = new ByteReader(bytes);
    if (reader.varint() !== FORMAT) {
      throw new RangeError("A rollup of a format this version does not know.");
    }
    rollup.count = reader.varint();
    rollup.errors = reader.varint();
    rollup.sqlCount = reader.varint();
    rollup.sqlUs = reader.varint();
    rollup.sessionUs = reader.varint();
    rollup.latency.merge(LatencySketch.fromBytes(reader.blob()));
    rollup.users.address.merge(HyperLogLog.fromBytes(reader.blob()));
    rollup.users.session.merge(HyperLogLog.fromBytes(reader.blob()));
    rollup.users.cookie.merge(HyperLogLog.fromBytes(reader.blob()));
    const gauges: number[] = [];
    for (let left = Math.min(reader.varint(), 256); left > 0; left--) {
      gauges.push(reader.double());
    }
    rollup.gauges.merge(GaugeSummary.fromValues(gauges));
    if (parts === "all") {
      for (let left = Math.min(reader.varint(), ENDPOINTS_MAX + 1); left > 0; left--) {
        rollup.#readEndpoint(reader);
      }
    }
    return rollup;
  }

  #readEndpoint(reader: ByteReader): void {
    const totals = this.#endpoint(reader.string());
    totals.count += reader.varint();
    totals.errors += reader.varint();
    totals.sqlUs += reader.varint();
    totals.latency.merge(LatencySketch.fromBytes(reader.blob()));
  }

  #foldUsers(row: TransactionRow, addressHash?: Hash64, sessionHash?: Hash64): void {
    if (row.address !== "") {
      const { high, low } = addressHash ?? hash64(Buffer.from(row.address));
      this.users.address.add(high, low);
    }
    if (row.sessionKey !== "") {
      const { high, low } = sessionHash ?? hash64(Buffer.from(row.sessionKey, "hex"));
      this.users.session.add(high, low);
    }
    if (row.userHash !== "") {
      const { high, low } = hash64(Buffer.from(row.userHash, "hex"));
      this.users.cookie.add(high, low);
    }
  }

  #endpoint(name: string): EndpointTotals {
    const known = this.endpoints.get(name);
    if (known !== undefined) {
      return known;
    }
    const named = this.endpoints.size - (this.endpoints.has(Rollup.otherEndpoints) ? 1 : 0);
    if (named >= ENDPOINTS_MAX && name !== Rollup.otherEndpoints) {
      return this.#endpoint(Rollup.otherEndpoints);
    }
    const totals: EndpointTotals = { count: 0, errors: 0, sqlUs: 0, latency: new LatencySketch() };
    this.endpoints.set(name, totals);
    return totals;
  }
}
