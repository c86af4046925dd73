import { AppError } from "../base/app-error.ts";
import type { Cancel, Clock } from "../base/clock.ts";
import type { Part } from "../base/lifecycle.ts";
import type { Log } from "../base/log.ts";
import type { DiskFigures, DiskWatch } from "../store/disk-watch.ts";
import type { Journal } from "../store/journal.ts";
import type { Change, ChangeCodec } from "./change.ts";
import type { ChangeLog } from "./committer.ts";
import type { SessionTable } from "./session-table.ts";
import { TableScrub } from "./table-scrub.ts";

/** What GridStorage needs. */
export interface GridStorageOptions {
  readonly journal: Journal;
  readonly disk: DiskWatch;
  readonly codec: ChangeCodec;
  readonly clock: Clock;
  readonly log: Log;
  /** The store began without what it held before: it is new, was wiped, or was set aside because it was damaged. */
  readonly startedEmpty?: boolean;
  /** Rows that are not as they were written: whose they were may be lost. */
  readonly damagedRows?: number;
  /**
   * These sessions exist, but their records here are damaged: only another member has them whole. Told when they
   * are found, and again while they are not healed.
   */
  readonly onDamaged?: (ids: readonly string[]) => void;
  /** No other member will ever have a session: what is damaged here is lost, and said to be. */
  readonly alone?: boolean;
}

/** How the storage is, for the operator. */
export interface StorageFigures {
  readonly disk: DiskFigures;
  /** Why changes are refused; empty while they are accepted. */
  readonly refusal: string;
  readonly startedEmpty: boolean;
  readonly damagedNow: number;
  readonly damagedFound: number;
  readonly scrubbed: number;
  readonly scrubRounds: number;
}

/**
 * The store follows the journal this often, or once a segment is full; a restart replays what came since. A session written
 * ten times in between is encoded and put into the tree once.
 */
const FLUSH_MS = 2_000;

/** Whether a segment is full, or the disk low, is looked at this often. */
const LOOK_MS = 500;

/** A segment is closed when it is this old, or as large as the disk allows, and deleted once the store holds it. */
const SEGMENT_MS = 10_000;

/** Sessions in one transaction: what one commit holds in memory, and on a full disk what still fits. */
const BATCH_MAX = 5_000;
const BATCH_MIN = 8;

/** Damaged sessions are asked for again this often, so many at a time: members may come back that have them. */
const REFETCH_MS = 5_000;
const REFETCH_SESSIONS = 256;

/**
 * Durability of a grid: the journal at once, the store soon after. When either fails, or the disk runs low,
 * changes are refused with the reason and tried again each second; what was acknowledged stays readable. Damaged
 * records are searched for and told.
 */
export class GridStorage implements ChangeLog, Part {
  readonly name = "grid storage";
  readonly #options: GridStorageOptions;
  readonly #timers: Cancel[] = [];
  #table: SessionTable | null = null;
  #scrub: TableScrub | null = null;
  #storeFailure: AppError | null = null;
  #flushing: Promise<void> | null = null;
  #rotatedMs: number;
  #flushedMs = Number.NEGATIVE_INFINITY;
  #batch = BATCH_MAX;
  #lowFlushed = false;
  #started = false;
  /** Segments of an earlier start are there until the first flush. */
  #replayed = true;
  #complete: boolean;

  constructor(options: GridStorageOptions) {
    this.#options = options;
    this.#rotatedMs = options.clock.monotonicMs();
    this.#complete = options.startedEmpty !== true && (options.damagedRows ?? 0) === 0;
  }

  /** False when sessions may be missing here that this member held before: it cannot know which. */
  get complete(): boolean {
    return this.#complete;
  }

