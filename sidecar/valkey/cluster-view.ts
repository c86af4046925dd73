import type { Cancel, Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import { memberAddress } from "../base/member-address.ts";
import { type ClusterNode, clusterMap } from "./cluster-map.ts";
import { Silence } from "./silence.ts";
import type { ValkeyReply } from "./valkey-connection.ts";
import type { ValkeyLogin } from "./valkey-login.ts";
import { ValkeyNode } from "./valkey-node.ts";

/** What a ClusterView needs. */
export interface ClusterViewOptions {
  /** Name of this sidecar, shown by CLIENT LIST. */
  readonly name: string;
  readonly seeds: readonly { readonly host: string; readonly port: number }[];
  readonly login: ValkeyLogin;
  readonly copies: number;
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 to 1. */
  readonly random: () => number;
  /** A server has another role or state than before. */
  readonly onChange: (address: string, before: string, now: string) => void;
}

/** The cluster is asked who is what this often, and at once when something was refused. */
const LOOK_MS = 2_000;
const LOOK_AGAIN_MS = 100;

/** Servers asked at a time: one of them may be frozen. */
const ASKED_MAX = 6;

const ASK_MS = 420;

/** After the first answer the others are waited for this long. */
const MORE_MS = 30;

/** The servers of a cluster, or of a master and its replicas: who there is, who has which slot. */
export class ClusterView {
  readonly #options: ClusterViewOptions;
  readonly #servers = new Map<string, ValkeyNode>();
  #nodes: readonly ClusterNode[] = [];
  #bySlot: readonly (ClusterNode | undefined)[] = [];
  readonly #since = new Map<string, { readonly kind: string; readonly atMs: number }>();
  #clustered = true;
  #looking: Promise<void> | null = null;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #cancel: Cancel = () => {};

  constructor(options: ClusterViewOptions) {
    this.#options = options;
  }

  /** As the cluster told last. */
  get nodes(): readonly ClusterNode[] {
    return this.#nodes;
  }

  get clustered(): boolean {
    return this.#clustered;
  }

  /** Masters that have slots. */
  masters(): ClusterNode[] {
    return this.#nodes.filter(({ role, slots }) => role === "master" && slots.length > 0);
  }

  /** True while every slot has a master that is not known to be down. */
  get whole(): boolean {
    const covered = this.masters().filter(({ state }) => state !== "dead");
    const slots = covered.flatMap(({ slots: ranges }) => ranges.map(([from, to]) => to - from + 1));
    return slots.reduce((sum, count) => sum + count, 0) >= 16_384;
  }

  /** Looks once, then again and again; a site whose servers start later is served then. */
  async start(): Promise<void> {
    await this.look();
    if (this.#nodes.length === 0) {
      const said = this.#options.seeds.map((seed) => this.server(seed).why || "no answer").join("; ");
      this.#options.log.error("no server of Valkey answers yet; it is tried again", { said });
    }
    this.#cancel = this.#options.clock.every(LOOK_MS, () => void this.look());
  }

  async stop(): Promise<void> {
    this.#cancel();
    await Promise.all([...this.#servers.values()].map((server) => server.drop("the sidecar stops")));
  }

  server(at: { readonly host: string; readonly port: number }): ValkeyNode {
    const address = memberAddress.target(at);
    const known = this.#servers.get(address);
    if (known !== undefined) return known;
    const { login, name, copies, random, clock } = this.#options;
    const { host, port } = at;
    const nowMs = clock.monotonicMs;
    const made = new ValkeyNode({ host, port, login, name: `gyeot-${name}`, copies, random, nowMs });
    this.#servers.set(address, made);
    return made;
  }

  /** Who has this slot, as far as is known. */
  owner(slot: number): ClusterNode | undefined {
    return this.#bySlot[slot];
  }

  /** The server's own name, the same for all sidecars; its address while it is not known. */
  nameOf(address: string): string {
    return this.#nodes.find((node) => memberAddress.target(node) === address)?.id.slice(0, 12) || address;
  }

  /** Asks who is what; never rejects. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  /** A server said that this slot is there; the rest is asked for soon. */
  moved(slot: number, at: { readonly host: string; readonly port: number }): void {
    const known = this.#nodes.find((node) => node.host === at.host && node.port === at.port);
    const bySlot = [...this.#bySlot];
    bySlot[slot] = known ?? {
      id: "",
      ...at,
      role: "master",
      masterId: "",
      epoch: 0,
      state: "alive",
      slots: [[slot, slot]],
    };
    this.#bySlot = bySlot;
    void this.lookSoon();
  }

  /** At most ten times a second. */
  async lookSoon(): Promise<void> {
    if (this.#options.clock.monotonicMs() - this.#lookedAtMs >= LOOK_AGAIN_MS) await this.look();
  }

  async #look(): Promise<void> {
    const { clock, seeds } = this.#options;
    this.#lookedAtMs = clock.monotonicMs();
    const told = await answers(this.#askable(seeds).map((at) => this.#told(at)));
    const [first] = told;
    if (first === undefined) return;
    if (first === "single") {
      this.#clustered = false;
      const singles = await Promise.all(seeds.map((seed) => this.#single(seed)));
      this.#take(clusterMap.oneMaster(singles));
    } else {
      this.#clustered = true;
      const maps = told.filter((map) => map !== "single");
      this.#take(maps.reduce((best, map) => (epoch(map) > epoch(best) ? map : best)));
    }
  }

  /** Who may be asked: those that answer, and the seeds; a few, so that one that is frozen does not hold up the answer. */
  #askable(seeds: ClusterViewOptions["seeds"]): { readonly host: string; readonly port: number }[] {
    const alive = this.#nodes.filter(({ state }) => state === "alive");
    const all = new Map([...alive, ...seeds].map((at) => [memberAddress.target(at), at]));
    return [...all.values()].sort(() => this.#options.random() - 0.5).slice(0, ASKED_MAX);
  }

  async #told(at: {
    readonly host: string;
    readonly port: number;
  }): Promise<readonly ClusterNode[] | "single"> {
    try {
      const server = this.server(at);
      const startMs = this.#options.clock.monotonicMs();
      const text = await Silence.within(ASK_MS, server.read("CLUSTER", "NODES"));
      server.roundTripUs = Math.round((this.#options.clock.monotonicMs() - startMs) * 1_000);
      const nodes = clusterMap.ofNodes(String(text), at, this.#options.login.ca !== "");
      if (nodes.length === 0) throw new Error("it knows no cluster");
      return nodes;
    } catch (cause) {
      const { message } = cause as Error;
      if (message.startsWith("ERR") && message.includes("cluster support disabled")) return "single";
      if (cause instanceof Silence) void this.server(at).drop("no answer");
      throw cause;
    }
  }

  async #single(at: { readonly host: string; readonly port: number }): Promise<ClusterNode> {
    try {
      const answer = (await Silence.within(ASK_MS, this.server(at).read("ROLE"))) as readonly ValkeyReply[];
      const replicas = Array.isArray(answer[2]) ? answer[2].length : 0;
      return clusterMap.ofSingle(String(answer[0]), at, replicas);
    } catch {
      // Slow or gone: once is not enough to take its sessions from it, unless another one has taken over.
      const before = this.#nodes.find((node) => node.host === at.host && node.port === at.port);
      if (before === undefined) return { ...clusterMap.ofSingle("slave", at, 0), state: "dead" };
      return { ...before, epoch: 0, state: before.state === "alive" ? "suspect" : "dead" };
    }
  }

  /** Since when the server has been in its role and state, as far as it was seen from here. */
  sinceMs(id: string): number {
    return this.#since.get(id)?.atMs ?? 0;
  }

  #take(nodes: readonly ClusterNode[]): void {
    const atMs = Math.round(this.#options.clock.nowMs());
    const gone = new Set(this.#since.keys());
    for (const { id, role, state, host, port } of nodes) {
      gone.delete(id);
      const kind = `${role} ${state}`;
      const before = this.#since.get(id);
      if (before?.kind === kind) continue;
      this.#since.set(id, { kind, atMs });
      if (before !== undefined)
        this.#options.onChange(memberAddress.target({ host, port }), before.kind, kind);
    }
    for (const id of gone) this.#since.delete(id);
    this.#nodes = nodes;
    const bySlot: (ClusterNode | undefined)[] = new Array(16_384);
    for (const node of this.masters()) {
      for (const [from, to] of node.slots) bySlot.fill(node, from, to + 1);
    }
    this.#bySlot = bySlot;
    const kept = new Set([...nodes, ...this.#options.seeds].map(memberAddress.target));
    for (const [address, server] of this.#servers) {
      if (kept.has(address)) continue;
      this.#servers.delete(address);
      void server.drop("it left the cluster");
    }
  }
}

/** A server that was cut off tells of a cluster of the past: the map of the highest epoch is taken. */
function epoch(map: readonly ClusterNode[]): number {
  return Math.max(0, ...map.map((node) => node.epoch));
}

/** What came back by `MORE_MS` after the first; empty when all fail. */
async function answers<Result>(running: readonly Promise<Result>[]): Promise<Result[]> {
  const found: Result[] = [];
  for (const each of running) each.then((result) => found.push(result)).catch(() => {});
  const all = Promise.allSettled(running);
  await Promise.any(running).catch(() => {});
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, MORE_MS))]);
  return found;
}
