import { AppError } from "../base/app-error.ts";
import type { Log } from "../base/log.ts";
import type { KvChange, KvStore } from "../store/kv-store.ts";
import type { Change, ChangeCodec } from "./change.ts";
import { DamagedSessions } from "./damaged-sessions.ts";
import { indexOf } from "./index-of.ts";
import { ownChange } from "./own-change.ts";
import { RecordCache } from "./record-cache.ts";
import { type SessionRecord, sessionRecord } from "./session-record.ts";
import type { Version } from "./version.ts";

/** What is kept in memory of every session, so that lists, expiry and inventories never read the store. */
export interface SessionIndex {
  readonly id: string;
  readonly app: string;
  readonly user: string;
  readonly address: string;
  readonly was: string;
  readonly createdMs: number;
  readonly maxInactiveS: number;
  readonly version: Version | null;
  readonly digest: string;
  /** Null while it lives. */
  readonly dead: { readonly reason: string; readonly movedTo: string; readonly atMs: number } | null;
  readonly attributes: number;
  readonly bytes: number;
  readonly writes: number;
  readonly lastAccessMs: number;
}

/** What a SessionTable needs. */
export interface SessionTableOptions {
  readonly store: KvStore;
  readonly codec: ChangeCodec;
  readonly log: Log;
  /** Stamp of something taken in now. */
  readonly stamp: (after: Version | null) => Version;
}

/** Longest that a moved last access stays in memory alone. */
const TOUCH_MS = 30_000;

/** Sessions read in one go at the start. */
const SCAN_ENTRIES = 500;

const PREFIX = 0x73; // "s"

/** Prefix and id. */
const KEY_BYTES = 17;

/**
 * The sessions of this member: newest state in memory first (what the store does not hold yet), then the store.
 * `apply` takes effect at once for every reader; `flush` makes the store follow. The journal covers the time in
 * between.
 */
export class SessionTable {
  /** Sessions whose stored record cannot be read; `get` and `index` throw `session_damaged` for them. */
  readonly damaged = new DamagedSessions();
  readonly #options: SessionTableOptions;
  readonly #index = new Map<string, SessionIndex>();
  readonly #cache = new RecordCache();
  /** Newer than the store; null marks a removal. */
  #dirty = new Map<string, SessionRecord | null>();
  /** Being written to the store at this moment. */
  #writing = new Map<string, SessionRecord | null>();
  #live = 0;

  constructor(options: SessionTableOptions) {
    this.#options = options;
    options.store.onDamaged((key) => {
      if (key.length === KEY_BYTES && key[0] === PREFIX) this.#damage(key.subarray(1).toString("hex"));
    });
  }

  get live(): number {
    return this.#live;
  }

  get tombstones(): number {
    return this.#index.size - this.#live;
  }

  /** Records that are newer than the store. */
  get dirty(): number {
    return this.#dirty.size + this.#writing.size;
  }

  /** Fills the index from the store. */
  load(): void {
    let from = Buffer.from([PREFIX]);
    const to = Buffer.from([PREFIX + 1]);
    while (true) {
      const entries = this.#options.store.scan({ from, to, limit: SCAN_ENTRIES });
      for (const entry of entries) {
        const id = entry.key.subarray(1).toString("hex");
        const record = this.#decode(id, entry.value);
        if (record === null) this.damaged.add(id);
        else this.#setIndex(record);
      }
      const last = entries.at(-1);
      if (last === undefined || entries.length < SCAN_ENTRIES) return;
      from = Buffer.concat([last.key, Buffer.from([0])]);
    }
  }

