import type { AppError } from "../base/app-error.ts";
import type { Change, ChangeCodec } from "./change.ts";
import { type Conflicts, findConflicts } from "./find-conflicts.ts";
import { keyHex } from "./key-hex.ts";
import { Lineage } from "./lineage.ts";
import type { NearCopies } from "./near-copies.ts";
import type { Records } from "./records.ts";
import type { Replicated, Replicator } from "./replicator.ts";
import { type SessionRecord, sessionRecord } from "./session-record.ts";
import type { SessionTable } from "./session-table.ts";

/** Durable log of changes; a port, so that a simulation can lose what was not written. */
export interface ChangeLog {
  /** Null while it accepts; otherwise why not. `freeing`: changes that end sessions, which make room. */
  readonly refusal: (freeing?: boolean) => AppError | null;
  /**
   * False when sessions this member held before may be missing, because its store is new, was wiped, set aside or
   * damaged: until it has heard from the others it must not call a session absent. Known after recovery.
   */
  readonly complete?: boolean;
  /** Resolves when the payload is as durable as the level says. */
  readonly append: (payload: Uint8Array, freeing?: boolean) => Promise<void>;
}

/** What a Committer needs. */
export interface CommitterOptions {
  readonly records: Records;
  /** Whether this member is to keep the session: as a home or standing in for one. */
  readonly keeps: (id: string) => boolean;
  readonly table: SessionTable;
  readonly log: ChangeLog;
  readonly codec: ChangeCodec;
  readonly near: NearCopies;
  readonly replicator: Replicator;
  /** A session has just died here: agents that hold it are told, all but the one that ended it. */
  readonly onDead: (record: SessionRecord, fire: string, agent: string | null) => void;
  /** A session that had moved turned out to have ended: the one it moved to must end too. */
  readonly onFollow: (id: string, reason: string) => void;
  /** Two changes met that did not know of each other. `before` is what was here. */
  readonly onConflict: (id: string, conflicts: Conflicts) => void;
}

/** Sessions that only memory has while the disk is full and other members keep them: beyond it changes are refused. */
const DIRTY_MAX = 20_000;

/**
 * The one way a change enters this member. It takes effect for every reader at once, then is made durable, given
 * to the peer and announced to near copies, all in parallel; only when all three are done is it acknowledged.
 */
export class Committer {
  readonly #options: CommitterOptions;
  readonly #lineage = new Lineage();

  constructor(options: CommitterOptions) {
    this.#options = options;
  }

  /** Changes made here, by `agent` (whose own near copy stays). Rejects when they may not be durable. */
  async commit(changes: readonly Change[], agent: string | null): Promise<Replicated> {
    const { log, codec, near, records, table, keeps, replicator } = this.#options;
    const keeping = changes.some((change) => keeps(keyHex(change.key)));
    const freeing = changes.every((change) => change.tombstone);
    const refusal = keeping || table.dirty > DIRTY_MAX ? log.refusal(freeing) : null;
    if (refusal !== null) throw refusal;
    const ids = this.#apply(records, changes, agent);
    const copies = keeping ? this.#copies(changes) : [];
    const journaled = copies.length === 0 ? null : log.append(codec.encode(copies), freeing);
    const dropped = near.drop(ids, agent);
    const kept = new Set(copies.map(({ key }) => keyHex(key)));
    const replicated = replicator.replicate(changes, { kept, keep: (id) => this.#keep(id, kept) });
    // A failure of the journal is reported at once; the others then end on their own.
    const [, , result] = await Promise.all([journaled, dropped, replicated]);
    return result;
  }

  /** The list itself where all of it is kept as it is: the journal and the peers then share its bytes. */
  #copies(changes: readonly Change[]): readonly Change[] {
    const { records, keeps } = this.#options;
    const asIs = ({ key }: Change): boolean => keeps(keyHex(key)) && records.isHome(keyHex(key));
    return changes.every(asIs) ? changes : changes.flatMap((change) => this.#copy(change));
  }

  /** What is made durable here of a change: nothing, itself, or the whole session when this member only stands in. */
  #copy(change: Change): Change[] {
    const { records, keeps } = this.#options;
    const id = keyHex(change.key);
    if (!keeps(id)) return [];
    return records.isHome(id) ? [change] : this.#whole(id);
  }

  #whole(id: string): Change[] {
    const record = this.#options.records.get(id);
    if (record === null) return [];
    const whole = sessionRecord.toChange(record);
    this.#options.table.apply(id, whole);
    return [whole];
  }

