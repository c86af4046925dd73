import type { Debt } from "./debt.ts";
import type { PeerLink } from "./peer-link.ts";
import type { PeerReplicaOptions } from "./peer-view.ts";

/** What PeerTelling needs beside what its peer was made from. */
export interface PeerTellingOptions
  extends Pick<PeerReplicaOptions, "clock" | "log" | "view" | "exchange" | "onChange"> {
  readonly debt: Debt;
  readonly link: () => PeerLink | null;
  /** How often the peer's members had changed when it last listed. */
  readonly peerTurn: () => number;
  /** True while the peer is to tell first: what it lacks of ours is then known better. */
  readonly peerFirst: () => boolean;
  /** Ends the link: what failed on it is done again on the next. */
  readonly drop: (reason: string) => void;
}

/** A member that could not write what it was told is told again after this time. */
const AGAIN_MS = 1_000;

/** Two members that list at once fetch from each other what only one of them lacks: so one waits, but no longer. */
const PEER_FIRST_MS = 3_000;

/** Tells a peer what we hold for it, again and again until that is done for the members both place by now. */
export class PeerTelling {
  readonly #options: PeerTellingOptions;
  /** For which turn of ours and of the peer it was told over this link. */
  #told: { readonly turn: number; readonly answers: number } | null = null;
  #telling = false;
  #againMs = 0;
  #linkedMs = 0;

  constructor(options: PeerTellingOptions) {
    this.#options = options;
  }

  /** The peer holds what we held when the link came up. */
  get done(): boolean {
    return this.#told !== null;
  }

  relinked(): void {
    this.#told = null;
    this.#againMs = 0;
    this.#linkedMs = this.#options.clock.monotonicMs();
  }

  tell(): void {
    const { clock, view, link: current, peerTurn, peerFirst } = this.#options;
    const link = current();
    const nowMs = clock.monotonicMs();
    if (link === null || this.#telling || nowMs < this.#againMs) return;
    if (peerFirst() && nowMs - this.#linkedMs < PEER_FIRST_MS) return;
    const told = this.#told;
    if (told !== null && told.turn === view().turn && told.answers >= peerTurn()) return;
    this.#telling = true;
    void this.#tell(link);
  }

  async #tell(link: PeerLink): Promise<void> {
    const { clock, log, debt, exchange, onChange, drop } = this.#options;
    const mark = debt.mark();
    const view = this.#options.view();
    const answers = this.#options.peerTurn();
    let outcome: "done" | "refused" | "failed";
    try {
      outcome = (await exchange(link, view, answers)) ? "refused" : "done";
    } catch (cause) {
      outcome = "failed";
      log.warnSometimes("the exchange with a peer failed; it starts again", { cause });
    }
    this.#telling = false;
    if (this.#options.link() !== link) this.tell();
    else if (outcome === "failed") drop("the exchange failed");
    else if (outcome === "refused") this.#againMs = clock.monotonicMs() + AGAIN_MS;
    else {
      this.#told = { turn: view.turn, answers };
      debt.paidUpTo(mark);
      onChange();
      this.tell();
    }
  }
}
