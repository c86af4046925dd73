import type { Clock } from "../base/clock.ts";
import { bucketDigests } from "./bucket-digests.ts";
import type { Change } from "./change.ts";
import type { Fetched, InventoryItem, PeerLink, Summary } from "./peer-link.ts";
import type { PlacedView } from "./peer-view.ts";
import { sessionChanges } from "./session-changes.ts";
import { sessionRecord } from "./session-record.ts";
import type { SessionTable } from "./session-table.ts";

/** What PeerSync needs of the grid. */
export interface PeerSyncOptions {
  readonly clock: Clock;
  readonly self: string;
  readonly table: SessionTable;
  readonly homes: (id: string) => readonly string[];
  /** The members we place by, as one number. */
  readonly view: () => number;
  /** Resolves once nobody serves near copies on the word of this member that it may not give under this view. */
  readonly ready: () => Promise<void>;
  /** Takes in what the member `from` sent; resolves when it is as durable as the level says and near copies are gone. */
  readonly take: (changes: readonly Change[], from: string | null) => Promise<void>;
  /** Whether this member itself has yet to catch up. */
  readonly syncing: () => boolean;
}

/** What two members hold in common, as one of them found it. */
export interface Compared {
  readonly sessions: number;
  readonly digest: Uint8Array;
  /** False: the peer places sessions by other members. */
  readonly compared: boolean;
  readonly differing: number;
  readonly parts: number;
}

/** Items of one inventory message: about 40 KB. */
const ITEMS = 500;

/** Records asked for at a time; the answer carries as many of them as fit. */
const FETCH_KEYS = 64;

/** Bytes of records in one answer: well under the 64 MiB a frame may have, one record of 48 MiB included. */
const FETCH_BYTES_MAX = 4 * 1024 * 1024;

/** Sessions looked at before requests get their turn: about 2 ms. */
const SLICE = 4_000;

const ANSWER_MS = 10_000;

/**
 * Brings two members in step over a new link, or for a new set of members: fingerprints of what both are homes of,
 * then lists where those differ, then the records themselves. Nothing is sent that both hold. Changes made
 * meanwhile travel beside it, in any order.
 */
export class PeerSync {
  readonly #options: PeerSyncOptions;

  constructor(options: PeerSyncOptions) {
    this.#options = options;
  }

  /** Lists what this member holds and the peer is a home of, until it has taken it; true when it could not write it. */
  async exchange(link: PeerLink, view: PlacedView, answers: number): Promise<boolean> {
    await this.#options.ready();
    const { both, theirs } = await this.#shared(link.identity.node);
    const count = bucketDigests.count(both.length);
    const digests = this.#digests(both, count);
    const { summary } = await link.request({ summary: { digests, view: view.fingerprint } }, ANSWER_MS);
    const differing = summary?.compared === true ? new Set(summary.differing) : null;
    const listed = both.filter((id) => differing?.has(bucketDigests.bucket(id, count)) !== false);
    const ids = [...theirs, ...listed];
    await this.list(link, ids);
    const end = { items: ids.length, view: view.fingerprint, turn: view.turn, answers };
    const { inventoryEnd } = await link.request({ inventoryEnd: end }, ANSWER_MS);
    return inventoryEnd?.refused === true;
  }

  /** Lists these sessions; resolves when the peer holds them at least as new as this member. */
  async list(link: PeerLink, ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += ITEMS) {
      const items = ids.slice(at, at + ITEMS).flatMap((id) => this.#item(id));
      await link.request({ inventory: { items } }, ANSWER_MS);
    }
  }

