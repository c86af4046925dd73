import { AppError } from "../base/app-error.ts";
import type { Cancel } from "../base/clock.ts";
import type { AgentStream } from "../grid/agents.ts";
import type { Admission } from "../grid/grid.ts";
import type { GridMode } from "../grid/grid-mode.ts";
import type { SessionEngine } from "../grid/session-engine.ts";
import { IdleWalk } from "./idle-walk.ts";
import { KillChannel } from "./kill-channel.ts";
import { type ServerFacts, serverFacts } from "./server-facts.ts";
import { valkeyGuarantee } from "./valkey-guarantee.ts";
import { type ValkeyOptions, type ValkeyParts, valkeyParts } from "./valkey-parts.ts";
import { ValkeySessions } from "./valkey-sessions.ts";

/** Servers are asked what they are set to this often, and when who is master has changed. */
const FACTS_MS = 60_000;

/** After a change that too few replicas had, the promise is called degraded for this long. */
const DEGRADED_MS = 3_000;

/**
 * Sessions in a Valkey or Redis Cluster of the site. Near copies are proven by their version at each request: no lease is
 * given (0 ms), because no server tells in time, and provably, of a change made through another sidecar.
 */
export class ValkeyEngine implements SessionEngine {
  readonly parts: ValkeyParts;
  readonly sessions: ValkeySessions;
  readonly kills: KillChannel;
  readonly walk: IdleWalk;
  readonly #timers: Cancel[] = [];
  #facts: readonly ServerFacts[] = [];
  #factsOf = "";
  #factsAtMs = Number.NEGATIVE_INFINITY;
  #asking = false;
  #degradedAtMs = Number.NEGATIVE_INFINITY;
  #degraded = 0;
  #mode: GridMode;
  #modeSinceMs: number;

  constructor(options: ValkeyOptions) {
    this.parts = valkeyParts(options);
    this.kills = new KillChannel(this.parts);
    this.sessions = new ValkeySessions(this.parts, (agent, id) => this.kills.holds(agent.id, id));
    this.walk = new IdleWalk(this.parts, this.sessions, this.kills);
    this.#mode = this.#promise();
    this.#modeSinceMs = options.clock.monotonicMs();
    const { metrics } = options;
    metrics.gauge("gyeot_grid_sessions", "Live sessions, as counted last.", () => this.walk.count.live);
    metrics.gauge("gyeot_grid_tombstones", "Dead sessions remembered.", () => this.walk.count.dead);
  }

  get mode(): GridMode {
    return this.#mode;
  }

  /** Of the masters that answered last. */
  get facts(): readonly ServerFacts[] {
    return this.#facts;
  }

  async start(): Promise<void> {
    const { cluster, options } = this.parts;
    await cluster.view.start();
    await this.#askFacts();
    this.#refresh();
    this.#timers.push(
      options.clock.every(250, () => this.#refresh()),
      options.clock.every(1_000, () => this.#second()),
    );
    void this.kills.keep();
  }

  async stop(): Promise<void> {
    for (const cancel of this.#timers) cancel();
    await this.sessions.accesses.flush();
    this.kills.stop();
    await this.parts.cluster.view.stop();
  }

  awake(): void {
    // Nothing here is promised by the clock of this process: a pause of it makes nothing wrong.
  }

  attach(agent: AgentStream): Admission {
    const { agents, options, history } = this.parts;
    for (const earlier of agents.earlier(agent)) {
      this.detach(earlier.id);
      earlier.close("the agent has a newer stream");
    }
    if (agents.count >= options.agentsMax) {
      throw new AppError("too_many", `${options.agentsMax} agents are attached (--agents-max)`);
    }
    agents.add(agent);
    history.add("agent_attached", agent.was, { detail: agent.server });
    return { leaseMs: 0, mode: this.#mode };
  }

  detach(id: string): void {
    const agent = this.parts.agents.remove(id);
    if (agent !== null) this.parts.history.add("agent_gone", agent.was);
  }

  /** Answered, so that the agent knows this sidecar lives; the lease it renews is none. */
  renew(id: string): boolean {
    return this.parts.agents.get(id) !== null;
  }

  dropped(): void {
    // No notices are sent.
  }

  /** This sidecar leaves on purpose. */
  leave(): void {
    for (const agent of this.parts.agents.all()) agent.close("the sidecar stops");
  }

  #second(): void {
    void this.sessions.accesses.flush();
    void this.kills.keep();
    void this.walk.turn();
    void this.#askFacts();
  }

  /** At the start, each minute, and when who is master has changed. */
  async #askFacts(): Promise<void> {
    const { cluster, options } = this.parts;
    const masters = cluster.view.masters();
    const names = masters.map(({ id, host, port }) => `${id}@${host}:${port}`).join(" ");
    const nowMs = options.clock.monotonicMs();
    const due = nowMs - this.#factsAtMs >= FACTS_MS || names !== this.#factsOf;
    // While something is missing it is looked at again and again: it may be back.
    const whole = this.#facts.length === masters.length && this.#mode.state === "clustered";
    if (this.#asking || (!due && whole)) return;
    this.#asking = true;
    const asked = await Promise.all(masters.map((master) => serverFacts.of(cluster, master)));
    this.#facts = asked.flatMap((facts) => facts ?? []);
    this.#factsOf = names;
    this.#factsAtMs = nowMs;
    this.#asking = false;
  }

  #refresh(): void {
    const { options, history, agents, counters } = this.parts;
    const nowMs = options.clock.monotonicMs();
    if (counters.degraded.value() > this.#degraded) this.#degradedAtMs = nowMs;
    this.#degraded = counters.degraded.value();
    const next = this.#promise();
    if (next.guarantee === this.#mode.guarantee) return;
    const durationMs = nowMs - this.#modeSinceMs;
    this.#mode = next;
    this.#modeSinceMs = nowMs;
    history.add(next.state, options.node, { durationMs, detail: next.guarantee });
    for (const agent of agents.all())
      agent.push({ modeChange: { mode: next.state, guarantee: next.guarantee } });
  }

  #promise(): GridMode {
    const { options, cluster } = this.parts;
    return valkeyGuarantee({
      copies: options.copies,
      whole: cluster.view.whole,
      facts: this.#facts,
      masters: cluster.view.masters().length,
      degradedLately: options.clock.monotonicMs() - this.#degradedAtMs < DEGRADED_MS,
    });
  }
}
