import type { GridOptions } from "./grid-parts.ts";
import type { StandingFile } from "./strict-standing.ts";

/** What a StrictGrid is made from. */
export interface StrictOptions extends GridOptions {
  /** All configured members, this one included. */
  readonly members: readonly string[];
  readonly standingFile: StandingFile;
  /** Of this machine since it was started; empty when it cannot be known. */
  readonly boot: string;
  /** The store is new, was wiped or set aside. */
  readonly startedEmpty: boolean;
  /** Never the same for two starts of one member. */
  readonly nonce: string;
}
