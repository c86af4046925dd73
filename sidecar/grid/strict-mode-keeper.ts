import type { GridMode } from "./grid-mode.ts";
import type { GridParts } from "./grid-parts.ts";
import type { PairKeeper } from "./pair-keeper.ts";
import { strictMode } from "./strict-mode.ts";
import type { Standing } from "./strict-standing.ts";
import { witnessMode } from "./witness-mode.ts";

/** What a StrictModeKeeper needs. */
export interface StrictModeKeeperOptions {
  readonly parts: GridParts;
  readonly standing: () => Standing;
  /** Configured members. */
  readonly members: number;
  /** Of them, those that vote on everything. */
  readonly voting: () => number;
  /** Null in grid-strict. */
  readonly pair: PairKeeper | null;
}

/** The promise of grid-strict in force, and who is told when it changes: every agent, and the history. */
export class StrictModeKeeper {
  readonly #options: StrictModeKeeperOptions;
  #mode: GridMode;
  #sinceMs: number;

  constructor(options: StrictModeKeeperOptions) {
    this.#options = options;
    this.#mode = this.#now();
    this.#sinceMs = options.parts.options.clock.monotonicMs();
  }

  get mode(): GridMode {
    return this.#mode;
  }

  /** Looks again; cheap when nothing has changed. */
  refresh(): void {
    const next = this.#now();
    if (next.guarantee === this.#mode.guarantee) return;
    const { options, history, agents } = this.#options.parts;
    const nowMs = options.clock.monotonicMs();
    const durationMs = nowMs - this.#sinceMs;
    this.#mode = next;
    this.#sinceMs = nowMs;
    history.add(next.state, options.node, { durationMs, detail: next.guarantee });
    for (const agent of agents.all())
      agent.push({ modeChange: { mode: next.state, guarantee: next.guarantee } });
  }

  #now(): GridMode {
    const { parts, standing, members, voting, pair } = this.#options;
    const { durability, changeLog } = parts.options;
    const refusing = changeLog.refusal() !== null;
    if (pair !== null) {
      const { seat } = pair.said;
      return witnessMode({ durability, refusing, seat, together: pair.together, trouble: pair.trouble });
    }
    return strictMode({ durability, refusing, standing: standing(), members, voting: voting() });
  }
}
