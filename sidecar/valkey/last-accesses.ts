import type { ValkeyParts } from "./valkey-parts.ts";

/** Sessions whose last access waits to be told; a limit against a cluster that is away for long. */
const WAITING_MAX = 50_000;
/** Told in one turn. */
const BATCH = 2_000;

/** Last accesses of sessions that were only read: told once a second, the newest of each session, without waiting for replicas. */
export class LastAccesses {
  readonly #parts: ValkeyParts;
  readonly #waiting = new Map<string, number>();
  #running = false;

  constructor(parts: ValkeyParts) {
    this.#parts = parts;
  }

  add(id: string, lastAccessMs: number): void {
    if (this.#waiting.size >= WAITING_MAX && !this.#waiting.has(id)) {
      this.#parts.counters.lost.add();
      return;
    }
    this.#waiting.set(id, Math.max(lastAccessMs, this.#waiting.get(id) ?? 0));
  }

  /** Never rejects: what could not be told is counted, and the next request of the session tells it anyway. */
  async flush(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    const batch = [...this.#waiting].slice(0, BATCH);
    const { cluster, options, counters } = this.#parts;
    for (const [id] of batch) this.#waiting.delete(id);
    const nowMs = options.clock.nowMs();
    const told = await Promise.allSettled(
      batch.map(([id, atMs]) => cluster.read(id, ["touch", String(Math.max(0, Math.round(nowMs - atMs)))])),
    );
    counters.lost.add(told.filter(({ status }) => status === "rejected").length);
    this.#running = false;
  }
}
