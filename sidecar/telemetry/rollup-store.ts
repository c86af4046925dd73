import type { KvChange, KvStore } from "../store/kv-store.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { coverRange } from "./cover-range.ts";
import type { StoredBucket } from "./open-buckets.ts";
import { Rollup } from "./rollup.ts";
import { type RollupTier, rollupTiers } from "./rollup-tiers.ts";
import { scanPages } from "./scan-pages.ts";
import { telemetryKeys } from "./telemetry-keys.ts";

/** Which rollup. */
export interface RollupPlace {
  readonly node: string;
  readonly was: string;
  readonly startMs: number;
  readonly widthMs: number;
}

export interface StoredRollup extends RollupPlace {
  readonly rollup: Rollup;
}

/** What to read: rollups that lie in [fromMs, toMs). */
export interface RollupRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly was?: string | undefined;
  /** Widest windows that may be used; any without it. */
  readonly widestMs?: number | undefined;
  /** "figures" leaves the endpoints out, which is twice as fast. */
  readonly parts?: "all" | "figures" | undefined;
}

/** Windows made again in one call, so that a long outage is caught up with in many short steps. */
const COMPACT_MAX = 64;
const EXPIRE_MAX = 512;
/** After so long without any new bucket deletion stops: nothing comes that needs the room. */
const NEWEST_AGE_MS = 86_400_000;

/**
 * Rollups of all tiers. A two-second bucket is written once or, when something came late, again; every coarser window
 * it lies in is then marked stale, in the same transaction, and made again from the finer tier. So writing twice counts
 * once, a crash loses no window, and sums are equal across the tiers. Reads leave stale windows to the finer tier.
 */
export class RollupStore {
  readonly #store: KvStore;
  /** Stale windows, as in the store: width → start → whose. */
  readonly #stale = new Map<number, Map<number, StaleWindow>>();

  /** By width: windows that began before this were deleted. */
  readonly #expiredMs = new Map<number, number>();

  constructor(store: KvStore) {
    this.#store = store;
    for (const { widthMs } of rollupTiers) {
      const expired = store.get(telemetryKeys.meta(`expired ${widthMs}`));
      this.#expiredMs.set(widthMs, Number(expired?.toString("utf8") ?? 0));
    }
    for (const { key } of scanPages(store, telemetryKeys.range("stale"))) {
      const [node, was] = telemetryKeys.names(key, 2);
      this.#mark({ widthMs: telemetryKeys.number(key, 0), startMs: telemetryKeys.number(key, 1), node, was });
    }
  }

  /** The stored form of a rollup. Throws RangeError when it is damaged. */
  static decode(value: Uint8Array, parts: RollupRange["parts"] = "all"): StoredBucket {
    const reader = new ByteReader(value);
    const throughSeq = reader.varint();
    return { throughSeq, rollup: Rollup.fromBytes(reader.rest(), parts) };
  }

  /** Stored bucket of the finest tier. */
  bucket(node: string, was: string, startMs: number): StoredBucket | null {
    const widthMs = (rollupTiers[0] as RollupTier).widthMs;
    const value = this.#store.get(telemetryKeys.rollup(widthMs, startMs, node, was));
    return value === undefined ? null : RollupStore.decode(value);
  }

  /** Changes that write a rollup of any tier and mark what it makes stale. */
  put(place: RollupPlace, rollup: Rollup, throughSeq: number): KvChange[] {
    const { startMs, widthMs, node, was } = place;
    const changes: KvChange[] = [
      { key: telemetryKeys.rollup(widthMs, startMs, node, was), value: encode(rollup, throughSeq) },
    ];
    for (const tier of rollupTiers.filter((coarser) => coarser.widthMs > widthMs)) {
      const window = {
        widthMs: tier.widthMs,
        startMs: Math.floor(startMs / tier.widthMs) * tier.widthMs,
        node,
        was,
      };
      this.#mark(window);
      const key = telemetryKeys.stale(tier.widthMs, window.startMs, node, was);
      changes.push({ key, value: Buffer.alloc(0) });
    }
    return changes;
  }

  /** Rollups of the range, each moment once, from the coarsest tier that is up to date. */
  *read(range: RollupRange): Generator<StoredRollup> {
    const state = {
      stale: (widthMs: number) => this.#stale.get(widthMs)?.keys() ?? [],
      expiredMs: (widthMs: number) => this.#expiredMs.get(widthMs) ?? 0,
    };
    const stretches = coverRange(range.fromMs, range.toMs, state, range.widestMs);
    for (const { fromMs, toMs, widthMs } of stretches) {
      yield* this.#scan(widthMs, { ...range, fromMs, toMs });
    }
  }

