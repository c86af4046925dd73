import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { SimAgent } from "../testing/sim-agent.ts";
import { SimNetwork } from "../testing/sim-network.ts";
import { SimNode } from "../testing/sim-node.ts";
import { SimWorld } from "../testing/sim-world.ts";

/** Seeds of one run; GYEOT_SIM_SEED=n repeats one, GYEOT_SIM_SEEDS=n sets how many. */
const SEEDS = Number(process.env["GYEOT_SIM_SEEDS"] ?? 60);
const ONLY = process.env["GYEOT_SIM_SEED"];

const USERS = 4;
const FAULTS_END_MS = 8_000;
const END_MS = 14_000;

/** A promise made to a user: attribute `name` of a session has at least `value`. */
interface Promised {
  value: number;
  /** Null: both members hold it. Else only this one did, in this state of the world. */
  alone: { readonly faults: number } | null;
}

interface User {
  readonly key: Buffer;
  readonly promised: Map<string, Promised>;
  count: number;
  born: boolean;
  dead: boolean;
  /** An end was asked for and no answer came. */
  maybeDead: boolean;
}

class Simulation {
  readonly world: SimWorld;
  readonly network: SimNetwork;
  readonly nodes: readonly [SimNode, SimNode];
  readonly agents: readonly SimAgent[];
  readonly users: User[];
  readonly trace: string[] = [];
  reads = 0;
  writes = 0;
  /** Goes up with every fault: what was promised by one member alone held only until then. */
  #faults = 0;
  /** A partition lasts until the members have found each other again. */
  #apart = false;
  /** A clock was an hour off: of two changes that never met, the later one may lose. */
  #skewed = false;

  readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
    this.world = new SimWorld(seed);
    this.network = new SimNetwork(this.world);
    const a = new SimNode("a", this.world, this.network);
    const b = new SimNode("b", this.world, this.network);
    a.other = b;
    b.other = a;
    this.nodes = [a, b];
    a.start();
    b.start();
    this.agents = [new SimAgent("wa", this.world, a, b), new SimAgent("wb", this.world, b, a)];
    this.users = Array.from({ length: USERS }, (_, index) => user(`${seed} ${index}`));
  }

  async run(): Promise<void> {
    for (const one of this.users) this.#next(one, 300);
    this.#faultSoon();
    await this.world.run(END_MS);
    this.#check();
  }

  #log(text: string): void {
    this.trace.push(`${this.world.nowMs.toFixed(2)} ${text}`);
  }

  #next(one: User, afterMs: number): void {
    this.world.after(afterMs, () => {
      if (one.dead || one.maybeDead || this.world.nowMs > END_MS - 3_000) return;
      this.#request(one).then(
        () => this.#next(one, this.world.random.between(1, 120)),
        (cause: unknown) => {
          this.#failure ??= cause;
        },
      );
    });
  }

  #failure: unknown = null;

  /** One request of a user at any server: read, check, write. */
  async #request(one: User): Promise<void> {
    const agent = this.world.random.pick(this.agents);
    if (this.#apart && !this.network.partitioned && this.nodes.every((node) => node.grid.peer?.bothInStep)) {
      this.#apart = false;
      this.#faults += 1;
    }
    const before = new Map(one.promised);
    const faults = this.#faults;
    if (one.born) {
      const read = await agent.read(one.key);
      this.reads += 1;
      this.#log(`${one.key.toString("hex", 0, 2)} read at ${agent.was}@${agent.node?.name}: ${show(read)}`);
      if (read.kind === "unknown") return;
      if (faults === this.#faults || read.kind === "found") this.#checkRead(one, before, read, faults);
      if (read.kind !== "found") return;
    }
    if (one.born && this.world.random.chance(0.02)) {
      const answer = await agent.invalidate(one.key);
      this.#log(`${one.key.toString("hex", 0, 2)} invalidate at ${agent.was}: ${answer?.outcome}`);
      one.dead = answer !== null;
      one.maybeDead = answer === null;
      return;
    }
    one.count += 1;
    const name = agent.node?.name ?? "none";
    const value = one.count;
    const answer = await agent.write(one.key, name, String(value), !one.born);
    this.writes += 1;
    this.#log(
      `${one.key.toString("hex", 0, 2)} write ${name}=${value} at ${agent.was}: ${JSON.stringify(answer)}`,
    );
    if (answer === null) {
      if (agent.connected && this.world.random.chance(0.7)) agent.giveUp();
      return;
    }
    assert.notEqual(answer.outcome, "DEAD", `seed ${this.seed}: a living session was called dead`);
    one.born = true;
    const alone = answer.outcome === "ACKNOWLEDGED" ? null : { faults };
    const old = one.promised.get(name);
    if (old === undefined || value > old.value) one.promised.set(name, { value, alone });
    if (alone !== null && old !== undefined && old.alone === null) {
      // What both hold stays promised although the newest is only held by one.
      one.promised.set(`${name} both`, old);
    }
  }

  #checkRead(
    one: User,
    promised: ReadonlyMap<string, Promised>,
    read: { kind: string; values?: ReadonlyMap<string, string> },
    faults: number,
  ): void {
    for (const [entry, { value, alone }] of promised) {
      // What one member holds alone cannot be seen across a partition.
      if (alone !== null && (this.#apart || alone.faults !== this.#faults)) continue;
      if (alone !== null && (this.#skewed || this.#faults !== faults)) continue;
      const name = entry.split(" ")[0] as string;
      const seen = Number(read.values?.get(name) ?? Number.NaN);
      assert.ok(
        read.kind === "found" && seen >= value,
        `seed ${this.seed} at ${this.world.nowMs.toFixed(1)}: ${one.key.toString("hex", 0, 2)} ${name} was promised ` +
          `${value}${alone === null ? "" : " (degraded)"}, read ${read.kind} ${seen}`,
      );
    }
  }

  #faultSoon(): void {
    const { random } = this.world;
    this.world.after(random.between(200, 2_000), () => {
      if (this.world.nowMs > FAULTS_END_MS) return;
      this.#fault();
      this.#faultSoon();
    });
  }

  #fault(): void {
    const { random } = this.world;
    const node = random.pick(this.nodes);
    const kind = random.pick(["kill", "kill both", "pause", "short pause", "partition", "clock", "cut"]);
    this.#log(`fault: ${kind} ${node.name}`);
    const over = (ms: number, end: () => void): void => {
      this.world.after(ms, () => {
        this.#log(`over: ${kind} ${node.name}`);
        end();
      });
    };
    if (kind !== "short pause" && kind !== "clock") this.#faults += 1;
    if (kind === "kill" || kind === "kill both") {
      for (const victim of kind === "kill" ? [node] : this.nodes) {
        if (!victim.up) continue;
        victim.kill();
        over(random.between(50, 2_500), () => {
          if (!victim.up) victim.start();
        });
      }
    } else if (kind === "pause") {
      const ms = random.between(300, 3_000);
      node.pause(ms);
      // Its peer's promises from now on must hold when it wakes, as long as nothing else happens.
    } else if (kind === "short pause") node.pause(random.between(10, 250));
    else if (kind === "partition") {
      this.network.partitioned = true;
      this.#apart = true;
      over(random.between(100, 2_500), () => {
        this.network.partitioned = false;
        this.#faults += 1;
        // A partition swallows what was sent: real connections break at the latest now.
        for (const each of this.nodes) if (each.up) each.peerDied();
      });
    } else if (kind === "clock") {
      const jumpMs = random.pick([-3_600_000, 3_600_000, 400, -400]);
      node.process.wallOffsetMs += jumpMs;
      if (Math.abs(jumpMs) > 1_000) this.#skewed = true;
    } else for (const each of this.nodes) if (each.up) each.peerDied();
  }

  /** After all faults are over: both members hold the same, everything promised is there, the dead are dead. */
  #check(): void {
    if (this.#failure !== null) throw this.#failure;
    const [a, b] = this.nodes.map((node) => {
      assert.ok(
        node.up && node.grid.peer?.bothInStep,
        `seed ${this.seed}: ${node.name} is not in step at the end`,
      );
      return node.grid.parts.table;
    }) as [SimNode["grid"]["parts"]["table"], SimNode["grid"]["parts"]["table"]];
    for (const one of this.users) {
      const id = one.key.toString("hex");
      assert.equal(a.index(id)?.digest, b.index(id)?.digest, `seed ${this.seed}: ${id} differs`);
      const record = a.get(id);
      if (one.dead) assert.ok(record?.dead, `seed ${this.seed}: ${id} came back from the dead`);
      if (one.dead || one.maybeDead || !one.born) continue;
      for (const [entry, { value, alone }] of one.promised) {
        if (alone !== null && this.#skewed) continue;
        const name = entry.split(" ")[0] as string;
        const seen = Number(Buffer.from(record?.cells.get(name)?.value ?? "").toString());
        assert.ok(seen >= value, `seed ${this.seed}: ${id} ${name} lost ${value}, has ${seen}`);
      }
    }
  }
}

function user(name: string): User {
  const key = createHash("sha256").update(name).digest().subarray(0, 16);
  return { key, promised: new Map(), count: 0, born: false, dead: false, maybeDead: false };
}

function show(read: { kind: string; values?: ReadonlyMap<string, string>; near?: boolean }): string {
  if (read.kind !== "found") return read.kind;
  return `${read.near === true ? "near " : ""}${JSON.stringify(Object.fromEntries(read.values ?? []))}`;
}

describe("two grids in a simulation", () => {
  const seeds = ONLY === undefined ? Array.from({ length: SEEDS }, (_, index) => index + 1) : [Number(ONLY)];

  it(`keeps its promises under kills, pauses, partitions and clock jumps (${seeds.length} seeds)`, async () => {
    let writes = 0;
    let reads = 0;
    for (const seed of seeds) {
      const simulation = new Simulation(seed);
      try {
        await simulation.run();
      } catch (cause) {
        if (ONLY !== undefined) {
          const lines = simulation.nodes.flatMap((node) => node.lines);
          process.stderr.write(`${simulation.trace.join("\n")}\n${lines.join("")}`);
        }
        throw cause;
      }
      writes += simulation.writes;
      reads += simulation.reads;
    }
    assert.ok(
      writes > seeds.length * 10 && reads > seeds.length * 10,
      `only ${writes} writes, ${reads} reads`,
    );
  });
});
