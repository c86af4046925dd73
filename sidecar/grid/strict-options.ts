import type { GridOptions } from "./grid-parts.ts";
import type { Claimed } from "./peer-link.ts";
import type { StandingFile } from "./strict-standing.ts";

/** The third voice of a pair. */
export interface WitnessOptions {
  readonly seatFile: StandingFile;
  /** Null when it does not answer in time. */
  readonly claim: (want: string, epoch: number) => Promise<Claimed | null>;
}

/** What a StrictGrid is made from. */
export interface StrictOptions extends GridOptions {
  /** All configured members, this one included. */
  readonly members: readonly string[];
  readonly standingFile: StandingFile;
  /** Of this machine since it was started; empty when it cannot be known. */
  readonly boot: string;
  /** The store is new, was wiped or set aside. */
  readonly startedEmpty: boolean;
  /** Of a pair: where it keeps its seat, and how it asks its witness; null in grid-strict. */
  readonly witness: WitnessOptions | null;
  /** Never the same for two starts of one member. */
  readonly nonce: string;
}
