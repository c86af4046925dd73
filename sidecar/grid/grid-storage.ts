import { AppError } from "../base/app-error.ts";
import type { Cancel, Clock } from "../base/clock.ts";
import type { Part } from "../base/lifecycle.ts";
import type { Log } from "../base/log.ts";
import type { DiskWatch } from "../store/disk-watch.ts";
import type { Journal } from "../store/journal.ts";
import type { Change, ChangeCodec } from "./change.ts";
import type { ChangeLog } from "./committer.ts";
import type { SessionTable } from "./session-table.ts";

/** What GridStorage needs. */
export interface GridStorageOptions {
  readonly journal: Journal;
  readonly disk: DiskWatch;
  readonly codec: ChangeCodec;
  readonly clock: Clock;
  readonly log: Log;
}

/** The store follows the journal this often; a restart replays at most what came since. */
const FLUSH_MS = 500;

/** A segment is closed when it is this large or this old, and deleted once the store holds what is in it. */
const SEGMENT_BYTES = 8 * 1024 * 1024;
const SEGMENT_MS = 10_000;

/**
 * Durability of a grid: the journal at once, the store soon after. When either fails, or the disk runs low,
 * changes are refused with the reason and tried again each second; what was acknowledged stays readable.
 */
export class GridStorage implements ChangeLog, Part {
  readonly name = "grid storage";
  readonly #options: GridStorageOptions;
  readonly #timers: Cancel[] = [];
  #table: SessionTable | null = null;
  #storeFailure: AppError | null = null;
  #flushing: Promise<void> | null = null;
  #rotatedMs: number;

  constructor(options: GridStorageOptions) {
    this.#options = options;
    this.#rotatedMs = options.clock.monotonicMs();
  }

  readonly refusal = (): AppError | null =>
    this.#options.disk.low ?? this.#options.journal.failure ?? this.#storeFailure;

  readonly append = (payload: Uint8Array): Promise<void> => this.#options.journal.append(payload);

  /** Fills the table from the store and hands on what only the journal holds. */
  recover(table: SessionTable, replay: (change: Change) => void): void {
    this.#table = table;
    table.load();
    const { records, tornBytes } = this.#options.journal.replay((payload) => {
      for (const change of this.#options.codec.decode(payload)) replay(change);
    });
    this.#options.log.info("the sessions are back", {
      sessions: table.live,
      journalRecords: records,
      tornBytes,
    });
  }

  start(): void {
    const { clock, disk } = this.#options;
    disk.start();
    this.#timers.push(
      clock.every(FLUSH_MS, () => void this.#flush()),
      clock.every(1_000, () => this.#heal()),
    );
  }

  async stop(): Promise<void> {
    for (const cancel of this.#timers) cancel();
    this.#options.disk.stop();
    await this.#flushing;
    this.#rotatedMs = 0;
    await this.#flush();
    this.#options.journal.close();
  }

  #flush(): Promise<void> {
    this.#flushing ??= this.#flushNow().finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  async #flushNow(): Promise<void> {
    const { journal, clock, log } = this.#options;
    if (this.#table === null || this.#options.disk.low !== null) return;
    const old = clock.monotonicMs() - this.#rotatedMs > SEGMENT_MS;
    const rotate = journal.segmentBytes > SEGMENT_BYTES || (old && journal.segmentBytes > 0);
    // Before the flush takes its snapshot: everything in older segments is then in that snapshot or the store.
    const segment = rotate ? journal.rotate() : null;
    try {
      await this.#table.flush();
      if (this.#storeFailure !== null) log.info("the store works again");
      this.#storeFailure = null;
      if (segment === null) return;
      this.#rotatedMs = clock.monotonicMs();
      journal.discardBefore(segment);
    } catch (cause) {
      const failure = AppError.from(cause);
      if (this.#storeFailure === null)
        log.error("the store failed; changes are refused until it works again", { failure });
      this.#storeFailure = failure;
    }
  }

  #heal(): void {
    const { journal, disk, log } = this.#options;
    if (journal.failure === null || disk.low !== null) return;
    if (journal.recover()) log.info("the journal works again");
  }
}
