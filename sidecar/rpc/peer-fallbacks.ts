import { readFileSync } from "node:fs";
import { atomicWrite } from "../base/atomic-write.ts";
import type { Cancel, Clock } from "../base/clock.ts";
import type { Part } from "../base/lifecycle.ts";
import type { Grid } from "../grid/grid.ts";
import type { Endpoint } from "../grid/peer-link.ts";

/** What PeerFallbacks needs. */
export interface PeerFallbacksOptions {
  readonly grid: Grid;
  readonly clock: Clock;
  /** Where the peer's endpoint is kept, so that agents hear of it although the peer is away at the moment. */
  readonly file: string;
}

const LOOK_MS = 250;

/** Where our agents go when this sidecar is gone. Agents that were told another place are made to attach again. */
export class PeerFallbacks implements Part {
  readonly name = "peer fallbacks";
  readonly #options: PeerFallbacksOptions;
  #known: Endpoint | null;
  #cancel: Cancel = () => {};

  constructor(options: PeerFallbacksOptions) {
    this.#options = options;
    this.#known = read(options.file);
  }

  list(): Endpoint[] {
    return this.#known === null ? [] : [this.#known];
  }

  start(): void {
    this.#cancel = this.#options.clock.every(LOOK_MS, () => this.#look());
  }

  stop(): void {
    this.#cancel();
  }

  #look(): void {
    const { grid, file } = this.#options;
    const now = grid.peer?.identity?.agents ?? null;
    const before = this.#known;
    if (now === null || (before !== null && JSON.stringify(now) === JSON.stringify(before))) return;
    this.#known = now;
    atomicWrite(file, `${JSON.stringify(now)}\n`);
    const samePlace = before !== null && before.unixPath !== "" && before.unixPath === now.unixPath;
    if (samePlace && before.token === now.token) return;
    for (const agent of grid.parts.agents.all())
      agent.close("there is a new place to fall back to; attach again");
  }
}

function read(file: string): Endpoint | null {
  try {
    const { node, unixPath, host, port, token } = JSON.parse(readFileSync(file, "utf8")) as Endpoint;
    return { node, unixPath, host, port, token };
  } catch {
    // Not known yet, or damaged: the peer tells it at the next link.
    return null;
  }
}
