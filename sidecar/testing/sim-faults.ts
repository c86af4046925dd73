import type { SimNetwork } from "./sim-network.ts";
import type { SimNode } from "./sim-node.ts";
import type { SimWorld } from "./sim-world.ts";

/** What SimFaults needs. */
export interface SimFaultsOptions {
  readonly world: SimWorld;
  readonly network: SimNetwork;
  readonly nodes: readonly SimNode[];
  readonly log: (text: string) => void;
}

/** Faults of the catalogue that a simulation can have (numbers of the rows in RELIABILITY.md). */
const KINDS = [
  "kill",
  "kill",
  "kill some",
  "pause",
  "short pause",
  "partition",
  "one way",
  "bridge",
] as const;
const RARE = ["clock", "reset", "kill all", "wipe"] as const;

type Kind = (typeof KINDS)[number] | (typeof RARE)[number];

const HOUR_MS = 3_600_000;

/** Injects random faults into a simulated grid and heals them. Says what the promises may be excused by. */
export class SimFaults {
  readonly #options: SimFaultsOptions;
  /** Goes up with every fault and every healing: what fewer members held than promised held only until then. */
  count = 1;
  /** A clock was an hour off: of two changes that never met, the later one may lose. */
  skewed = false;
  /** A member came back without its disk: what it alone held is gone. */
  wiped = false;
  /** Pairs that are cut, with the number of reasons. */
  readonly #cuts = new Map<string, number>();
  /** Members were cut apart and have not all found each other again. */
  #apart = false;

  constructor(options: SimFaultsOptions) {
    this.#options = options;
  }

  /** Members that some others could not reach, directly or through a third, since all were in step last. */
  get apart(): boolean {
    if (this.#apart && this.over) {
      this.#apart = false;
      this.count += 1;
    }
    return this.#apart;
  }

  /** Nothing is cut, and every member runs and is in step with every other. */
  get over(): boolean {
    return this.#cuts.size === 0 && this.#options.nodes.every((node) => node.calm);
  }

  /** One fault now. */
  inject(): void {
    const { world, nodes } = this.#options;
    const { random } = world;
    const kind: Kind = random.chance(0.7) ? random.pick(KINDS) : random.pick(RARE);
    const node = random.pick(nodes);
    this.#options.log(`fault: ${kind} ${node.name}`);
    if (kind !== "short pause" && kind !== "clock") this.count += 1;
    if (kind === "kill") this.#kill([node]);
    else if (kind === "kill some") this.#kill(nodes.filter(() => random.chance(0.5)));
    else if (kind === "kill all") this.#kill(nodes);
    else if (kind === "wipe") this.#wipe(node);
    else if (kind === "pause") node.pause(random.between(300, 4_000));
    else if (kind === "short pause") node.pause(random.between(10, 250));
    else if (kind === "partition") this.#partition();
    else if (kind === "one way" || kind === "bridge") this.#cutOne(kind === "one way");
    else if (kind === "clock") this.#clock(node);
    else for (const other of nodes) if (other !== node && other.up && node.up) node.reset(other);
  }

  #kill(victims: readonly SimNode[]): void {
    for (const victim of victims) {
      if (!victim.up) continue;
      victim.kill();
      this.#later(50, 2_500, `start ${victim.name}`, () => {
        if (!victim.up) victim.start();
      });
    }
  }

  /** The loss of one machine, while all others hold everything. */
  #wipe(node: SimNode): void {
    if (this.apart || !this.#options.nodes.every((each) => each.calm)) return;
    this.wiped = true;
    node.kill();
    node.wipe();
    this.#later(50, 2_500, `start ${node.name} empty`, () => {
      if (!node.up) node.start();
    });
  }

  #partition(): void {
    const { random } = this.#options.world;
    const groups = random.chance(0.3) ? 3 : 2;
    const group = new Map(this.#options.nodes.map((node) => [node, Math.floor(random.between(0, groups))]));
    const pairs = this.#pairs().filter(([left, right]) => group.get(left) !== group.get(right));
    this.#cutFor(pairs, random.between(100, 5_000), false);
  }

  #cutOne(oneWay: boolean): void {
    const { random } = this.#options.world;
    const pair = random.pick(this.#pairs());
    this.#cutFor([random.chance(0.5) ? pair : [pair[1], pair[0]]], random.between(100, 5_000), oneWay);
  }

  #cutFor(pairs: readonly (readonly [SimNode, SimNode])[], forMs: number, oneWay: boolean): void {
    for (const [left, right] of pairs) this.#cut(left, right, oneWay, 1);
    if (this.#split()) this.#apart = true;
    this.#later(forMs, forMs, "heal", () => {
      this.count += 1;
      for (const [left, right] of pairs) {
        this.#cut(left, right, oneWay, -1);
        // What was sent meanwhile is gone: real connections break at the latest now.
        if (left.up) left.reset(right);
        if (right.up) right.reset(left);
      }
    });
  }

  #cut(left: SimNode, right: SimNode, oneWay: boolean, by: number): void {
    const { network } = this.#options;
    for (const [from, to] of oneWay
      ? [[left, right] as const]
      : ([
          [left, right],
          [right, left],
        ] as const)) {
      const name = `${from.name}>${to.name}`;
      const reasons = (this.#cuts.get(name) ?? 0) + by;
      if (reasons > 0) this.#cuts.set(name, reasons);
      else this.#cuts.delete(name);
      network.lose(from, to, reasons > 0);
    }
  }

  /**
   * Not every member can be reached from every other over links that work both ways; or more than one link is cut: a
   * change finds its way round one, not round any number.
   */
  #split(): boolean {
    const { nodes, network } = this.#options;
    if (this.#pairs().filter(([left, right]) => network.cut(left, right)).length > 1) return true;
    const reached = new Set([nodes[0] as SimNode]);
    for (const from of reached) for (const to of nodes) if (!network.cut(from, to)) reached.add(to);
    return reached.size < nodes.length;
  }

  #pairs(): [SimNode, SimNode][] {
    const { nodes } = this.#options;
    return nodes.flatMap((left, at) => nodes.slice(at + 1).map((right): [SimNode, SimNode] => [left, right]));
  }

  #clock(node: SimNode): void {
    const jumpMs = this.#options.world.random.pick([-HOUR_MS, HOUR_MS, 400, -400]);
    node.process.wallOffsetMs += jumpMs;
    if (Math.abs(jumpMs) > 1_000) this.skewed = true;
  }

  #later(fromMs: number, toMs: number, what: string, run: () => void): void {
    const { world, log } = this.#options;
    world.after(world.random.between(fromMs, toMs), () => {
      log(what);
      run();
    });
  }
}
