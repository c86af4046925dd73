import { type GridMode, gridMode } from "./grid-mode.ts";
import type { GridParts } from "./grid-parts.ts";
import type { Peers } from "./peers.ts";

/** The promise in force, and who is told when it changes: every agent, and the history. */
export class ModeKeeper {
  readonly #parts: GridParts;
  readonly #peers: Peers;
  #mode: GridMode;
  #sinceMs: number;

  constructor(parts: GridParts, peers: Peers) {
    this.#parts = parts;
    this.#peers = peers;
    this.#mode = this.#now();
    this.#sinceMs = parts.options.clock.monotonicMs();
  }

  get mode(): GridMode {
    return this.#mode;
  }

  /** Looks again; cheap when nothing has changed. */
  refresh(): void {
    const next = this.#now();
    if (next.guarantee === this.#mode.guarantee) return;
    const { options, history, agents } = this.#parts;
    const nowMs = options.clock.monotonicMs();
    const durationMs = nowMs - this.#sinceMs;
    this.#mode = next;
    this.#sinceMs = nowMs;
    history.add(next.state, options.node, { durationMs, detail: next.guarantee });
    for (const agent of agents.all()) {
      agent.push({ modeChange: { mode: next.state, guarantee: next.guarantee } });
    }
  }

  #now(): GridMode {
    const { mode, durability, copies, changeLog } = this.#parts.options;
    const linked = this.#peers.all().filter(({ kind, link }) => kind === "alive" && link !== null);
    const inStep = this.#peers.settled && linked.every((peer) => peer.bothInStep);
    const refusing = changeLog.refusal() !== null;
    return gridMode({ mode, durability, refusing, copies, members: linked.length + 1, inStep });
  }
}
