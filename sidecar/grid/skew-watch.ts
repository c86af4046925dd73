import type { GridParts } from "./grid-parts.ts";
import { peerLimits } from "./peer-limits.ts";
import type { Peers } from "./peers.ts";

/** Seconds a difference must last: a heartbeat that was held up is no wrong clock. */
const LOOKS = 3;

/**
 * How far this member's clock is ahead of the slowest that answers. Versions are made by the slowest clock, so that
 * a wrong one neither wins nor loses every conflict; it is told, and kept in mind while the others are away.
 */
export class SkewWatch {
  readonly #parts: GridParts;
  readonly #peers: Peers;
  /** By member: how often in a row its clock was too far off. */
  readonly #seen = new Map<string, number>();
  #aheadMs = 0;

  constructor(parts: GridParts, peers: Peers) {
    this.#parts = parts;
    this.#peers = peers;
  }

  /** Milliseconds to take off; 0 while all clocks agree. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  /** Once a second. */
  look(): void {
    const linked = this.#peers.all().filter(({ kind, link }) => kind === "alive" && link !== null);
    let aheadMs = 0;
    for (const { node, skewMs } of linked) {
      const off = Math.abs(skewMs) > peerLimits.skewMs;
      const looks = off ? (this.#seen.get(node) ?? 0) + 1 : 0;
      this.#seen.set(node, looks);
      if (looks < LOOKS) continue;
      if (looks === LOOKS) this.#tell(node, skewMs);
      aheadMs = Math.max(aheadMs, -skewMs);
    }
    if (linked.length > 0) this.#aheadMs = aheadMs;
  }

  #tell(node: string, skewMs: number): void {
    const { history, options } = this.#parts;
    const detail = `the clock of ${node} is ${Math.round(skewMs)} ms off that of ${options.node}; set both by the same time server`;
    history.add("clock_skew", node, { detail });
    options.log.error("the clocks of two members disagree", { node, skewMs: Math.round(skewMs) });
  }
}