  /** The peer's fingerprints: which buckets differ from ours. Not compared when it places by other members. */
  async onSummary(link: PeerLink, summary: Summary): Promise<Summary> {
    const count = bucketDigests.countOf(summary.digests ?? new Uint8Array(0));
    if (summary.view !== this.#options.view() || !summary.digests || count === 0) return { compared: false };
    const { both } = await this.#shared(link.identity.node);
    const differing = bucketDigests.differing(this.#digests(both, count), summary.digests);
    return differing === null ? { compared: false } : { compared: true, differing };
  }

  /** The peer's list: fetches what differs. Resolves when it has been taken in. */
  async onInventory(link: PeerLink, items: readonly InventoryItem[]): Promise<void> {
    const wanted: Uint8Array[] = [];
    const touches: Change[] = [];
    for (const item of items) {
      const id = Buffer.from(item.key).toString("hex");
      const index = this.#options.table.peek(id);
      if (index === undefined) wanted.push(item.key);
      else if (index.digest !== Buffer.from(item.digest).toString("hex")) {
        // Our tombstone beats whatever lives there; the peer fetches it from our list.
        if (index.dead === null || item.tombstone) wanted.push(item.key);
      } else if (item.lastAccessMs > index.lastAccessMs) {
        touches.push(sessionChanges.touch(item.key, item.lastAccessMs));
      }
    }
    if (touches.length > 0) await this.#options.take(touches, null);
    await this.#fetch(link, wanted);
  }

  /** Whether the peer holds the same of what both are homes of; throws when it does not answer. */
  async compare(link: PeerLink): Promise<Compared> {
    const { both } = await this.#shared(link.identity.node);
    const parts = bucketDigests.count(both.length);
    const digests = this.#digests(both, parts);
    const { summary } = await link.request({ summary: { digests, view: this.#options.view() } }, ANSWER_MS);
    const compared = summary?.compared === true;
    const differing = compared ? (summary.differing?.length ?? 0) : 0;
    return { sessions: both.length, digest: bucketDigests.fold(digests), compared, differing, parts };
  }

  /** Our records of these keys, as many as fit in one answer. */
  onFetch(keys: readonly Uint8Array[]): Fetched {
    const records: Change[] = [];
    const absent: Uint8Array[] = [];
    let bytes = 0;
    for (const key of keys) {
      // Neither held nor absent: the asker learns nothing from us.
      if (this.#options.table.damaged.has(hex(key))) continue;
      const record = this.#options.table.get(Buffer.from(key).toString("hex"));
      if (record === null) {
        absent.push(key);
        continue;
      }
      bytes += sessionRecord.bytes(record);
      if (records.length > 0 && bytes > FETCH_BYTES_MAX) break;
      records.push(sessionRecord.toChange(record));
    }
    return { records, absent, syncing: this.#options.syncing() };
  }

  /** Sessions here of which the peer is a home: those this member is a home of too, and the rest. */
  async #shared(node: string): Promise<{ both: string[]; theirs: string[] }> {
    const { table, homes, self, clock } = this.#options;
    const both: string[] = [];
    const theirs: string[] = [];
    let count = 0;
    for (const { id } of table.indexes()) {
      count += 1;
      if (count % SLICE === 0) await new Promise<void>((resolve) => clock.after(0, resolve));
      const names = homes(id);
      if (names.includes(node)) (names.includes(self) ? both : theirs).push(id);
    }
    return { both, theirs };
  }

  #digests(ids: readonly string[], count: number): Uint8Array {
    return bucketDigests.of(ids, (id) => this.#options.table.peek(id)?.digest, count);
  }

  async #fetch(link: PeerLink, wanted: readonly Uint8Array[]): Promise<void> {
    let left = [...wanted];
    while (left.length > 0) {
      const keys = left.slice(0, FETCH_KEYS);
      const { fetched } = await link.request({ fetch: { keys } }, ANSWER_MS);
      const answered = new Set<string>();
      for (const record of fetched?.records ?? []) answered.add(hex(record.key));
      for (const key of fetched?.absent ?? []) answered.add(hex(key));
      // An answer to none of them would make this loop endless: those keys are given up.
      if (answered.size === 0) for (const key of keys) answered.add(hex(key));
      await this.#options.take(fetched?.records ?? [], link.identity.node);
      left = left.filter((key) => !answered.has(hex(key)));
    }
  }

  #item(id: string): InventoryItem[] {
    const index = this.#options.table.peek(id);
    if (index === undefined) return [];
    const { version, lastAccessMs } = index;
    const digest = Buffer.from(index.digest, "hex");
    return [{ key: Buffer.from(id, "hex"), version, tombstone: index.dead !== null, digest, lastAccessMs }];
  }
}

function hex(key: Uint8Array): string {
  return Buffer.from(key).toString("hex");
}
