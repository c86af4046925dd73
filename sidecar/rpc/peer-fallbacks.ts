import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { atomicWrite } from "../base/atomic-write.ts";
import type { Cancel, Clock } from "../base/clock.ts";
import { isLoopback } from "../base/is-loopback.ts";
import type { Part } from "../base/lifecycle.ts";
import type { AgentStream } from "../grid/agents.ts";
import type { Endpoint, PeerIdentity } from "../grid/peer-link.ts";

/** What PeerFallbacks needs. */
export interface PeerFallbacksOptions {
  /** Name of this machine: sockets and loopback of another one are of no use. */
  readonly host: string;
  readonly identities: () => readonly PeerIdentity[];
  /** Whether there is a link to that member now. */
  readonly linked: (node: string) => boolean;
  readonly agents: () => readonly AgentStream[];
  readonly clock: Clock;
  /** Where the endpoints are kept, so that agents hear of them although the members are away at the moment. */
  readonly file: string;
}

/** An endpoint as it is kept, with the machine it is on. */
interface Place extends Endpoint {
  readonly on: string;
}

const LOOK_MS = 250;

/** Places an agent is told: it tries one after the other. */
const FALLBACKS_MAX = 8;

/** Members remembered although they are away. */
const PLACES_MAX = 64;

/**
 * Where agents go when this sidecar is gone: to a member on the same machine first, then to one that is linked, each
 * agent in an order of its own, so that they spread. They are told anew when that changes.
 */
export class PeerFallbacks implements Part {
  readonly name = "peer fallbacks";
  readonly #options: PeerFallbacksOptions;
  readonly #places: Map<string, Place>;
  /** What each agent stream was told last, and what Welcome told an agent by its WAS. */
  readonly #told = new Map<string, string>();
  readonly #welcomed = new Map<string, string>();
  #cancel: Cancel = () => {};

  constructor(options: PeerFallbacksOptions) {
    this.#options = options;
    this.#places = new Map(read(options.file).map((place) => [place.node, place]));
  }

  /** For the Welcome of this WAS's agent, best first. */
  welcome(was: string): Endpoint[] {
    const endpoints = this.#list(was);
    this.#welcomed.set(was, JSON.stringify(endpoints));
    return endpoints;
  }

  start(): void {
    this.#cancel = this.#options.clock.every(LOOK_MS, () => this.#look());
  }

  stop(): void {
    this.#cancel();
  }

  #list(was: string): Endpoint[] {
    const { host, linked } = this.#options;
    const rank = ({ node, on }: Place): string =>
      `${on === host ? 0 : 1}${linked(node) ? 0 : 1}${createHash("sha256").update(`${was}\0${node}`).digest("hex")}`;
    return [...this.#places.values()]
      .filter(({ on, host: at }) => on === host || !isLoopback(at))
      .map((place) => ({ place, rank: rank(place) }))
      .sort((left, right) => (left.rank < right.rank ? -1 : 1))
      .slice(0, FALLBACKS_MAX)
      .map(({ place: { node, unixPath, host: at, port, token, on } }) => {
        // The same path on another machine is another sidecar's socket: maybe the very one that died.
        return { node, unixPath: on === host ? unixPath : "", host: at, port, token };
      });
  }

  #look(): void {
    if (this.#learn()) atomicWrite(this.#options.file, `${JSON.stringify([...this.#places.values()])}\n`);
    // A visitor keeps what its own sidecar told it.
    const agents = this.#options.agents().filter(({ visitor }) => !visitor);
    for (const agent of agents) this.#tell(agent);
    const streams = new Set(agents.map(({ id }) => id));
    for (const id of this.#told.keys()) if (!streams.has(id)) this.#told.delete(id);
    const wases = new Set(this.#options.agents().map(({ was }) => was));
    for (const was of this.#welcomed.keys()) if (!wases.has(was)) this.#welcomed.delete(was);
  }

  /** True when a place is new or has moved. */
  #learn(): boolean {
    let changed = false;
    for (const { node, host, agents } of this.#options.identities()) {
      if (agents === null) continue;
      const { unixPath, host: at, port, token } = agents;
      const place = { node, unixPath, host: at, port, token, on: host };
      if (JSON.stringify(this.#places.get(node)) === JSON.stringify(place)) continue;
      this.#places.delete(node);
      this.#places.set(node, place);
      changed = true;
    }
    for (const node of this.#places.keys()) if (this.#places.size > PLACES_MAX) this.#places.delete(node);
    return changed;
  }

  /** An agent that cannot be told is made to attach again, once what it was told has become wrong. */
  #tell(agent: AgentStream): void {
    const endpoints = this.#list(agent.was);
    const now = JSON.stringify(endpoints);
    const before = this.#told.get(agent.id) ?? this.#welcomed.get(agent.was);
    if (before === now) return;
    this.#told.set(agent.id, now);
    if (agent.takesFallbacks === true) agent.push({ fallbacks: { endpoints } });
    else if (before !== undefined && places(before) !== places(now))
      agent.close("there is a new place to fall back to; attach again");
  }
}

/** Where and with which token, in no order; the port matters only where there is no socket. */
function places(told: string): string {
  return (JSON.parse(told) as Endpoint[])
    .map(({ unixPath, host, port, token }) => `${unixPath || `${host}:${port}`} ${token}`)
    .sort()
    .join(" ");
}

function read(file: string): Place[] {
  try {
    const places = JSON.parse(readFileSync(file, "utf8")) as Place[];
    return places.filter(({ node, on, token }) =>
      [node, on, token].every((text) => typeof text === "string"),
    );
  } catch {
    // Not known yet, or damaged: the members tell it at the next link.
    return [];
  }
}
