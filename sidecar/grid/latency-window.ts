import type { Clock } from "../base/clock.ts";

/** Buckets grow by 2 %, from 1 µs: the last one is past 10 minutes. */
const GROWTH = Math.log(1.02);
const BUCKETS = 1_024;
const HALF_MS = 30_000;

/** Latencies of the last 30 to 60 seconds, in microseconds, within 1 %. */
export class LatencyWindow {
  readonly #clock: Pick<Clock, "monotonicMs">;
  #current = new Uint32Array(BUCKETS);
  #previous = new Uint32Array(BUCKETS);
  #sinceMs: number;

  constructor(clock: Pick<Clock, "monotonicMs">) {
    this.#clock = clock;
    this.#sinceMs = clock.monotonicMs();
  }

  add(valueUs: number): void {
    this.#turn();
    const index = Math.min(BUCKETS - 1, Math.max(0, Math.floor(Math.log(Math.max(1, valueUs)) / GROWTH)));
    this.#current[index] = (this.#current[index] as number) + 1;
  }

  /** The value below which this share of the latencies lies; 0 when there are none. */
  quantileUs(share: number): number {
    this.#turn();
    let total = 0;
    for (let index = 0; index < BUCKETS; index += 1) total += this.#count(index);
    if (total === 0) return 0;
    let left = Math.ceil(total * share);
    for (let index = 0; index < BUCKETS; index += 1) {
      left -= this.#count(index);
      if (left <= 0) return Math.round(Math.exp((index + 0.5) * GROWTH));
    }
    return 0;
  }

  #count(index: number): number {
    return (this.#current[index] as number) + (this.#previous[index] as number);
  }

  #turn(): void {
    const nowMs = this.#clock.monotonicMs();
    if (nowMs - this.#sinceMs < HALF_MS) return;
    const stale = nowMs - this.#sinceMs >= 2 * HALF_MS;
    this.#previous = stale ? new Uint32Array(BUCKETS) : this.#current;
    this.#current = new Uint32Array(BUCKETS);
    this.#sinceMs = nowMs;
  }
}
