import type { Attribute, Change, SessionMeta } from "./change.ts";
import { emptyChange } from "./empty-change.ts";
import { recordDigest } from "./record-digest.ts";
import type { Version } from "./version.ts";
import { versions } from "./versions.ts";

/** One attribute of a record; `value` null once it was removed. */
export interface Cell {
  readonly value: Uint8Array | null;
  readonly type: string;
  readonly inPlace: boolean;
  readonly version: Version;
  /** When this member took it in, by its own clock: what `delta` loads go by. Not part of the record's value. */
  readonly stamp: Version;
}

/** End of a session. A `moved` one (the id changed) gives way to any other. */
export interface Tombstone {
  readonly version: Version;
  readonly reason: string;
  /** Key in hex it moved to; empty when it ended. */
  readonly movedTo: string;
}

/** A session as this member knows it. Immutable. */
export interface SessionRecord {
  /** Key in hex. */
  readonly id: string;
  readonly version: Version | null;
  readonly digest: string;
  readonly meta: Omit<SessionMeta, "container" | "lastAccessMs"> | null;
  readonly metaVersion: Version | null;
  readonly container: readonly Attribute[];
  readonly containerVersion: Version | null;
  readonly cells: ReadonlyMap<string, Cell>;
  /** merge=session: everything older than this is gone; null when attributes count one by one. */
  readonly whole: Version | null;
  /** When attributes last went without leaving a removal behind: who knows less is given everything. */
  readonly clearedStamp: Version | null;
  readonly localOnly: ReadonlyMap<string, string>;
  readonly dead: Tombstone | null;
  /** Newest access known; not part of the digest. */
  readonly lastAccessMs: number;
  readonly writes: number;
  /** When this member last took something in: the version agents are given. */
  readonly stamp: Version;
}

/**
 * Records and changes form a join semilattice: `merge` is commutative, associative and idempotent over changes
 * in everything but `stamp`, so members that have seen the same changes hold the same record in any order.
 * A tombstone wins over every attribute, whatever the versions say; a whole session over everything that is older.
 */
export const sessionRecord = {
  /** The record with `change` taken in at `stamp`; the same object when the change brought nothing. */
  merge(record: SessionRecord | null, id: string, change: Change, stamp: Version): SessionRecord {
    const before = record ?? blank(id, stamp);
    if (change.touch) return touched(before, change.meta?.lastAccessMs ?? 0);
    let after = mergeDead(before, change, stamp);
    after = mergeMeta(after, change, stamp);
    if (after.dead !== null) return after;
    const clearing = versions.compare(change.whole, after.whole) > 0;
    if (clearing) after = mergeWhole(after, change, stamp);
    after = mergeContainer(after, change, stamp);
    after = mergeCells(after, change, stamp);
    if (clearing) after = keepStamps(before, after, stamp);
    after = mergeLocalOnly(after, change);
    const version = versions.max(after.version, change.version);
    return version === after.version ? after : { ...after, version };
  },

  /** The whole record as one change, for the store and for a peer that lacks it. */
  toChange(record: SessionRecord): Change {
    const live: Attribute[] = [];
    const removed: Attribute[] = [];
    for (const [name, cell] of record.cells) {
      (cell.value === null ? removed : live).push(toAttribute(name, cell));
    }
    const meta = record.meta && {
      ...record.meta,
      lastAccessMs: record.lastAccessMs,
      container: record.container,
    };
    return {
      ...emptyChange(Buffer.from(record.id, "hex")),
      version: record.dead?.version ?? record.version,
      meta,
      metaVersion: record.metaVersion,
      containerVersion: record.containerVersion,
      attributes: live,
      removed,
      localOnly: [...record.localOnly].map(([name, type]) => ({ ...NO_VALUE, name, type })),
      full: true,
      whole: record.whole,
      tombstone: record.dead !== null,
      reason: record.dead?.reason ?? "",
      movedTo: Buffer.from(record.dead?.movedTo ?? "", "hex"),
      writes: record.writes,
    };
  },

  toAttribute,

  /** Bytes of the values and names: what limits are about. */
  bytes(record: SessionRecord): number {
    let bytes = 0;
    for (const [name, cell] of record.cells) bytes += name.length + (cell.value?.length ?? 0);
    for (const attribute of record.container) bytes += attribute.name.length + attribute.value.length;
    return bytes;
  },
};

const NO_VALUE: Attribute = { name: "", value: new Uint8Array(0), type: "", version: null, inPlace: false };

function toAttribute(name: string, cell: Cell): Attribute {
  const { type, version, inPlace } = cell;
  return { name, value: cell.value ?? NO_VALUE.value, type, version, inPlace };
}

function blank(id: string, stamp: Version): SessionRecord {
  return {
    id,
    version: null,
    digest: recordDigest.empty,
    meta: null,
    metaVersion: null,
    container: [],
    containerVersion: null,
    cells: new Map(),
    whole: null,
    clearedStamp: null,
    localOnly: new Map(),
    dead: null,
    lastAccessMs: 0,
    writes: 0,
    stamp,
  };
}

function touched(record: SessionRecord, lastAccessMs: number): SessionRecord {
  return lastAccessMs > record.lastAccessMs ? { ...record, lastAccessMs } : record;
}

/** True when `left` is the tombstone that stays. */
function deadWins(left: Tombstone, right: Tombstone): boolean {
  const ended = (left.movedTo === "" ? 1 : 0) - (right.movedTo === "" ? 1 : 0);
  return ended !== 0 ? ended > 0 : versions.compare(left.version, right.version) >= 0;
}

