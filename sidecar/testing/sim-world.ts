import type { Cancel, Clock } from "../base/clock.ts";
import { SimRandom } from "./sim-random.ts";

/** A process of the simulation: it can be paused (its events wait) and killed (they never come). */
export interface SimProcess {
  epoch: number;
  pausedUntilMs: number;
  /** Wall clock minus simulated time. */
  wallOffsetMs: number;
}

interface SimEvent {
  atMs: number;
  readonly order: number;
  readonly owner: SimProcess | null;
  readonly epoch: number;
  readonly run: () => void;
  cancelled: boolean;
}

/** Wall clock at the start of a simulation. */
const START_MS = 1_700_000_000_000;

/** Events that are scheduled with the loop of Node at once: a turn of it costs as much as an event. */
const AT_ONCE = 256;

/** Simulated time: events in order, each followed by everything it set off. */
export class SimWorld {
  readonly random: SimRandom;
  #nowMs = 0;
  #order = 0;
  #events: SimEvent[] = [];

  constructor(seed: number) {
    this.random = new SimRandom(seed);
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Runs `run` after `delayMs` of simulated time, unless its owner was killed in between. */
  after(
    delayMs: number,
    run: () => void,
    owner: SimProcess | null = null,
    epoch = owner?.epoch ?? 0,
  ): Cancel {
    this.#order += 1;
    const atMs = this.#nowMs + Math.max(0, delayMs);
    const event: SimEvent = { atMs, order: this.#order, owner, epoch, run, cancelled: false };
    this.#push(event);
    return () => {
      event.cancelled = true;
    };
  }

  /** The clock of one process as it runs now: what it began before it was killed never happens. */
  clock(owner: SimProcess): Clock {
    const { epoch } = owner;
    const every = (intervalMs: number, run: () => void): Cancel => {
      let stopped = false;
      const again = (): void => {
        if (stopped) return;
        run();
        this.after(intervalMs, again, owner, epoch);
      };
      this.after(intervalMs, again, owner, epoch);
      return () => {
        stopped = true;
      };
    };
    return {
      nowMs: () => START_MS + this.#nowMs + owner.wallOffsetMs,
      monotonicMs: () => this.#nowMs,
      every,
      after: (delayMs, run) => this.after(delayMs, run, owner, epoch),
    };
  }

  /** Runs until `untilMs` of simulated time. */
  async run(untilMs: number): Promise<void> {
    let failure: unknown;
    let due = true;
    // Node empties its queue of promises between two immediates: what an event set off is done before the next.
    const step = (): void => {
      if (!due) return;
      try {
        const event = this.#next(untilMs);
        if (event === null) due = false;
        else event.run();
      } catch (cause) {
        failure ??= cause;
        due = false;
      }
    };
    while (due) {
      for (let n = 1; n < AT_ONCE; n += 1) setImmediate(step);
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (failure !== undefined) throw failure;
    this.#nowMs = untilMs;
  }

  /** The next event that happens until then; its time has come. */
  #next(untilMs: number): SimEvent | null {
    while (this.#events.length > 0 && (this.#events[0] as SimEvent).atMs <= untilMs) {
      const event = this.#pop();
      const { owner } = event;
      if (event.cancelled) continue;
      this.#nowMs = Math.max(this.#nowMs, event.atMs);
      if (owner !== null && owner.epoch !== event.epoch) continue;
      if (owner === null || owner.pausedUntilMs <= this.#nowMs) return event;
      // Put off, itself and not a copy: it may still be cancelled.
      event.atMs = owner.pausedUntilMs;
      this.#push(event);
    }
    return null;
  }

  /** A binary heap by (time, order). */
  #push(event: SimEvent): void {
    const heap = this.#events;
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(event, heap[parent] as SimEvent)) break;
      heap[at] = heap[parent] as SimEvent;
      at = parent;
    }
    heap[at] = event;
  }

  #pop(): SimEvent {
    const heap = this.#events;
    const first = heap[0] as SimEvent;
    const last = heap.pop() as SimEvent;
    if (heap.length === 0) return first;
    let at = 0;
    while (true) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as SimEvent, heap[child] as SimEvent)) child += 1;
      if (!before(heap[child] as SimEvent, last)) break;
      heap[at] = heap[child] as SimEvent;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

function before(left: SimEvent, right: SimEvent): boolean {
  return left.atMs !== right.atMs ? left.atMs < right.atMs : left.order < right.order;
}
