import { createHash } from "node:crypto";
import { SimNetwork } from "./sim-network.ts";
import { SimStrictClient } from "./sim-strict-client.ts";
import { SimStrictFaults } from "./sim-strict-faults.ts";
import { SimStrictNode } from "./sim-strict-node.ts";
import { simStrictPlant } from "./sim-strict-plant.ts";
import type { StrictPlanted } from "./sim-strict-planted.ts";
import { SimWitness } from "./sim-witness.ts";
import { SimWorld } from "./sim-world.ts";
import { type RegisterOperation, zoneCheck } from "./zone-check.ts";

const SESSIONS = 3;
const CLIENTS = 5;
const ATTRIBUTES = ["x", "y", "z"] as const;

const FAULTS_END_MS = 9_000;
/** All that was cut, stopped or wiped is back and votes by then. */
const CALM_MS = 24_000;
const END_MS = 27_000;

interface Session {
  readonly key: Buffer;
  readonly histories: Map<string, RegisterOperation[]>;
  /** Earliest moment at which somebody had been told that it is dead. */
  deadMs: number;
}

/**
 * A whole grid-strict of 3 to 5 members in simulated time, under faults, with clients that read and write the same
 * sessions at the same time through any member. Every attribute of a session is a register: its history is linearizable
 * or there is a violation, and there is no excuse. An operation that was refused or not answered says nothing. At the
 * end, when all faults are over, everything must be answered again.
 */
export class SimStrict {
  readonly violations: string[] = [];
  readonly trace: string[] = [];
  operations = 0;
  /** Of them, answered. */
  answered = 0;
  readonly nodes: readonly SimStrictNode[];
  readonly #world: SimWorld;
  readonly #faults: SimStrictFaults;
  readonly #seed: number;
  readonly #tracing: boolean;
  readonly #sessions: Session[] = [];
  #value = 0;