function mergeDead(record: SessionRecord, change: Change, stamp: Version): SessionRecord {
  if (!change.tombstone || change.version === null) return record;
  const movedTo = Buffer.from(change.movedTo).toString("hex");
  const dead: Tombstone = { version: change.version, reason: change.reason, movedTo };
  if (record.dead !== null && deadWins(record.dead, dead)) return record;
  const digest = recordDigest.toggle(recordDigest.empty, "t", movedTo, dead.version);
  const cleared = {
    container: [],
    containerVersion: null,
    cells: new Map(),
    whole: null,
    localOnly: new Map(),
  };
  return { ...record, ...cleared, dead, digest, version: dead.version, stamp };
}

function mergeMeta(record: SessionRecord, change: Change, stamp: Version): SessionRecord {
  const lastAccessMs = Math.max(record.lastAccessMs, change.meta?.lastAccessMs ?? 0);
  const writes = Math.max(record.writes, change.writes);
  const moved = lastAccessMs !== record.lastAccessMs || writes !== record.writes;
  const base = moved ? { ...record, lastAccessMs, writes } : record;
  if (change.meta === null || change.metaVersion === null) return base;
  if (versions.compare(change.metaVersion, base.metaVersion) <= 0) return base;
  const { container: _container, lastAccessMs: _access, ...meta } = change.meta;
  // A dead record keeps who it was, for the console; its digest speaks of the tombstone alone.
  if (base.dead !== null) return { ...base, meta, metaVersion: change.metaVersion };
  const digest = swap(base.digest, "m", "", base.metaVersion, change.metaVersion);
  return { ...base, meta, metaVersion: change.metaVersion, digest, stamp };
}

function mergeContainer(record: SessionRecord, change: Change, stamp: Version): SessionRecord {
  const version = change.containerVersion;
  if (version === null || change.meta === null) return record;
  if (versions.compare(version, record.containerVersion) <= 0) return record;
  if (versions.compare(version, record.whole) < 0) return record;
  const digest = swap(record.digest, "c", "", record.containerVersion, version);
  return { ...record, container: change.meta.container, containerVersion: version, digest, stamp };
}

/** What is older than the whole session that comes is gone, and leaves nothing behind. */
function mergeWhole(record: SessionRecord, { whole }: Change, stamp: Version): SessionRecord {
  if (whole === null) return record;
  let digest = swap(record.digest, "w", "", record.whole, whole);
  const cells = new Map<string, Cell>();
  for (const [name, cell] of record.cells) {
    if (versions.compare(cell.version, whole) >= 0) cells.set(name, cell);
    else digest = recordDigest.toggle(digest, "a", name, cell.version);
  }
  const { containerVersion } = record;
  if (containerVersion === null || versions.compare(containerVersion, whole) >= 0) {
    return { ...record, cells, whole, digest, stamp };
  }
  digest = recordDigest.toggle(digest, "c", "", containerVersion);
  return { ...record, cells, whole, container: [], containerVersion: null, digest, stamp };
}

/** Values that came again unchanged are no news to agents; names that went must be told by giving everything. */
function keepStamps(before: SessionRecord, after: SessionRecord, stamp: Version): SessionRecord {
  const cells = new Map(after.cells);
  let gone = false;
  for (const [name, was] of before.cells) {
    const cell = cells.get(name);
    if (cell === undefined) gone ||= was.value !== null;
    else if (same(cell, was)) cells.set(name, { ...cell, stamp: was.stamp });
  }
  return { ...after, cells, clearedStamp: gone ? stamp : after.clearedStamp };
}

function same(left: Cell, right: Cell): boolean {
  if (left.value === null || right.value === null) return left.value === right.value;
  return left.type === right.type && Buffer.compare(left.value, right.value) === 0;
}

function mergeCells(record: SessionRecord, change: Change, stamp: Version): SessionRecord {
  let cells: Map<string, Cell> | null = null;
  let digest = record.digest;
  const take = (attribute: Attribute, value: Uint8Array | null): void => {
    const { name, type, inPlace } = attribute;
    const version = attribute.version ?? change.version;
    if (version === null || versions.compare(version, record.whole) < 0) return;
    const old = (cells ?? record.cells).get(name);
    if (old !== undefined && versions.compare(version, old.version) <= 0) return;
    cells ??= new Map(record.cells);
    cells.set(name, { value, type, inPlace, version, stamp });
    digest = swap(digest, "a", name, old?.version ?? null, version);
  };
  for (const attribute of change.attributes) take(attribute, attribute.value);
  for (const attribute of change.removed) take(attribute, null);
  return cells === null ? record : { ...record, cells, digest, stamp };
}

function mergeLocalOnly(record: SessionRecord, change: Change): SessionRecord {
  let localOnly: Map<string, string> | null = null;
  for (const { name, type } of change.localOnly) {
    const old = (localOnly ?? record.localOnly).get(name);
    if (old !== undefined && old >= type) continue;
    localOnly ??= new Map(record.localOnly);
    localOnly.set(name, type);
  }
  return localOnly === null ? record : { ...record, localOnly };
}

function swap(
  digest: string,
  kind: "a" | "m" | "c" | "w",
  name: string,
  old: Version | null,
  next: Version,
): string {
  const without = old === null ? digest : recordDigest.toggle(digest, kind, name, old);
  return recordDigest.toggle(without, kind, name, next);
}