  /** The record, live or dead; null when this member does not hold it. Throws `session_damaged`. */
  get(id: string): SessionRecord | null {
    this.damaged.refuse(id);
    if (!this.#index.has(id)) return null;
    const newer = this.#dirty.get(id) ?? this.#writing.get(id);
    if (newer !== undefined && newer !== null) return newer;
    const cached = this.#cache.get(id);
    if (cached !== undefined) return cached;
    const stored = this.#stored(id);
    if (stored === null) {
      this.#damage(id);
      this.damaged.refuse(id);
      return null;
    }
    // Small moves of the last access are in the index alone.
    const lastAccessMs = Math.max(stored.lastAccessMs, this.#index.get(id)?.lastAccessMs ?? 0);
    const record = { ...stored, lastAccessMs };
    this.#cache.add(record);
    return record;
  }

  /** Throws `session_damaged`. */
  index(id: string): SessionIndex | undefined {
    this.damaged.refuse(id);
    return this.#index.get(id);
  }

  /** As `index`, with nothing for a damaged one: for lists of what this member holds. */
  peek(id: string): SessionIndex | undefined {
    return this.#index.get(id);
  }

  /** True when the store still has what it should have of this session; when not, it is among the damaged now. */
  verify(id: string): boolean {
    if (!this.#index.has(id) || this.#dirty.has(id) || this.#writing.has(id)) return true;
    if (this.#stored(id) !== null) return true;
    this.#damage(id);
    return false;
  }

  indexes(): IterableIterator<SessionIndex> {
    return this.#index.values();
  }

  /** Takes the change in. `changed` is false when it brought nothing new. */
  apply(
    id: string,
    change: Change,
  ): { before: SessionRecord | null; after: SessionRecord; changed: boolean } {
    if (this.damaged.has(id)) return this.#heal(id, change);
    const before = this.get(id);
    const stamp = this.#options.stamp(before?.stamp ?? null);
    const after = sessionRecord.merge(before, id, change, stamp);
    if (after === before || (change.touch && before === null)) return { before, after, changed: false };
    if (!change.touch || this.#worthStoring(before, after)) this.#dirty.set(id, after);
    this.#setIndex(after);
    this.#cache.add(after);
    return { before, after, changed: true };
  }

  /** A whole record heals a damaged one; anything less waits for it. */
  #heal(
    id: string,
    change: Change,
  ): { before: SessionRecord | null; after: SessionRecord; changed: boolean } {
    const before = this.damaged.waiting(id);
    const after = sessionRecord.merge(before, id, change, this.#options.stamp(before?.stamp ?? null));
    if (!change.full && !change.tombstone) {
      this.damaged.wait(after);
      return { before, after, changed: after !== before };
    }
    this.damaged.remove(id);
    this.#dirty.set(id, after);
    this.#setIndex(after);
    this.#cache.add(after);
    return { before: null, after, changed: true };
  }

  /** What memory has is as good as what the store had; otherwise only another member can help. */
  #damage(id: string): void {
    if (this.#dirty.has(id) || this.#writing.has(id)) return;
    const cached = this.#cache.get(id);
    if (cached !== undefined) {
      this.damaged.healed();
      this.#dirty.set(id, cached);
      return;
    }
    const index = this.#index.get(id);
    if (index !== undefined && index.dead === null) this.#live -= 1;
    this.#index.delete(id);
    this.damaged.add(id);
  }

  #stored(id: string): SessionRecord | null {
    const value = this.#options.store.get(storeKey(id));
    return value === undefined ? null : this.#decode(id, value);
  }

  /** A session that is only read is written again once in TOUCH_MS; a crash may cost that much idle time. */
  #worthStoring(before: SessionRecord | null, after: SessionRecord): boolean {
    if (this.#dirty.has(after.id)) return true;
    const movedMs = after.lastAccessMs - (before?.lastAccessMs ?? 0);
    return movedMs >= Math.min(TOUCH_MS, ((after.meta?.maxInactiveS ?? 0) * 1_000) / 10);
  }

  /** Forgets a record altogether: a tombstone whose time is over. */
  remove(id: string): void {
    const index = this.#index.get(id);
    if (index === undefined) return;
    if (index.dead === null) this.#live -= 1;
    this.#index.delete(id);
    this.#cache.remove(id);
    this.#dirty.set(id, null);
  }

  /** A damaged session that nobody has any more: from now on it is absent. */
  giveUp(id: string): void {
    if (!this.damaged.has(id)) return;
    this.damaged.lose(id);
    this.#dirty.set(id, null);
    this.#options.log.error("a session is lost: its record is damaged and no other member has it", { id });
  }

  /**
   * Writes what is newer than the store, the oldest first, at most `max` sessions in one transaction; `ended`: only
   * those that ended, which makes room. Rejects when the store fails; nothing is lost then.
   */
  async flush(max = Number.POSITIVE_INFINITY, ended = false): Promise<void> {
    if (this.#dirty.size === 0) return;
    this.#writing = new Map();
    for (const [id, record] of this.#dirty) {
      if (this.#writing.size >= max) break;
      if (ended && record !== null && record.dead === null) continue;
      this.#writing.set(id, record);
      this.#dirty.delete(id);
    }
    try {
      const batch: KvChange[] = [];
      for (const [id, record] of this.#writing)
        batch.push({ key: storeKey(id), value: this.#encode(record) });
      await this.#options.store.write(batch);
      this.#writing = new Map();
    } catch (cause) {
      // Back among the dirty ones, unless something newer is there by now.
      for (const [id, record] of this.#writing) if (!this.#dirty.has(id)) this.#dirty.set(id, record);
      this.#writing = new Map();
      throw cause;
    }
  }

  #encode(record: SessionRecord | null): Uint8Array | null {
    return record === null ? null : this.#options.codec.encode([sessionRecord.toChange(record)]);
  }

  #decode(id: string, value: Uint8Array): SessionRecord | null {
    try {
      const stamp = this.#options.stamp(null);
      let record: SessionRecord | null = null;
      for (const change of this.#options.codec.decode(value)) {
        record = sessionRecord.merge(record, id, ownChange.change(change), stamp);
      }
      return record;
    } catch (cause) {
      this.#options.log.warnSometimes("a stored session cannot be read", { cause: AppError.from(cause) });
      return null;
    }
  }

  #setIndex(record: SessionRecord): void {
    const before = this.#index.get(record.id);
    const wasLive = before !== undefined && before.dead === null;
    this.#live += (record.dead === null ? 1 : 0) - (wasLive ? 1 : 0);
    this.#index.set(record.id, indexOf(record));
  }
}

function storeKey(id: string): Buffer {
  return Buffer.from(`73${id}`, "hex");
}
