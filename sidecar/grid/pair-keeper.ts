import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { PairSeat, Seat } from "./pair-seat.ts";
import type { Claimed, PeerLink } from "./peer-link.ts";
import type { StrictPeer } from "./strict-peer.ts";
import type { StrictStanding } from "./strict-standing.ts";

/** What a PairKeeper needs. */
export interface PairKeeperOptions {
  readonly self: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly seat: PairSeat;
  readonly standing: StrictStanding;
  readonly peer: StrictPeer;
  /** It was configured as this one. */
  readonly agrees: () => boolean;
  /** Lists all this member holds; true when the other has taken all of it. */
  readonly list: (link: PeerLink) => Promise<boolean>;
  /** Asks the witness; null when it does not answer. */
  readonly claim: (want: string, epoch: number) => Promise<Claimed | null>;
  /** This member went on alone, or both are together again. */
  readonly onSeat: () => void;
}

/** So long without the other before the witness is asked: machines that are starved of CPU stay silent for a second. */
const TAKEOVER_MS = 1_500;

/** How often the other is asked to come in again. */
const JOIN_MS = 1_000;

/** Users wait while the last of the list is taken; then it is tried again later. */
const GATE_MS = 500;

/**
 * Decides whether this member of a pair acts with the other, alone, or not at all. Everything hangs on epochs: what
 * counts was said by members of the same epoch, and the witness gives each epoch away once. No clock decides anything
 * but when to ask.
 */
export class PairKeeper {
  readonly #options: PairKeeperOptions;
  /** Links over which the other has given all it holds. */
  readonly #taken = new WeakSet<PeerLink>();
  #jointMs: number;
  #triedMs = Number.NEGATIVE_INFINITY;
  #busy = false;
  /** While it is not null users wait: the last of the list is on its way. */
  gate: Promise<void> | null = null;
  /** The witness did not answer when it was needed, or remembers another pair. */
  trouble = "";

  constructor(options: PairKeeperOptions) {
    this.#options = options;
    this.#jointMs = options.clock.monotonicMs();
  }

  /** Copies that must agree; more than there are while nothing may be said. */
  get majority(): number {
    const { seat } = this.#options;
    return seat.now === "joint" ? 2 : seat.now === "alone" ? 1 : 3;
  }

  get epoch(): number {
    return this.#options.seat.epoch;
  }

  get said(): { readonly seat: Seat; readonly epoch: number } {
    const { seat } = this.#options;
    return { seat: seat.now, epoch: seat.epoch };
  }

  get alone(): boolean {
    return this.#options.seat.now === "alone";
  }

  /** The other sits at the same table, as far as it has said. */
  get together(): boolean {
    const { seat, peer, agrees } = this.#options;
    const { said, kind, link } = peer;
    const same = said?.seat === "joint" && said.epoch === seat.epoch && said.standing === "formed";
    return seat.now === "joint" && link !== null && kind === "alive" && agrees() && same;
  }

  mayVote(id: string): boolean {
    const { seat, standing } = this.#options;
    if (seat.now === "out") return false;
    // Alone, nobody else could know what this one forgot with its machine.
    return seat.now === "alone" ? standing.now !== "new" : standing.mayVote(id);
  }

  /** This member did not run for a while: the silence was its own. */
  woke(): void {
    this.#jointMs = this.#options.clock.monotonicMs();
  }

  /** The other has listed all it holds over this link, and this member has taken it. */
  took(link: PeerLink): void {
    this.#taken.add(link);
  }

  /** The other asks this member in. */
  onJoin(link: PeerLink, epoch: number): boolean {
    const { seat, standing } = this.#options;
    if (!this.#taken.has(link) || standing.now !== "formed" || epoch < seat.epoch) return false;
    if (seat.now === "alone") return false;
    seat.set(epoch, "joint");
    this.#jointMs = this.#options.clock.monotonicMs();
    this.#options.onSeat();
    return true;
  }

  /** Ten times a second. */
  tick(): void {
    const { clock, log } = this.#options;
    const nowMs = clock.monotonicMs();
    if (this.together) this.#jointMs = nowMs;
    if (this.#busy || nowMs - this.#triedMs < JOIN_MS) return;
    const step = this.#step(nowMs);
    if (step === null) return;
    this.#busy = true;
    this.#triedMs = nowMs;
    step()
      .catch((cause: unknown) =>
        log.warnSometimes("the pair could not change its epoch; tried again", { cause }),
      )
      .finally(() => {
        this.#busy = false;
      });
  }

  #step(nowMs: number): (() => Promise<void>) | null {
    const { seat, standing, peer, agrees, self } = this.#options;
    const near = peer.link !== null && peer.kind === "alive" && agrees();
    const theirs = near ? peer.said : null;
    if (seat.now === "alone") return near && theirs?.seat !== "alone" ? () => this.#together("joint") : null;
    if (standing.now !== "formed") return null;
    if (seat.now === "out") {
      const both =
        theirs?.seat === "out" && theirs.standing === "formed" && seat.epoch + (theirs.epoch ?? 0) === 0;
      return both && self < peer.node ? () => this.#together("first") : null;
    }
    if (nowMs - this.#jointMs > TAKEOVER_MS) return () => this.#takeOver();
    // It was not reached when both came together.
    const missed = theirs !== null && (theirs.epoch ?? 0) < seat.epoch && theirs.seat !== "alone";
    return missed ? () => this.#askIn() : null;
  }

  async #takeOver(): Promise<void> {
    const { seat, claim, peer, onSeat } = this.#options;
    const epoch = seat.epoch;
    const answer = await claim("alone", epoch);
    this.trouble = answer === null ? "the witness does not answer" : "";
    if (answer === null || seat.epoch !== epoch || seat.now !== "joint") return;
    if (answer.granted) seat.set(answer.epoch, "alone");
    else if (answer.holder === peer.node) seat.set(epoch, "out");
    else this.trouble = "the witness remembers another epoch of this pair";
    onSeat();
  }

  /** First without holding anybody up, then the rest while all wait: so that nothing is missing when both count. */
  async #together(want: "joint" | "first"): Promise<void> {
    const { seat, claim, list, peer, clock, onSeat } = this.#options;
    const { link } = peer;
    if (link === null || !(await list(link))) return;
    let open = (): void => {};
    this.gate = new Promise((resolve) => {
      open = resolve;
    });
    const end = (): void => {
      this.gate = null;
      open();
    };
    const cancel = clock.after(GATE_MS, end);
    try {
      if (!(await list(link)) || this.gate === null) return;
      const answer = await claim(want, seat.epoch);
      this.trouble = answer === null ? "the witness does not answer" : "";
      if (answer?.granted === false) this.trouble = "the witness remembers another epoch of this pair";
      // Users that wait no longer have written what the other was not given.
      if (answer?.granted !== true || this.gate === null) return;
      seat.set(answer.epoch, "joint");
      this.#jointMs = clock.monotonicMs();
      onSeat();
      await link.request({ join: { epoch: answer.epoch } }, GATE_MS);
    } finally {
      cancel();
      end();
    }
  }

  async #askIn(): Promise<void> {
    const { list, peer, seat } = this.#options;
    const { link } = peer;
    if (link === null || !(await list(link)) || seat.now !== "joint") return;
    await link.request({ join: { epoch: seat.epoch } }, GATE_MS);
  }
}
