import type { SimNetwork } from "./sim-network.ts";
import type { SimStrictNode } from "./sim-strict-node.ts";
import type { SimWitness } from "./sim-witness.ts";
import type { SimWorld } from "./sim-world.ts";

/** What SimStrictFaults needs. */
export interface SimStrictFaultsOptions {
  readonly world: SimWorld;
  readonly network: SimNetwork;
  readonly nodes: readonly SimStrictNode[];
  /** Of a pair; null for a strict grid. */
  readonly witness: SimWitness | null;
  readonly log: (text: string) => void;
}

const KINDS = [
  ...(["kill", "kill some", "kill all", "pause", "short pause", "partition", "one way", "bridge"] as const),
  ...(["clock", "reset", "wipe", "power", "disk full"] as const),
] as const;

const HOUR_MS = 3_600_000;

/** Random faults for grid-strict, and their end. Two copies are never lost at once: nothing is promised then. */
export class SimStrictFaults {
  readonly #options: SimStrictFaultsOptions;
  readonly #cuts = new Map<string, number>();

  constructor(options: SimStrictFaultsOptions) {
    this.#options = options;
  }

  /** One fault now. */
  inject(): void {
    const { world, nodes, witness, log } = this.#options;
    const { random } = world;
    if (witness !== null && random.chance(0.2)) {
      log("fault: witness");
      if (random.chance(0.5)) witness.awayUntilMs = world.nowMs + random.between(100, 6_000);
      else witness.cutUntilMs.set(random.pick(nodes).name, world.nowMs + random.between(100, 6_000));
      return;
    }
    const kind = random.pick([...KINDS]);
    const node = random.pick(nodes);
    log(`fault: ${kind} ${node.name}`);
    if (kind === "kill") this.#kill([node]);
    else if (kind === "kill some") this.#kill(nodes.filter(() => random.chance(0.5)));
    else if (kind === "kill all") this.#kill(nodes);
    else if (kind === "wipe" || kind === "power") this.#lose(node, kind);
    else if (kind === "pause") node.pause(random.between(300, 4_000));
    else if (kind === "short pause") node.pause(random.between(10, 250));
    else if (kind === "partition") this.#partition();
    else if (kind === "one way" || kind === "bridge") this.#cutOne(kind === "one way");
    else if (kind === "clock")
      node.process.wallOffsetMs += random.pick([-HOUR_MS, HOUR_MS, 400, -400, 5_000]);
    else if (kind === "disk full") node.diskFullUntilMs = world.nowMs + random.between(50, 2_000);
    else for (const other of nodes) if (other !== node && other.up && node.up) node.reset(other);
  }

  #kill(victims: readonly SimStrictNode[]): void {
    for (const victim of victims) {
      if (!victim.up) continue;
      victim.kill();
      this.#startLater(victim);
    }
  }

  /** A disk, or its last 50 ms; only while all others have forgotten nothing. */
  #lose(node: SimStrictNode, kind: "wipe" | "power"): void {
    if (!node.expendable) return;
    if (kind === "power") node.cutPower();
    else {
      node.kill();
      node.wipe();
    }
    this.#startLater(node);
  }

  #startLater(node: SimStrictNode): void {
    this.#later(20, 2_500, `start ${node.name}`, () => {
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
    const [left, right] = random.pick(this.#pairs());
    this.#cutFor([random.chance(0.5) ? [left, right] : [right, left]], random.between(100, 5_000), oneWay);
  }

  #cutFor(pairs: readonly (readonly [SimStrictNode, SimStrictNode])[], forMs: number, oneWay: boolean): void {
    for (const [left, right] of pairs) this.#cut(left, right, oneWay, 1);
    this.#later(forMs, forMs, "heal", () => {
      for (const [left, right] of pairs) {
        this.#cut(left, right, oneWay, -1);
        // What was sent meanwhile is gone: real connections break at the latest now.
        if (left.up) left.reset(right);
        if (right.up) right.reset(left);
      }
    });
  }

  #cut(left: SimStrictNode, right: SimStrictNode, oneWay: boolean, by: number): void {
    const ways: (readonly [SimStrictNode, SimStrictNode])[] = oneWay
      ? [[left, right]]
      : [
          [left, right],
          [right, left],
        ];
    for (const [from, to] of ways) {
      const name = `${from.name}>${to.name}`;
      const reasons = (this.#cuts.get(name) ?? 0) + by;
      this.#cuts.set(name, reasons);
      this.#options.network.lose(from, to, reasons > 0);
    }
  }

  #pairs(): [SimStrictNode, SimStrictNode][] {
    const { nodes } = this.#options;
    return nodes.flatMap((left, at) =>
      nodes.slice(at + 1).map((right): [SimStrictNode, SimStrictNode] => [left, right]),
    );
  }

  #later(fromMs: number, toMs: number, what: string, run: () => void): void {
    const { world, log } = this.#options;
    world.after(world.random.between(fromMs, toMs), () => {
      log(what);
      run();
    });
  }
}
