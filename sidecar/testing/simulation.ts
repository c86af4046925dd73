import { plantDefect } from "./plant-defect.ts";
import type { Planted } from "./planted.ts";
import { type ReadResult, SimAgent } from "./sim-agent.ts";
import { SimFaults } from "./sim-faults.ts";
import { SimNetwork } from "./sim-network.ts";
import { SimNode } from "./sim-node.ts";
import { SimUser } from "./sim-user.ts";
import { SimWorld } from "./sim-world.ts";

const USERS = 4;
const FAULTS_END_MS = 8_000;
/** Long enough for the last fault to be healed, noticed and made good. */
const END_MS = 19_000;
/** Requests end so long after the last fault is over, and everything so long after them. */
const CALM_MS = 2_500;
const QUIET_MS = 2_500;
const REQUESTS_END_MS = END_MS - QUIET_MS;
const STEP_MS = 250;
/** Share of the seeds that go on to the end, however calm it is: some things take their time. */
const WHOLE = 0.2;

/** Attribute every write of a session changes, wherever it is made. */
const SHARED = "shared";

/**
 * One whole grid of 2 to 5 members in simulated time: users send requests to any server, faults come and go, and
 * every answer is checked against what was promised. The seed decides everything: it replays exactly.
 */
export class Simulation {
  readonly world: SimWorld;
  readonly nodes: readonly SimNode[];
  /** What happened, when it is asked for: a seed is run again to read it. */
  readonly trace: string[] = [];
  readonly violations: string[] = [];
  operations = 0;
  readonly #network: SimNetwork;
  readonly #agents: readonly SimAgent[];
  readonly #faults: SimFaults;
  readonly #users: SimUser[] = [];
  readonly #seed: number;
  readonly #tracing: boolean;
  #requestsEndMs = REQUESTS_END_MS;

  constructor(seed: number, planted: Planted | null = null, tracing = false) {
    this.#seed = seed;
    this.#tracing = tracing;
    this.world = new SimWorld(seed);
    this.#network = new SimNetwork(this.world);
    const { random } = this.world;
    const members = random.pick([2, 2, 3, 3, 4, 5]);
    const copies = members > 2 && random.chance(0.25) ? 3 : 2;
    const mode = members === 2 ? "pair" : "grid";
    const make = (name: string): SimNode =>
      new SimNode({ name, world: this.world, network: this.#network, mode, copies });
    this.nodes = ["a", "b", "c", "d", "e"].slice(0, members).map(make);
    for (const node of this.nodes) node.others = this.nodes.filter((other) => other !== node);
    if (planted !== null) plantDefect(planted, this.nodes, this.#network, this.world);
    for (const node of this.nodes) node.start();
    this.#agents = this.nodes.map(
      (node) => new SimAgent(`w${node.name}`, this.world, [node, ...node.others]),
    );
    this.#faults = new SimFaults({
      world: this.world,
      network: this.#network,
      nodes: this.nodes,
      log: (text) => this.#log(() => text),
    });
    this.#log(() => `${mode} of ${members}, ${copies} copies`);
    for (let index = 0; index < USERS; index += 1) this.#arrive();
  }

  async run(): Promise<void> {
    this.#faultSoon();
    const whole = this.world.random.chance(WHOLE);
    await this.world.run(FAULTS_END_MS);
    for (let calmMs = 0; calmMs < CALM_MS && this.world.nowMs < REQUESTS_END_MS; ) {
      await this.world.run(this.world.nowMs + STEP_MS);
      calmMs = whole || !this.#faults.over ? 0 : calmMs + STEP_MS;
    }
    this.#requestsEndMs = this.world.nowMs;
    await this.world.run(this.world.nowMs + QUIET_MS);
    this.#checkEnd();
  }

  #log(text: () => string): void {
    if (this.#tracing) this.trace.push(`${this.world.nowMs.toFixed(2)} ${text()}`);
  }

