import type { KvStore } from "../store/kv-store.ts";
import type { EventHistory } from "./event-history.ts";
import type { Conflict } from "./find-conflicts.ts";

/** One conflict as the operator sees it; never the value. Structurally the Conflict of admin.proto. */
export interface ConflictLine {
  readonly key: Uint8Array;
  readonly atMs: number;
  readonly attribute: string;
  readonly keptNode: string;
  readonly lostNode: string;
  readonly lostAtMs: number;
  readonly lostBytes: number;
  readonly type: string;
}

/** What ConflictBook needs. */
export interface ConflictBookOptions {
  readonly store: KvStore;
  readonly history: EventHistory;
  readonly nowMs: () => number;
}

/** How long what was lost is kept. */
const KEPT_MS = 24 * 3_600_000;

/** Conflicts kept: a partition of a busy site makes thousands; older ones go first, and that is counted. */
const CONFLICTS_MAX = 5_000;

/** Larger values are not kept, only told of: they would fill the disk that the sessions need. */
const VALUE_BYTES_MAX = 64 * 1024;

const PREFIX = 0x63; // "c"

/** Changes that lost against others they had not seen: kept for a day, told of, counted. */
export class ConflictBook {
  readonly #options: ConflictBookOptions;
  readonly #lines = new Map<number, ConflictLine>();
  /** What is in the book: members that meet again tell each other of one change more than once. */
  readonly #known = new Set<string>();
  #next = 1;
  #forgotten = 0;

  constructor(options: ConflictBookOptions) {
    this.#options = options;
    const range = { from: key(0), to: Buffer.from([PREFIX + 1]), limit: 2 * CONFLICTS_MAX };
    for (const entry of options.store.scan(range)) {
      const seq = entry.key.readUInt32BE(1);
      const head = entry.value.readUInt32BE(0);
      const { id, ...line } = JSON.parse(entry.value.toString("utf8", 4, 4 + head));
      this.#keep(seq, { ...line, key: Buffer.from(id, "hex") });
      this.#next = seq + 1;
    }
  }

  /** Conflicts kept. */
  get total(): number {
    return this.#lines.size;
  }

  /** Conflicts dropped before their day was over, because there were too many. */
  get forgotten(): number {
    return this.#forgotten;
  }

  add(id: string, conflict: Conflict): void {
    const { name, kept, lost, value, type } = conflict;
    const atMs = Math.round(this.#options.nowMs());
    const line = {
      atMs,
      attribute: name,
      keptNode: kept.node,
      lostNode: lost.node,
      lostAtMs: lost.ms,
      lostBytes: value?.length ?? 0,
      type,
    };
    const entry = { ...line, key: Buffer.from(id, "hex") };
    if (this.#known.has(nameOf(entry))) return;
    const seq = this.#next++;
    this.#keep(seq, entry);
    const head = Buffer.from(JSON.stringify({ ...line, id }));
    const size = Buffer.alloc(4);
    size.writeUInt32BE(head.length, 0);
    const body = value !== null && value.length <= VALUE_BYTES_MAX ? value : new Uint8Array(0);
    this.#write([{ key: key(seq), value: Buffer.concat([size, head, body]) }, ...this.#overflow()]);
    const what = value === null ? "a removal" : `${value.length} bytes`;
    const detail = `attribute "${name}": the change made at ${kept.node} stays; that of ${lost.node} (${what}) is kept for a day`;
    this.#options.history.add("conflict", id, { detail });
  }

  /** Newest first. */
  list(limit = 200): ConflictLine[] {
    return [...this.#lines.values()].slice(-limit).reverse();
  }

  /** Forgets what is older than a day; called now and then. */
  purge(): void {
    const gone: number[] = [];
    for (const [seq, line] of this.#lines) {
      if (this.#options.nowMs() - line.atMs <= KEPT_MS) break;
      gone.push(seq);
    }
    for (const seq of gone) this.#forget(seq);
    this.#write(gone.map((seq) => ({ key: key(seq), value: null })));
  }

  #overflow(): { key: Buffer; value: null }[] {
    const [oldest] = this.#lines.keys();
    if (this.#lines.size <= CONFLICTS_MAX || oldest === undefined) return [];
    this.#forget(oldest);
    this.#forgotten += 1;
    return [{ key: key(oldest), value: null }];
  }

  #keep(seq: number, line: ConflictLine): void {
    this.#lines.set(seq, line);
    this.#known.add(nameOf(line));
  }

  #forget(seq: number): void {
    const line = this.#lines.get(seq);
    if (line !== undefined) this.#known.delete(nameOf(line));
    this.#lines.delete(seq);
  }

  #write(batch: readonly { readonly key: Buffer; readonly value: Uint8Array | null }[]): void {
    if (batch.length === 0) return;
    this.#options.store.write(batch).catch(() => {
      // The session itself is safe; the store tells of its trouble on the session path.
    });
  }
}

/** The change that lost: one member makes at most one of an attribute in a millisecond that matters. */
function nameOf({ key: session, attribute, lostNode, lostAtMs }: ConflictLine): string {
  return `${Buffer.from(session).toString("hex")} ${lostNode} ${lostAtMs} ${attribute}`;
}

function key(seq: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = PREFIX;
  bytes.writeUInt32BE(seq, 1);
  return bytes;
}