  async #keep(id: string, kept: Set<string>): Promise<void> {
    const whole = this.#whole(id);
    if (whole.length > 0 && !(await this.#refused(whole))) kept.add(id);
  }

  /**
   * Changes made by a peer: merged, durable, dropped by the agents here and by all members but `except`. True when the
   * disk did not take them; a member that has no room must not lose its link over it. `apartMs`: until then the two
   * knew of each other's changes.
   */
  async take(changes: readonly Change[], except: string | null, apartMs?: number): Promise<boolean> {
    const { table, near } = this.#options;
    const touches = changes.some((change) => change.touch);
    const news = touches ? changes.filter((change) => !change.touch) : changes;
    const ids = this.#apply(table, changes, null, apartMs);
    if (news.length === 0) return false;
    const refusing = this.#refused(news);
    const dropped = near.drop(ids, except);
    const refused = await refusing;
    if (dropped !== null) await dropped;
    return refused;
  }

  async #refused(changes: readonly Change[]): Promise<boolean> {
    const { log, codec } = this.#options;
    const freeing = changes.every((change) => change.tombstone);
    try {
      await log.append(codec.encode(changes), freeing);
      return false;
    } catch {
      // The storage has told of it, and tells when it works again.
      return true;
    }
  }

  /** What other members were asked for: as `take`, and into the copies kept for agents where that is all there is. */
  async learn(changes: readonly Change[]): Promise<void> {
    const { records, near } = this.#options;
    const homed = changes.filter((change) => records.isHome(keyHex(change.key)) && !change.touch);
    const ids = this.#apply(records, changes, null);
    const journaled = homed.length === 0 ? null : this.#refused(homed);
    await Promise.all([journaled, near.drop(ids, null)]);
  }

  /** True when `change` is a difference to something this member never held. */
  lacksBase(id: string, change: Change): boolean {
    if (change.full || change.touch || change.tombstone || change.baseDigest.length === 0) return false;
    if (this.#options.table.damaged.has(id)) return true;
    const index = this.#options.table.index(id);
    if (index?.dead) return false;
    const base = hex(change.baseDigest);
    return index?.digest !== base && !this.#lineage.has(id, base);
  }

  /** Takes changes in without waiting for anything; returns the sessions that really changed. */
  #apply(
    into: Pick<SessionTable, "apply">,
    changes: readonly Change[],
    agent: string | null,
    apartMs = Number.POSITIVE_INFINITY,
  ): string[] {
    const ids: string[] = [];
    for (const change of changes) {
      const id = keyHex(change.key);
      const { before, after, changed } = into.apply(id, change);
      const conflicts = agent === null ? findConflicts(before, change, apartMs) : null;
      if (conflicts !== null && (conflicts.twoUsers || conflicts.attributes.length > 0)) {
        this.#options.onConflict(id, conflicts);
      }
      const moved = change.tombstone ? hex(change.movedTo) : "";
      const ended = after.dead !== null && after.dead.movedTo === "" ? after.dead : null;
      if (ended !== null && (before?.dead?.movedTo || moved)) {
        this.#options.onFollow(before?.dead?.movedTo || moved, ended.reason);
      }
      if (!changed || change.touch) continue;
      if (before !== null && before.digest === after.digest) continue;
      ids.push(id);
      this.#lineage.add(id, after.digest);
      if (after.dead !== null && before?.dead == null) this.#options.onDead(after, change.fire, agent);
    }
    return ids;
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
