import type { Change } from "./change.ts";
import { emptyChange } from "./empty-change.ts";
import type { Fetched, InventoryItem, PeerLink } from "./peer-link.ts";
import { sessionRecord } from "./session-record.ts";
import type { SessionTable } from "./session-table.ts";

/** What PeerSync needs of the grid. */
export interface PeerSyncOptions {
  readonly table: SessionTable;
  /** Takes in what the peer sent; resolves when it is as durable as the level says and near copies are gone. */
  readonly take: (changes: readonly Change[]) => Promise<void>;
  /** Whether this member itself has yet to catch up. */
  readonly syncing: () => boolean;
}

/** Items of one inventory message: about 40 KB. */
const ITEMS = 500;

/** Records asked for at a time; the answer carries as many of them as fit. */
const FETCH_KEYS = 64;

/** Bytes of records in one answer: well under the 64 MiB a frame may have, one record of 48 MiB included. */
const FETCH_BYTES_MAX = 4 * 1024 * 1024;

const ANSWER_MS = 10_000;

/**
 * Brings two members in step over a new link: each lists what it holds by digest, the other fetches what differs
 * and merges it. Nothing is sent that both hold. Changes made meanwhile travel beside it, in any order.
 */
export class PeerSync {
  readonly #options: PeerSyncOptions;

  constructor(options: PeerSyncOptions) {
    this.#options = options;
  }

  /** Lists everything this member holds; resolves when the peer has taken what it lacked. */
  async exchange(link: PeerLink): Promise<void> {
    const ids = Array.from(this.#options.table.indexes(), (index) => index.id);
    for (let at = 0; at < ids.length; at += ITEMS) {
      const items = ids.slice(at, at + ITEMS).flatMap((id) => this.#item(id));
      await link.request({ inventory: { items } }, ANSWER_MS);
    }
    await link.request({ inventoryEnd: { items: ids.length } }, ANSWER_MS);
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
      } else if (item.lastAccessMs > index.lastAccessMs) touches.push(touchOf(item));
    }
    if (touches.length > 0) await this.#options.take(touches);
    await this.#fetch(link, wanted);
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
      await this.#options.take(fetched?.records ?? []);
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

function touchOf(item: InventoryItem): Change {
  const meta = {
    app: "",
    createdMs: 0,
    lastAccessMs: item.lastAccessMs,
    maxInactiveS: 0,
    user: "",
    address: "",
    was: "",
    container: [],
  };
  return { ...emptyChange(item.key), touch: true, meta };
}
