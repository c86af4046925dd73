/** What a BoundedQueue lets its owner see; shown on the page and in the metrics. */
export interface QueueFigures {
  readonly depth: number;
  readonly limit: number;
  /** Items refused since the start. */
  readonly dropped: number;
}

/**
 * First in, first out, with a limit. A full queue refuses the new item and counts it; what is queued stays.
 * `offer` and `drain` cost O(1) an item.
 */
export class BoundedQueue<Item> {
  readonly #limit: number;
  #items: Item[] = [];
  #head = 0;
  #dropped = 0;

  constructor(limit: number) {
    if (!(limit > 0)) throw new RangeError("a queue needs room for at least one item");
    this.#limit = limit;
  }

  get depth(): number {
    return this.#items.length - this.#head;
  }

  /** False when the queue is full: the item was dropped and counted. */
  offer(item: Item): boolean {
    if (this.depth >= this.#limit) {
      this.#dropped += 1;
      return false;
    }
    this.#items.push(item);
    return true;
  }

  /** Takes up to `max` items, oldest first. */
  drain(max: number = this.#limit): Item[] {
    const end = Math.min(this.#items.length, this.#head + max);
    const taken = this.#items.slice(this.#head, end);
    this.#head = end;
    if (this.#head === this.#items.length) {
      this.#items = [];
      this.#head = 0;
    } else if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return taken;
  }

  figures(): QueueFigures {
    return { depth: this.depth, limit: this.#limit, dropped: this.#dropped };
  }
}