  readonly refusal = (freeing = false): AppError | null => {
    const { disk, journal } = this.#options;
    // What ends sessions makes room, and a logout must not wait for it.
    if (freeing && disk.mayCleanUp) return journal.failure ?? (this.#storeFull() ? null : this.#storeFailure);
    return disk.low ?? journal.failure ?? this.#storeFailure;
  };

  /** Refuses for want of room or after a failure of the store, whoever made the change. */
  readonly append = (payload: Uint8Array, freeing = false): Promise<void> => {
    const { disk, journal } = this.#options;
    disk.spend(payload.length);
    const refusal = this.refusal(freeing);
    return refusal === null ? journal.append(payload) : Promise.reject(refusal);
  };

  /** Fills the table from the store and hands on what only the journal holds. */
  recover(table: SessionTable, replay: (change: Change) => void): void {
    this.#table = table;
    this.#scrub = new TableScrub({ table, clock: this.#options.clock });
    table.load();
    const damaged = table.damaged.size;
    if (damaged > 0) this.#complete = false;
    const { records, tornBytes } = this.#options.journal.replay((payload) => {
      for (const change of this.#options.codec.decode(payload)) {
        if (!this.#complete && lacksBase(table, change)) table.damaged.add(idOf(change));
        replay(change);
      }
    });
    this.#options.log.info("the sessions are back", {
      sessions: table.live,
      journalRecords: records,
      tornBytes,
      damaged,
      startedEmpty: this.#options.startedEmpty === true,
      complete: this.#complete,
    });
    this.#watchOverTable();
  }

  start(): void {
    const { clock, disk } = this.#options;
    disk.start();
    this.#started = true;
    this.#watchOverTable();
    this.#timers.push(
      clock.every(LOOK_MS, () => this.#look()),
      clock.every(1_000, () => this.#heal()),
      clock.every(REFETCH_MS, () => this.#askForDamaged()),
    );
  }

  async stop(): Promise<void> {
    for (const cancel of this.#timers) cancel();
    this.#scrub?.stop();
    this.#options.disk.stop();
    await this.#flushing;
    this.#rotatedMs = 0;
    await this.#flush();
    this.#options.journal.close();
  }

  figures(): StorageFigures {
    const scrub = this.#scrub?.figures();
    return {
      disk: this.#options.disk.figures(),
      refusal: this.refusal()?.message ?? "",
      startedEmpty: this.#options.startedEmpty === true,
      damagedNow: this.#table?.damaged.size ?? 0,
      damagedFound: this.#table?.damaged.found ?? 0,
      scrubbed: scrub?.checked ?? 0,
      scrubRounds: scrub?.rounds ?? 0,
    };
  }

  /** Once there is a table and time goes on, whichever comes last. */
  #watchOverTable(): void {
    if (!this.#started || this.#table === null) return;
    const table = this.#table;
    this.#scrub?.start();
    table.damaged.listen((id) => {
      if (this.#options.alone === true) table.giveUp(id);
      else this.#options.onDamaged?.([id]);
    });
  }

  #look(): void {
    const { clock, disk, journal } = this.#options;
    const nowMs = clock.monotonicMs();
    const pressing =
      disk.low !== null || journal.segmentBytes > disk.room.segment || this.#storeFailure !== null;
    if (!pressing && nowMs - this.#flushedMs < FLUSH_MS) return;
    this.#flushedMs = nowMs;
    void this.#flush();
  }

  #flush(): Promise<void> {
    this.#flushing ??= this.#flushNow().finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  async #flushNow(): Promise<void> {
    const { journal, clock, log, disk } = this.#options;
    // On a disk that runs low the store goes on taking over from the journal, whose segments are then deleted.
    if (this.#table === null || (disk.low !== null && !disk.mayCleanUp)) return;
    const old = clock.monotonicMs() - this.#rotatedMs > SEGMENT_MS;
    const full = journal.segmentBytes > disk.room.segment;
    const rotate = full || this.#replayed || ((old || disk.low !== null) && journal.segmentBytes > 0);
    try {
      // Before the flush takes its snapshot: everything in older segments is then in that snapshot or the store.
      const segment = rotate ? journal.rotate() : null;
      await this.#flushTable(this.#table);
      if (this.#storeFailure !== null) log.info("the store works again");
      this.#storeFailure = null;
      if (segment === null) return;
      this.#rotatedMs = clock.monotonicMs();
      journal.discardBefore(segment);
      this.#replayed = false;
    } catch (cause) {
      const failure = AppError.from(cause);
      if (this.#storeFailure === null)
        log.error("the store failed; changes are refused until it works again", { failure });
      this.#storeFailure = failure;
      if (this.#storeFull()) this.#batch = Math.max(BATCH_MIN, Math.floor(this.#batch / 4));
    }
  }

  /** All that is dirty now, the oldest first, in transactions that a full disk may still have room for. */
  async #flushTable(table: SessionTable): Promise<void> {
    const { disk } = this.#options;
    // What was accepted before the disk ran low goes in; then only what makes room, whatever other members send.
    const ended = disk.low !== null && this.#lowFlushed;
    const taken = disk.pendingBytes;
    const before = table.dirty;
    for (let left = before; left > 0; ) {
      const batch = Math.max(BATCH_MIN, Math.min(this.#batch, disk.commitMax()));
      await table.flush(batch, ended);
      left -= batch;
      this.#batch = Math.min(BATCH_MAX, this.#batch * 2);
    }
    // What is left over then was not written to the journal either, or waits for room.
    disk.flushed(ended && before > 0 ? taken * Math.max(0, 1 - table.dirty / before) : taken);
    this.#lowFlushed = disk.low !== null;
  }

  #storeFull(): boolean {
    return this.#storeFailure?.code === "disk_full";
  }

  #heal(): void {
    const { journal, disk, log } = this.#options;
    if (journal.failure === null || !disk.mayCleanUp) return;
    // What the journal may have lost is still in memory: the store takes it.
    void this.#flush();
    if (journal.recover()) log.info("the journal works again");
  }

  #askForDamaged(): void {
    const damaged = this.#table?.damaged;
    if (damaged === undefined || damaged.size === 0) return;
    this.#options.onDamaged?.([...damaged.ids()].slice(0, REFETCH_SESSIONS));
  }
}

/** A difference to something that was in the store and is not any more: half a session is worse than none. */
function lacksBase(table: SessionTable, change: Change): boolean {
  if (change.full || change.touch || change.tombstone || change.baseDigest.length === 0) return false;
  return table.peek(idOf(change)) === undefined;
}

function idOf(change: Change): string {
  return Buffer.from(change.key).toString("hex");
}
