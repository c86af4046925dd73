import type { Change } from "./change.ts";
import type { SessionRecord } from "./session-record.ts";
import type { SessionIndex, SessionTable } from "./session-table.ts";

/** What Records needs. */
export interface RecordsOptions {
  /** Sessions this member is a home of; durable. */
  readonly table: SessionTable;
  /** Copies kept for its agents; memory alone. */
  readonly guests: SessionTable;
  readonly isHome: (id: string) => boolean;
}

/** Every session this member knows, wherever it is kept. */
export class Records {
  readonly #options: RecordsOptions;

  constructor(options: RecordsOptions) {
    this.#options = options;
  }

  isHome(id: string): boolean {
    return this.#options.isHome(id);
  }

  get(id: string): SessionRecord | null {
    return this.#of(id).get(id);
  }

  index(id: string): SessionIndex | undefined {
    return this.#of(id).index(id);
  }

  apply(
    id: string,
    change: Change,
  ): { before: SessionRecord | null; after: SessionRecord; changed: boolean } {
    return this.#of(id).apply(id, change);
  }

  #of(id: string): SessionTable {
    return this.#options.isHome(id) ? this.#options.table : this.#options.guests;
  }
}
