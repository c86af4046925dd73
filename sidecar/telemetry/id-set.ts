/** Bytes of one entry: a part of the trace id, a part of the span id. */
const ENTRY_BYTES = 8;

/**
 * Fingerprints of transactions: the last 32 bits of trace id and span id, which are the random ones. Says "not here" for
 * sure and "here" with a chance of error of count / 2^64: who must know looks the transaction up. 16 bytes each.
 */
export class IdSet {
  #entries = new Int32Array(1_024);
  /** Places in `#entries` plus one; 0 is free. At most half full. */
  #slots = new Int32Array(2_048);
  #count = 0;

  static fromBytes(bytes: Uint8Array): IdSet {
    const set = new IdSet();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
      set.#add(view.getInt32(at, true), view.getInt32(at + 4, true));
    }
    return set;
  }

  /** Whether bytes of `toBytes` hold a transaction of this trace. */
  static bytesHaveTrace(bytes: Uint8Array, traceId: string): boolean {
    const trace = part(traceId);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
      if (view.getInt32(at, true) === trace) return true;
    }
    return false;
  }

  /** Ids are hex. */
  add(traceId: string, spanId: string): void {
    this.#add(part(traceId), part(spanId));
  }

  has(traceId: string, spanId: string): boolean {
    return this.#slots[this.#slot(part(traceId), part(spanId))] !== 0;
  }

  hasTrace(traceId: string): boolean {
    const trace = part(traceId);
    for (let at = 0; at < this.#count; at += 1) if (this.#entries[at * 2] === trace) return true;
    return false;
  }

  toBytes(): Buffer {
    const bytes = Buffer.allocUnsafe(this.#count * ENTRY_BYTES);
    for (let at = 0; at < this.#count * 2; at += 1) bytes.writeInt32LE(this.#entries[at] as number, at * 4);
    return bytes;
  }

  #add(trace: number, span: number): void {
    const slot = this.#slot(trace, span);
    if (this.#slots[slot] !== 0) return;
    if (this.#count * 2 === this.#entries.length) {
      this.#grow();
      this.#add(trace, span);
      return;
    }
    this.#entries[this.#count * 2] = trace;
    this.#entries[this.#count * 2 + 1] = span;
    this.#count += 1;
    this.#slots[slot] = this.#count;
  }

  /** Where this one is, or would be. */
  #slot(trace: number, span: number): number {
    const mask = this.#slots.length - 1;
    let slot = (trace ^ Math.imul(span, 0x9e37_79b1)) & mask;
    for (let place = this.#slots[slot]; place !== 0; place = this.#slots[slot]) {
      const at = ((place as number) - 1) * 2;
      if (this.#entries[at] === trace && this.#entries[at + 1] === span) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const entries = new Int32Array(this.#entries.length * 2);
    entries.set(this.#entries);
    this.#entries = entries;
    this.#slots = new Int32Array(entries.length * 2);
    for (let place = 0; place < this.#count; place += 1) {
      const slot = this.#slot(entries[place * 2] as number, entries[place * 2 + 1] as number);
      this.#slots[slot] = place + 1;
    }
  }
}

function part(id: string): number {
  return Number.parseInt(id.slice(-8), 16) | 0;
}
