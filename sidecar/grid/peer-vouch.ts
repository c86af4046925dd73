import type { Clock } from "../base/clock.ts";
import type { Change } from "./change.ts";
import { peerLimits } from "./peer-limits.ts";
import type { Heartbeat } from "./peer-link.ts";
import { transferMs } from "./transfer-ms.ts";

/** A member that has just been asked for the first copy needs a few heartbeats before it can watch over any. */
const FORSAKEN_MS = 1_000;

/**
 * What two members promise each other about near copies. Each tells the other of every change before it is
 * acknowledged, or waits until no agent over there can serve an old copy any more. By each side's own monotonic
 * clock: only the order of sending and answering counts, never the time it took.
 */
export class PeerVouch {
  readonly #clock: Clock;
  /** The peer has promised to tell us, in its answer to what we sent then; and to watch over our guest copies. */
  #freshMs = Number.NEGATIVE_INFINITY;
  #trackedMs = Number.NEGATIVE_INFINITY;
  /** When we last promised the peer: leases it gives may stand on that. Before our start we may have, too. */
  #promisedMs: number;
  #leasesThere = true;
  #guestsThere = true;
  #wases: readonly string[] = [];
  #refusing = false;
  #view: number | null = null;
  #sessions = 0;
  /** Changes given and not answered, by when they were due. */
  readonly #due = new Map<number, number>();
  #number = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#promisedMs = clock.monotonicMs();
  }

  /** WAS processes attached to the peer. */
  get wases(): readonly string[] {
    return this.#wases;
  }

  /** The peer cannot write to its disk. */
  get refusing(): boolean {
    return this.#refusing;
  }

  /**
   * Fingerprint of the members the peer places sessions on, as it said last; null before it has, 0 when it is of the
   * first revision.
   */
  get view(): number | null {
    return this.#view;
  }

  /** Live sessions it holds, as it said last. */
  get sessions(): number {
    return this.#sessions;
  }

  relinked(): void {
    this.#view = null;
    this.#freshMs = Number.NEGATIVE_INFINITY;
    this.#trackedMs = Number.NEGATIVE_INFINITY;
    this.#due.clear();
  }

  /** The peer has left: nothing there is served any more. */
  gone(): void {
    this.#leasesThere = false;
    this.#guestsThere = false;
    this.#wases = [];
  }

  /** Its answer to our heartbeat of `sentMs`, in which we said whether leases stand on it. */
  answered(heartbeat: Heartbeat, promised: boolean, sentMs: number): void {
    this.#hears(heartbeat);
    if (heartbeat.withheld === true || !promised) return;
    this.#freshMs = Math.max(this.#freshMs, sentMs);
    if (heartbeat.tracking === true) this.#trackedMs = Math.max(this.#trackedMs, sentMs);
  }

  /** Its heartbeat is about to be answered: what we promise with that. */
  asked(heartbeat: Heartbeat): { readonly withheld: boolean } {
    this.#hears(heartbeat);
    const nowMs = this.#clock.monotonicMs();
    for (const dueMs of this.#due.values()) if (dueMs < nowMs) return { withheld: true };
    this.#promisedMs = nowMs;
    return { withheld: false };
  }

  /** True: changes the peer makes are told to us before they count. */
  fresh(): boolean {
    return this.#clock.monotonicMs() - this.#freshMs <= peerLimits.vouchMs;
  }

  /** True: so are all changes of what we keep copies of and the peer is a home of. */
  tracked(): boolean {
    return this.#clock.monotonicMs() - this.#trackedMs <= peerLimits.vouchMs;
  }

  /** True: it has not watched over the copies taken since `sinceMs` for so long that another is better asked. */
  forsaken(sinceMs: number): boolean {
    return this.#clock.monotonicMs() - Math.max(this.#trackedMs, sinceMs) > FORSAKEN_MS;
  }

  /** Milliseconds until no agent there can serve a near copy because of a promise of ours; ≤ 0 when that is so. */
  leasesLeftMs(): number {
    if (!this.#leasesThere && !this.#guestsThere) return 0;
    const lastMs = this.#guestsThere ? peerLimits.guestLeasesOverMs : peerLimits.leasesOverMs;
    return this.#promisedMs + lastMs - this.#clock.monotonicMs();
  }

  /** A change is on its way to the peer; call what is returned when it was answered or lost. */
  given(changes: readonly Change[]): () => void {
    this.#number += 1;
    const number = this.#number;
    this.#due.set(number, this.#clock.monotonicMs() + peerLimits.overdueMs + transferMs(changes));
    return () => this.#due.delete(number);
  }

  #hears(heartbeat: Heartbeat): void {
    this.#leasesThere = heartbeat.wases.length > 0;
    this.#guestsThere = heartbeat.guests === true;
    this.#wases = heartbeat.wases;
    this.#refusing = heartbeat.refusing === true;
    this.#view = heartbeat.view ?? 0;
    this.#sessions = heartbeat.sessions ?? 0;
  }
}