  #violation(text: string): void {
    const line = `seed ${this.#seed} at ${this.world.nowMs.toFixed(1)} ms: ${text}`;
    this.#log(() => `VIOLATION ${line}`);
    this.violations.push(line);
  }

  #arrive(): void {
    const user = new SimUser(`${this.#seed} ${this.#users.length}`);
    this.#users.push(user);
    this.#next(user, this.world.random.between(300, 500));
  }

  #next(user: SimUser, afterMs: number): void {
    this.world.after(afterMs, () => {
      if (this.world.nowMs > this.#requestsEndMs) return;
      if (user.dead || user.maybeDead) {
        this.#arrive();
        return;
      }
      this.#request(user).then(
        () => this.#next(user, this.world.random.between(1, 120)),
        (cause: unknown) => this.#violation(`a request failed: ${String(cause)}`),
      );
    });
  }

  /** One request of a user at any server: read, check, write. */
  async #request(user: SimUser): Promise<void> {
    const { random } = this.world;
    const agent = random.pick(this.#agents);
    this.operations += 1;
    let seen: ReadonlyMap<string, string> = new Map();
    if (user.born) {
      const read = await this.#read(user, agent);
      if (read.kind !== "found") return;
      seen = read.values;
    }
    if (user.born && random.chance(0.02)) return this.#end(user, agent);
    if (user.born && random.chance(0.02)) return this.#rename(user, agent, seen);
    await this.#write(user, agent, Number(seen.get(SHARED) ?? 0));
  }

  async #read(user: SimUser, agent: SimAgent): Promise<ReadResult> {
    const before = new Map(user.promised);
    const excused = this.#excused();
    const faults = this.#faults.count;
    const past = user.past.at(-1);
    if (past !== undefined && this.world.random.chance(0.1)) await this.#readPast(past, agent);
    const read = await agent.read(user.key);
    this.#log(() => `${user.id.slice(0, 4)} read at ${agent.was}@${agent.node?.name}: ${show(read)}`);
    if (read.kind === "unknown" || excused || this.#excused()) return read;
    // Without its disk and cut off from all others for its first 10 s, a member says so, and begins again.
    if (read.kind === "absent" && this.#faults.wiped && this.#faults.apart) return read;
    for (const [entry, { value, alone }] of before) {
      if (alone !== 0 && (alone !== faults || faults !== this.#faults.count)) continue;
      // What fewer hold cannot be seen across a cut; nobody is promised it, it is only expected of a pair.
      if (alone !== 0 && (this.#faults.apart || this.#faults.skewed || this.nodes.length > 2)) continue;
      const name = entry.replace("!", "");
      const found = read.kind === "found" ? Number(read.values.get(name) ?? Number.NaN) : Number.NaN;
      if (found >= value) continue;
      const worth = alone === 0 ? "" : " (degraded)";
      this.#violation(`${user.id.slice(0, 4)} ${name} was promised ${value}${worth}, read ${show(read)}`);
    }
    return read;
  }

  /** A session whose id has changed never answers again. */
  async #readPast(key: Buffer, agent: SimAgent): Promise<void> {
    const read = await agent.read(key);
    if (read.kind === "found" && !this.#excused()) this.#violation("a session lives under its old id");
  }

  /** What members cut apart from each other see of each other's changes is not promised, but in a pair. */
  #excused(): boolean {
    return this.#faults.apart && this.nodes.length > 2;
  }

  async #write(user: SimUser, agent: SimAgent, seen: number): Promise<void> {
    user.count += 1;
    const value = user.count;
    const name = agent.node?.name ?? "none";
    const faults = this.#faults.count;
    const known = user.promised.get(SHARED)?.value ?? 0;
    const answer = await agent.write(user.key, [name, SHARED], String(value), !user.born);
    this.#log(() => `${user.id.slice(0, 4)} write ${name}=${value} at ${agent.was}: ${answer?.outcome}`);
    // A change that was made without having seen the one before: whichever is later by version stays.
    if (seen < known) user.conflict(SHARED);
    if (answer === null) {
      // Who was not answered has no cookie: the next request begins another session.
      if (!user.born) user.key = user.nextKey();
      if (agent.connected && this.world.random.chance(0.7)) agent.giveUp();
      return;
    }
    if (answer.outcome === "DEAD") {
      if (!this.#excused()) this.#violation(`${user.id.slice(0, 4)} was called dead while it lived`);
      user.maybeDead = true;
      return;
    }
    user.born = true;
    const alone = answer.outcome === "ACKNOWLEDGED" ? 0 : faults;
    user.promise(name, value, alone);
    if (seen >= known) user.promise(SHARED, value, alone);
  }

  async #end(user: SimUser, agent: SimAgent): Promise<void> {
    const answer = await agent.invalidate(user.key);
    this.#log(() => `${user.id.slice(0, 4)} invalidate at ${agent.was}: ${answer?.outcome}`);
    user.dead = answer !== null;
    user.maybeDead = answer === null;
  }

  async #rename(user: SimUser, agent: SimAgent, seen: ReadonlyMap<string, string>): Promise<void> {
    const next = user.nextKey();
    const answer = await agent.rename(user.key, next);
    this.#log(
      () =>
        `${user.id.slice(0, 4)} becomes ${next.toString("hex", 0, 2)} at ${agent.was}: ${answer?.outcome}`,
    );
    if (answer === null || answer.outcome === "DEAD") {
      user.maybeDead = true;
      return;
    }
    const before = user.key;
    user.key = next;
    const whole = answer.outcome === "ACKNOWLEDGED";
    if (whole) user.past.push(before);
    for (const [name, { value, alone }] of user.promised) {
      const carried = Number(seen.get(name.replace("!", "")) ?? 0) >= value;
      // What one member alone held of the old one is not in the new one, nor what was made across a cut.
      if (alone !== 0 || !carried) user.promised.delete(name);
      else user.promised.set(name, { value, alone: whole ? 0 : this.#faults.count });
    }
  }

  #faultSoon(): void {
    this.world.after(this.world.random.between(200, 2_000), () => {
      if (this.world.nowMs > FAULTS_END_MS) return;
      this.#faults.inject();
      this.#faultSoon();
    });
  }

  /** After all faults: all homes hold the same, everything promised is there, the dead are dead. */
  #checkEnd(): void {
    for (const node of this.nodes) {
      if (!node.calm) this.#violation(`${node.name} is not in step at the end`);
    }
    if (this.violations.length > 0) return;
    for (const user of this.#users) {
      this.#checkUser(user);
      for (const past of user.past) this.#checkDead(past.toString("hex"));
    }
  }

  #checkUser(user: SimUser): void {
    if (user.dead) this.#checkDead(user.id);
    const homes = this.#homes(user.id);
    const digests = new Set(homes.map((node) => node.grid.parts.table.index(user.id)?.digest));
    if (digests.size > 1) this.#violation(`${user.id} differs between its homes`);
    if (user.dead || user.maybeDead || !user.born) return;
    for (const [entry, { value, alone }] of user.promised) {
      if (alone !== 0 && (this.#faults.skewed || this.#faults.wiped || this.nodes.length > 2)) continue;
      const name = entry.replace("!", "");
      for (const node of homes) {
        const cell = node.grid.parts.table.get(user.id)?.cells.get(name);
        const found = Number(Buffer.from(cell?.value ?? "").toString() || Number.NaN);
        if (!(found >= value)) {
          this.#violation(`${user.id} ${name} lost ${value} at ${node.name}, has ${found}`);
        }
      }
    }
  }

  #checkDead(id: string): void {
    for (const node of this.#homes(id)) {
      if (node.grid.parts.table.index(id)?.dead == null) this.#violation(`${id} came back from the dead`);
    }
  }

  #homes(id: string): SimNode[] {
    const homes = (this.nodes[0] as SimNode).grid.peers.homes(id);
    return this.nodes.filter(({ name }) => homes.includes(name));
  }
}

function show(read: ReadResult): string {
  if (read.kind !== "found") return read.kind;
  return `${read.near ? "near " : ""}${JSON.stringify(Object.fromEntries(read.values))}`;
}
