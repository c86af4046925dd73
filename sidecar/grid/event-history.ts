import type { KvStore } from "../store/kv-store.ts";

/** One line of the failover history. Structurally the GridEvent of admin.proto. */
export interface GridEvent {
  readonly atMs: number;
  readonly kind: string;
  readonly subject: string;
  readonly durationMs: number;
  readonly detail: string;
}

/** Lines kept, in memory and in the store. */
const EVENTS_MAX = 500;

const PREFIX = 0x65; // "e"

/**
 * The failover history: what happened to members, agents and sessions. Written to the store without waiting, so
 * that it is still there after a restart; losing its last line to a crash is accepted.
 */
export class EventHistory {
  readonly #store: KvStore;
  readonly #nowMs: () => number;
  #events: { readonly seq: number; event: GridEvent }[] = [];
  #next = 1;

  constructor(store: KvStore, nowMs: () => number) {
    this.#store = store;
    this.#nowMs = nowMs;
    const stored = store.scan({ from: key(0), to: Buffer.from([PREFIX + 1]), limit: 2 * EVENTS_MAX });
    for (const entry of stored) {
      const seq = entry.key.readUInt32BE(1);
      this.#events.push({ seq, event: JSON.parse(entry.value.toString()) as GridEvent });
      this.#next = seq + 1;
    }
  }

  add(kind: string, subject: string, fields: { durationMs?: number; detail?: string } = {}): void {
    const event: GridEvent = {
      atMs: Math.round(this.#nowMs()),
      kind,
      subject,
      durationMs: Math.min(0xffff_ffff, Math.round(fields.durationMs ?? 0)),
      detail: (fields.detail ?? "").slice(0, 500),
    };
    const seq = this.#next++;
    this.#events.push({ seq, event });
    const removed = this.#events.splice(0, Math.max(0, this.#events.length - EVENTS_MAX));
    const batch = [
      { key: key(seq), value: Buffer.from(JSON.stringify(event)) },
      ...removed.map((old) => ({ key: key(old.seq), value: null })),
    ];
    this.#store.write(batch).catch(() => {
      // The history is not worth a failure; the store tells of its trouble on the session path.
    });
  }

  /** Newest last. */
  list(): GridEvent[] {
    return this.#events.map((entry) => entry.event);
  }

  /** Lines about one subject, for a session's own history. */
  about(subject: string): GridEvent[] {
    return this.list().filter((event) => event.subject === subject);
  }
}

function key(seq: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = PREFIX;
  bytes.writeUInt32BE(seq, 1);
  return bytes;
}