  /** Makes stale windows that are over again. True when some are left to do now. */
  async compact(nowMs: number): Promise<boolean> {
    let left = COMPACT_MAX;
    for (const [index, tier] of rollupTiers.entries()) {
      for (const [startMs, window] of [...(this.#stale.get(tier.widthMs) ?? [])]) {
        if (startMs + tier.widthMs + tier.settleMs > nowMs || this.#hasFinerNews(index, startMs)) {
          continue;
        }
        if (left === 0) {
          return true;
        }
        left--;
        await this.#remake(index, startMs, window);
      }
    }
    return false;
  }

  /** Deletes what its tier keeps no longer. True when more is left. */
  async expire(wallMs: number, keepDaysMax: number): Promise<boolean> {
    const changes: KvChange[] = [];
    // A clock that jumped far ahead must not delete what is young: the newest bucket says what time it is at most.
    const nowMs = Math.min(wallMs, (this.#newestMs() ?? wallMs) + NEWEST_AGE_MS);
    for (const { widthMs, keepMs } of rollupTiers) {
      const beforeMs = nowMs - Math.min(keepMs, keepDaysMax * 86_400_000);
      const from = telemetryKeys.rollupsFrom(widthMs, 0);
      const to = telemetryKeys.rollupsFrom(widthMs, Math.max(0, beforeMs));
      const old = this.#store.scan({ from, to, limit: EXPIRE_MAX });
      if (old.length > 0) {
        this.#expiredMs.set(widthMs, beforeMs);
        const mark = { key: telemetryKeys.meta(`expired ${widthMs}`), value: Buffer.from(String(beforeMs)) };
        changes.push(mark, ...old.map(({ key }) => ({ key, value: null })));
      }
    }
    if (changes.length > 0) {
      await this.#store.write(changes);
    }
    return changes.length >= EXPIRE_MAX;
  }

  /** Start of the oldest rollup of any tier; null when there is none. */
  firstMs(): number | null {
    const known = rollupTiers.map(({ widthMs }) => this.#firstMs(widthMs)).filter((first) => first !== null);
    return known.length === 0 ? null : Math.min(...known);
  }

  #newestMs(): number | null {
    const { widthMs } = rollupTiers[0] as RollupTier;
    const range = {
      from: telemetryKeys.rollupsFrom(widthMs, 0),
      to: telemetryKeys.rollupsFrom(widthMs + 1, 0),
    };
    const [newest] = this.#store.scan({ ...range, limit: 1, reverse: true });
    return newest === undefined ? null : telemetryKeys.number(newest.key, 1);
  }

  #firstMs(widthMs: number): number | null {
    const range = {
      from: telemetryKeys.rollupsFrom(widthMs, 0),
      to: telemetryKeys.rollupsFrom(widthMs + 1, 0),
    };
    const [first] = this.#store.scan({ ...range, limit: 1 });
    return first === undefined ? null : telemetryKeys.number(first.key, 1);
  }

  *#scan(widthMs: number, range: RollupRange): Generator<StoredRollup> {
    const from = telemetryKeys.rollupsFrom(widthMs, Math.max(0, range.fromMs));
    const to = telemetryKeys.rollupsFrom(widthMs, Math.max(0, range.toMs));
    for (const { key, value } of scanPages(this.#store, { from, to })) {
      const [node, was] = telemetryKeys.names(key, 2);
      if (range.was === undefined || range.was === was) {
        const startMs = telemetryKeys.number(key, 1);
        yield { node, was, startMs, widthMs, rollup: RollupStore.decode(value, range.parts).rollup };
      }
    }
  }

  #hasFinerNews(tier: number, startMs: number): boolean {
    const end = startMs + (rollupTiers[tier] as RollupTier).widthMs;
    return rollupTiers.slice(1, tier).some(({ widthMs }) => {
      for (const start of this.#stale.get(widthMs)?.keys() ?? []) {
        if (start >= startMs && start < end) {
          return true;
        }
      }
      return false;
    });
  }

  async #remake(tier: number, startMs: number, window: StaleWindow): Promise<void> {
    const { widthMs } = rollupTiers[tier] as RollupTier;
    const finerMs = (rollupTiers[tier - 1] as RollupTier).widthMs;
    const marks = window.marks;
    const merged = new Map([...window.names].map((name) => [name, new Rollup()]));
    for (const finer of this.#scan(finerMs, { fromMs: startMs, toMs: startMs + widthMs })) {
      merged.get(`${finer.node}\0${finer.was}`)?.merge(finer.rollup);
    }
    const changes = [...merged].flatMap(([name, rollup]): KvChange[] => {
      const [node, was] = name.split("\0") as [string, string];
      return [
        {
          key: telemetryKeys.rollup(widthMs, startMs, node, was),
          value: encode(rollup, 0),
        },
        { key: telemetryKeys.stale(widthMs, startMs, node, was), value: null },
      ];
    });
    await this.#store.write(changes);
    // Marked again while this was written: its mark in the store came behind ours, and it stays.
    if (window.marks === marks) {
      this.#stale.get(widthMs)?.delete(startMs);
    }
  }

  #mark(place: RollupPlace): void {
    let starts = this.#stale.get(place.widthMs);
    if (starts === undefined) {
      starts = new Map();
      this.#stale.set(place.widthMs, starts);
    }
    let window = starts.get(place.startMs);
    if (window === undefined) {
      window = { names: new Set(), marks: 0 };
      starts.set(place.startMs, window);
    }
    window.names.add(`${place.node}\0${place.was}`);
    window.marks++;
  }
}

interface StaleWindow {
  /** node, NUL, WAS. */
  readonly names: Set<string>;
  /** How often it was marked. */
  marks: number;
}

function encode(rollup: Rollup, throughSeq: number): Buffer {
  return Buffer.from(new ByteWriter(2048).varint(throughSeq).raw(rollup.toBytes()).bytes());
}