  constructor(
    seed: number,
    planted: StrictPlanted | "generous-witness" | null = null,
    tracing = false,
    pair = false,
  ) {
    this.#seed = seed;
    this.#tracing = tracing;
    this.#world = new SimWorld(seed);
    const world = this.#world;
    const network = new SimNetwork(world);
    const count = pair ? 2 : world.random.pick([3, 3, 4, 5]);
    const witness = pair ? new SimWitness(world) : null;
    const members = ["a", "b", "c", "d", "e"].slice(0, count);
    this.nodes = members.map((name) => new SimStrictNode({ name, world, network, members, witness }));
    for (const node of this.nodes) node.others = this.nodes.filter((other) => other !== node);
    if (planted === "generous-witness" && witness !== null) witness.generous = true;
    else if (planted !== null && planted !== "generous-witness") simStrictPlant(planted, this.nodes);
    for (const node of this.nodes) world.after(world.random.between(0, 300), () => node.start());
    const log = (text: string): void => this.#log(() => text);
    this.#faults = new SimStrictFaults({ world, network, nodes: this.nodes, witness, log });
    for (let at = 0; at < SESSIONS; at += 1) this.#sessions.push(session(`${seed} ${at}`));
    for (let at = 0; at < CLIENTS; at += 1) {
      const client = new SimStrictClient(`w${at}`, world);
      world.after(1_000 + world.random.between(0, 500), () => this.#next(client));
    }
  }

  async run(): Promise<void> {
    this.#faultSoon();
    await this.#world.run(END_MS);
    for (const node of this.nodes) {
      if (!node.calm) this.#violation(`${node.name} does not vote at the end (${stands(node)})`);
    }
    for (const { key, histories } of this.#sessions) {
      for (const [name, history] of histories) {
        const wrong = zoneCheck(history);
        if (wrong !== null) this.#violation(`${show(key)} ${name} is not linearizable: ${wrong}`);
      }
    }
  }

  #next(client: SimStrictClient): void {
    const { random, nowMs } = this.#world;
    if (nowMs > END_MS - 1_500) return;
    // Requests stop for a while before the last ones, which all must be answered.
    const pauseMs =
      nowMs > FAULTS_END_MS && nowMs < CALM_MS ? random.between(200, 900) : random.between(1, 60);
    this.#request(client).then(
      () => this.#world.after(pauseMs, () => this.#next(client)),
      (cause: unknown) => this.#violation(`a request failed: ${String(cause)}`),
    );
  }

  async #request(client: SimStrictClient): Promise<void> {
    const { random } = this.#world;
    const at = Math.floor(random.between(0, SESSIONS));
    const session = this.#sessions[at] as Session;
    const node = random.pick(this.nodes);
    this.operations += 1;
    const startMs = this.#world.nowMs;
    let answered: boolean;
    const draw = random.between(0, 1);
    if (draw < 0.01) answered = await this.#end(client, node, session, at);
    else if (draw < 0.02) answered = await this.#rename(client, node, session, at);
    else if (draw < 0.5) answered = await this.#read(client, node, session);
    else answered = await this.#write(client, node, session);
    if (answered) this.answered += 1;
    else if (startMs > CALM_MS) this.#violation(`nothing is known at ${node.name} although all is well`);
  }

  async #read(client: SimStrictClient, node: SimStrictNode, session: Session): Promise<boolean> {
    const startMs = this.#world.nowMs;
    const read = await client.read(node, session.key);
    const endMs = this.#world.nowMs;
    this.#log(() => `${show(session.key)} read at ${node.name} since ${startMs.toFixed(2)}: ${text(read)}`);
    if (read.kind === "unknown") return false;
    if (read.kind === "dead") {
      session.deadMs = Math.min(session.deadMs, endMs);
      return true;
    }
    if (session.deadMs < startMs) this.#violation(`${show(session.key)} came back from the dead`);
    for (const name of ATTRIBUTES) {
      const value = read.kind === "found" ? (read.values.get(name) ?? 0) : 0;
      note(session, name, { kind: "read", value, startMs, endMs });
    }
    return true;
  }

  async #write(client: SimStrictClient, node: SimStrictNode, session: Session): Promise<boolean> {
    this.#value += 1;
    const value = this.#value;
    const startMs = this.#world.nowMs;
    const names = ATTRIBUTES.filter(() => this.#world.random.chance(0.5));
    const answer = await client.write(node, session.key, names, value);
    this.#log(
      () =>
        `${show(session.key)} write ${names}=${value} at ${node.name} since ${startMs.toFixed(2)}: ${answer}`,
    );
    const endMs = answer === "acknowledged" ? this.#world.nowMs : Number.POSITIVE_INFINITY;
    if (answer === "dead") session.deadMs = Math.min(session.deadMs, this.#world.nowMs);
    if (answer === "acknowledged" && session.deadMs < startMs)
      this.#violation(`${show(session.key)} was written after its death`);
    for (const name of names) note(session, name, { kind: "write", value, startMs, endMs });
    return answer !== null;
  }

  async #end(client: SimStrictClient, node: SimStrictNode, session: Session, at: number): Promise<boolean> {
    const ended = await client.end(node, session.key);
    this.#log(() => `${show(session.key)} end at ${node.name}: ${ended}`);
    if (ended) session.deadMs = Math.min(session.deadMs, this.#world.nowMs);
    this.#replace(session, at);
    return ended;
  }

  async #rename(client: SimStrictClient, node: SimStrictNode, before: Session, at: number): Promise<boolean> {
    const next = session(`${before.key.toString("hex")}'`);
    const answer = await client.rename(node, before.key, next.key).catch(() => null);
    this.#log(() => `${show(before.key)} becomes ${show(next.key)} at ${node.name}: ${answer}`);
    if (answer !== null) before.deadMs = Math.min(before.deadMs, this.#world.nowMs);
    this.#replace(before, at);
    return true;
  }

  /** Clients go on with another session; some still come with this one. */
  #replace(ended: Session, at: number): void {
    if (this.#sessions[at] !== ended) return;
    this.#sessions.push(ended);
    this.#sessions[at] = session(`${this.#seed} ${this.#sessions.length}`);
  }

  #faultSoon(): void {
    this.#world.after(this.#world.random.between(100, 1_500), () => {
      if (this.#world.nowMs > FAULTS_END_MS) return;
      this.#faults.inject();
      this.#faultSoon();
    });
  }

  #log(text: () => string): void {
    if (this.#tracing) this.trace.push(`${this.#world.nowMs.toFixed(2)} ${text()}`);
  }

  #violation(text: string): void {
    const line = `seed ${this.#seed} at ${this.#world.nowMs.toFixed(1)} ms: ${text}`;
    this.#log(() => `VIOLATION ${line}`);
    this.violations.push(line);
  }
}

function session(name: string): Session {
  const key = createHash("sha256").update(name).digest().subarray(0, 16);
  return { key: Buffer.from(key), histories: new Map(), deadMs: Number.POSITIVE_INFINITY };
}

function note(session: Session, name: string, operation: RegisterOperation): void {
  const history = session.histories.get(name) ?? [];
  session.histories.set(name, history);
  history.push(operation);
}

function stands({ grid }: SimStrictNode): string {
  return `${grid.standing.now} ${JSON.stringify(grid.pair?.said ?? {})} ${grid.pair?.trouble ?? ""}`;
}

function show(key: Buffer): string {
  return key.toString("hex", 0, 2);
}

function text(read: Awaited<ReturnType<SimStrictClient["read"]>>): string {
  return read.kind === "found" ? JSON.stringify(Object.fromEntries(read.values)) : read.kind;
}
