import type { Change } from "./change.ts";
import type { GridParts } from "./grid-parts.ts";
import { ownChange } from "./own-change.ts";
import { type SessionRecord, sessionRecord } from "./session-record.ts";

/** What one copy says of a session; `digest` is empty when it holds none. */
export interface CopyVote {
  readonly node: string;
  /** It counts. */
  readonly voting: boolean;
  readonly digest: string;
  /** Null when the asker has it already, or there is none. */
  readonly record: Change | null;
  readonly lastAccessMs: number;
  readonly dead: boolean;
}

/** What a StrictReplica needs. */
export interface StrictReplicaOptions {
  readonly parts: GridParts;
  readonly mayVote: (id: string) => boolean;
  /** A session has just died here. */
  readonly onDead: (record: SessionRecord, fire: string) => void;
  /** A session that had moved turned out to have ended: the one it moved to (key in hex) must end, too. */
  readonly onFollow: (id: string, reason: string) => void;
}

/** Sessions that only memory has while the disk is full: beyond it nothing more is merged here. */
const UNWRITTEN_MAX = 20_000;

/** Of them, how many are written again at a time. */
const MENDED_MAX = 500;

/**
 * This member's own copies. Whatever it says of one is as durable as the level demands by then, and what it has once
 * said it never takes back: both are what majorities are counted on.
 */
export class StrictReplica {
  readonly #options: StrictReplicaOptions;
  /** By session: resolves when all that is in memory of it is durable; false when that failed. */
  readonly #pending = new Map<string, Promise<boolean>>();
  /** Sessions of which memory holds what the disk did not take. */
  readonly #unwritten = new Set<string>();

  constructor(options: StrictReplicaOptions) {
    this.#options = options;
  }

  /** Sessions whose copy here counts for nothing until the disk takes them. */
  get unwritten(): number {
    return this.#unwritten.size;
  }

  /** Once a second: tries again to write what the disk did not take. */
  mend(): void {
    let left = MENDED_MAX;
    for (const id of this.#unwritten) {
      if (left <= 0) return;
      left -= 1;
      this.#mend(id);
    }
  }

  /** `digest`: what the asker has of it. */
  async poll(id: string, digest: string): Promise<CopyVote> {
    const { parts } = this.#options;
    if (!parts.records.isHome(id) || parts.table.damaged.has(id)) return this.#silent();
    this.#mend(id);
    const record = parts.table.get(id);
    const held = record?.digest ?? "";
    const known = record === null || held === digest;
    // All that was read above is durable before it is told.
    const durable = await (this.#pending.get(id) ?? true);
    return {
      node: parts.options.node,
      voting: durable && this.#votes(id),
      digest: held,
      record: known ? null : sessionRecord.toChange(record),
      lastAccessMs: Math.round(record?.lastAccessMs ?? 0),
      dead: record?.dead != null,
    };
  }

  /** Merged at once, durable when it resolves. A member that has no room, or holds no copy, does not count. */
  async put(id: string, change: Change): Promise<CopyVote> {
    const after = this.take(id, change);
    if (after === null) return this.#silent();
    const durable = await (this.#pending.get(id) ?? true);
    return {
      node: this.#options.parts.options.node,
      voting: durable && this.#votes(id),
      digest: after.digest,
      record: null,
      lastAccessMs: Math.round(after.lastAccessMs),
      dead: after.dead !== null,
    };
  }

  /** Merged, and on its way to the disk; null when this member cannot. */
  take(id: string, change: Change): SessionRecord | null {
    const { table, records, options } = this.#options.parts;
    if (!records.isHome(id)) return null;
    const refused = options.changeLog.refusal(change.tombstone) !== null;
    if (refused && table.dirty > UNWRITTEN_MAX) return null;
    const owned = ownChange.change(change);
    const { before, after, changed } = table.apply(id, owned);
    if (changed && !change.touch) {
      if (refused) this.#unwritten.add(id);
      else this.#write(id, owned);
    }
    this.#tell(before, after, change);
    return after;
  }

  #votes(id: string): boolean {
    const { parts, mayVote } = this.#options;
    return mayVote(id) && !parts.table.damaged.has(id) && !this.#unwritten.has(id);
  }

  #silent(): CopyVote {
    const { node } = this.#options.parts.options;
    return { node, voting: false, digest: "", record: null, lastAccessMs: 0, dead: false };
  }

  /** In memory by now; to the journal, behind all that came before. */
  #write(id: string, change: Change): void {
    const { changeLog, codec } = this.#options.parts.options;
    const earlier = this.#pending.get(id);
    const written = changeLog.append(codec.encode([change]), change.tombstone).then(
      () => true,
      () => {
        this.#unwritten.add(id);
        return false;
      },
    );
    const all = Promise.all([earlier ?? true, written]).then(([first, second]) => first && second);
    this.#pending.set(id, all);
    void all.then(() => {
      if (this.#pending.get(id) === all) this.#pending.delete(id);
    });
  }

  /** What the disk did not take is tried again whole. */
  #mend(id: string): void {
    const { table, options } = this.#options.parts;
    if (!this.#unwritten.has(id) || this.#pending.has(id) || options.changeLog.refusal() !== null) return;
    const record = table.get(id);
    this.#unwritten.delete(id);
    if (record !== null) this.#write(id, sessionRecord.toChange(record));
  }

  #tell(before: SessionRecord | null, after: SessionRecord, change: Change): void {
    const { onDead, onFollow } = this.#options;
    if (after.dead === null) return;
    if (before?.dead == null) onDead(after, change.fire);
    const movedTo = before?.dead?.movedTo || Buffer.from(change.movedTo).toString("hex");
    if (after.dead.movedTo === "" && movedTo !== "") onFollow(movedTo, after.dead.reason);
  }
}
