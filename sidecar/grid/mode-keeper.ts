import { type GridMode, gridMode } from "./grid-mode.ts";
import type { GridParts } from "./grid-parts.ts";
import type { PeerReplica } from "./peer-replica.ts";

/** The promise in force, and who is told when it changes: every agent, and the history. */
export class ModeKeeper {
  readonly #parts: GridParts;
  readonly #peer: PeerReplica | null;
  #mode: GridMode;
  #sinceMs: number;

  constructor(parts: GridParts, peer: PeerReplica | null) {
    this.#parts = parts;
    this.#peer = peer;
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
    const { mode, durability, changeLog } = this.#parts.options;
    const linked = this.#peer !== null && this.#peer.link !== null;
    const inStep = this.#peer?.bothInStep === true;
    return gridMode({ mode, durability, refusing: changeLog.refusal() !== null, linked, inStep });
  }
}
