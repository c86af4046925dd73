import type { SeededRandom } from "../../scripts/demo/seeded-random.ts";
import type { Violation } from "../check/violation.ts";
import type { World } from "../world/world.ts";

/** What a row works with. Everything random comes from `random`, so that a round repeats. */
export interface Scene {
  readonly world: World;
  readonly random: SeededRandom;
  /** Lets time pass under load. */
  readonly hold: (ms: number) => Promise<void>;
  /** A promise this row checked itself and found broken. */
  readonly broken: (violation: Violation) => void;
  /** Runs when all was healed and has converged, before the next round. */
  readonly afterwards: (check: () => Promise<void>) => void;
  /** Added to the round's line. */
  readonly say: (text: string) => void;
}

/** One row of the catalogue of faults: injects, holds, and heals what it did. */
export interface FaultRow {
  /** Number in the catalogue; with a letter where one row of it has two halves here. */
  readonly row: string;
  readonly name: string;
  /** In words, for RELIABILITY.md and for who reads a failing line. */
  readonly injects: string;
  readonly expects: string;
  /** Fewest and most members it makes sense with. */
  readonly members: readonly [number, number];
  /** True when it needs hosts of their own, and with them root. */
  readonly needsHosts: boolean;
  /** Commands it needs, with the Debian packages that bring them. */
  readonly needs?: Readonly<Record<string, string>>;
  /** Present and true when members are cut from each other: in a grid both sides then acknowledge, and neither sees the other's. */
  readonly splits?: boolean;
  /** Present and true when a disk is damaged: flagged changes that were only there may be gone. */
  readonly losesDisk?: boolean;
  /** Processes that may end by themselves, each started again by its supervisor. */
  readonly deathsAllowed?: number;
  /** Milliseconds to come together again; 10,000 when absent. */
  readonly convergeMs?: number;
  readonly run: (scene: Scene) => Promise<void>;
}
