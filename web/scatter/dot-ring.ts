/**
 * The transactions of the scatter, in typed arrays, oldest overwritten first. Keeps what a dot needs to be drawn and
 * opened; everything else of a transaction is asked for when it is opened. Does not sort: late dots come as they come.
 */
import type { ApiDots } from "../../sidecar/http/api-types.ts";

/** 64k dots cost about 1.3 MB of arrays and 4 MB of ids; the scatter is asked to draw 50k. */
const CAPACITY = 1 << 16;
/** Names of endpoints and servers kept; an application with more paths than this is templated wrongly, "…" is shown. */
const NAMES_MAX = 4096;

export interface Dot {
  readonly startMs: number;
  readonly durationUs: number;
  readonly failed: boolean;
  readonly status: number;
  readonly id: string;
  readonly endpoint: string;
  readonly was: string;
}

export class DotRing {
  readonly startMs = new Float64Array(CAPACITY);
  readonly durationUs = new Float32Array(CAPACITY);
  readonly status = new Uint16Array(CAPACITY);
  readonly was = new Uint16Array(CAPACITY);
  readonly #endpoint = new Uint16Array(CAPACITY);
  readonly #ids: string[] = new Array<string>(CAPACITY).fill("");
  readonly #names: string[] = ["…"];
  readonly #nameIndex = new Map<string, number>();
  /** Dots ever added; dot n lives at n mod capacity. */
  #added = 0;

  get added(): number {
    return this.#added;
  }

  /** First dot still here. */
  get oldest(): number {
    return Math.max(0, this.#added - CAPACITY);
  }

  slot(n: number): number {
    return n % CAPACITY;
  }

  /** Adds a message of the live socket, or the answer of `/api/dots`. Dots already here are left out when `unique`. */
  add(dots: ApiDots, unique = false): void {
    const known = unique ? new Set(this.#ids) : null;
    const endpoints = dots.endpoints.map((name) => this.#intern(name));
    const wases = dots.wases.map((name) => this.#intern(name));
    for (let i = 0; i < dots.startMs.length; i++) {
      const id = dots.id[i] ?? "";
      if (known?.has(id)) {
        continue;
      }
      const slot = this.#added % CAPACITY;
      this.startMs[slot] = dots.startMs[i] ?? 0;
      this.durationUs[slot] = dots.durationUs[i] ?? 0;
      this.status[slot] = dots.status[i] ?? 0;
      this.was[slot] = wases[dots.was[i] ?? 0] ?? 0;
      this.#endpoint[slot] = endpoints[dots.endpoint[i] ?? 0] ?? 0;
      this.#ids[slot] = id;
      this.#added++;
    }
  }

  clear(): void {
    this.#added = 0;
    this.#ids.fill("");
  }

  /** Number of a server's name as it stands in `was`; -1 when no dot came from it. */
  wasIndex(name: string): number {
    return this.#nameIndex.get(name) ?? -1;
  }

  at(n: number): Dot {
    const slot = this.slot(n);
    const status = this.status[slot] ?? 0;
    return {
      startMs: this.startMs[slot] ?? 0,
      durationUs: this.durationUs[slot] ?? 0,
      status,
      failed: DotRing.failed(status),
      id: this.#ids[slot] ?? "",
      endpoint: this.#names[this.#endpoint[slot] ?? 0] ?? "",
      was: this.#names[this.was[slot] ?? 0] ?? "",
    };
  }

  /** A transaction failed when the server did: the same count as the sidecar's errors. */
  static failed(status: number): boolean {
    return status >= 500;
  }

  #intern(name: string): number {
    const known = this.#nameIndex.get(name);
    if (known !== undefined) {
      return known;
    }
    if (this.#names.length >= NAMES_MAX) {
      return 0;
    }
    this.#names.push(name);
    this.#nameIndex.set(name, this.#names.length - 1);
    return this.#names.length - 1;
  }
}
