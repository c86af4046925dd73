import { type SessionRecord, sessionRecord } from "./session-record.ts";

/** Decoded records kept for reading: the sessions in use; the rest is read from the store when asked for. */
const RECORDS_MAX = 10_000;
const BYTES_MAX = 48 * 1024 * 1024;

/** The records read or written last, within a limit of their number and their bytes. */
export class RecordCache {
  readonly #records = new Map<string, { readonly record: SessionRecord; readonly bytes: number }>();
  #bytes = 0;

  get(id: string): SessionRecord | undefined {
    const cached = this.#records.get(id);
    if (cached === undefined) return undefined;
    this.#records.delete(id);
    this.#records.set(id, cached);
    return cached.record;
  }

  add(record: SessionRecord): void {
    this.remove(record.id);
    const bytes = 500 + sessionRecord.bytes(record) + record.cells.size * 200;
    this.#records.set(record.id, { record, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#records.keys()) {
      if (this.#records.size <= RECORDS_MAX && this.#bytes <= BYTES_MAX) return;
      if (oldest !== record.id) this.remove(oldest);
    }
  }

  remove(id: string): void {
    const cached = this.#records.get(id);
    if (cached === undefined) return;
    this.#bytes -= cached.bytes;
    this.#records.delete(id);
  }
}
