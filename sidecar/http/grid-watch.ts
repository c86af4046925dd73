import { AppError } from "../base/app-error.ts";
import type { Cancel, Clock } from "../base/clock.ts";
import type { Part } from "../base/lifecycle.ts";
import type { Log } from "../base/log.ts";
import type { ApiGrid } from "./api-grid-types.ts";
import type { ApiEvent } from "./api-types.ts";
import type { GridAdmin } from "./grid-admin.ts";

/** What a GridWatch needs. */
export interface GridWatchOptions {
  readonly admin: GridAdmin;
  readonly node: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** As often as the page shows it. */
const INTERVAL_MS = 2_000;

/** Looks at the grid every two seconds and remembers it, so that no page waits for the grid process. */
export class GridWatch implements Part {
  readonly name = "grid-watch";
  readonly #options: GridWatchOptions;
  readonly #listeners = new Set<(event: ApiEvent) => void>();
  #last: ApiGrid;
  #asking = false;
  #asked = false;
  #newestEventMs: number;
  #cancel: Cancel = () => {};

  constructor(options: GridWatchOptions) {
    this.#options = options;
    this.#last = unreachable(options.node);
    this.#newestEventMs = options.clock.nowMs();
  }

  /** The grid as it was seen last; state "unreachable" when it does not answer now. */
  get grid(): ApiGrid {
    return this.#last;
  }

  /** False until the grid was asked once: then nothing can be said of it. */
  get asked(): boolean {
    return this.#asked;
  }

  start(): void {
    this.#cancel = this.#options.clock.every(INTERVAL_MS, () => void this.look());
    void this.look();
  }

  stop(): void {
    this.#cancel();
  }

  listen(listener: (event: ApiEvent) => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async look(): Promise<void> {
    if (this.#asking) {
      return;
    }
    this.#asking = true;
    try {
      this.#last = await this.#options.admin.grid();
      this.#announce(this.#last.events);
    } catch (cause) {
      this.#options.log.warnSometimes("the grid process cannot be asked", { cause: AppError.from(cause) });
      this.#last = { ...this.#last, state: "unreachable" };
    } finally {
      this.#asking = false;
      this.#asked = true;
    }
  }

  #announce(events: readonly ApiEvent[]): void {
    const fresh = events.filter(({ atMs }) => atMs > this.#newestEventMs).sort((a, b) => a.atMs - b.atMs);
    for (const event of fresh) {
      this.#newestEventMs = event.atMs;
      for (const listener of this.#listeners) {
        listener(event);
      }
    }
  }
}

function unreachable(node: string): ApiGrid {
  const guarantee = {
    ko: "그리드에서 답이 없어 알 수 없습니다.",
    en: "Not known: the grid does not answer.",
  };
  return {
    node,
    mode: "solo",
    durability: "process",
    state: "unreachable",
    guarantee,
    members: [],
    agents: [],
    sessions: 0,
    sessionsWithAllCopies: 0,
    tombstones: 0,
    acknowledged: 0,
    acknowledgedDegraded: 0,
    refusedDead: 0,
    conflicts: 0,
    lagMs: 0,
    storeP50Us: 0,
    storeP99Us: 0,
    storeBytes: 0,
    events: [],
  };
}
