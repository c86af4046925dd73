import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SimNetwork } from "../testing/sim-network.ts";
import { SimStrict } from "../testing/sim-strict.ts";
import { SimStrictClient } from "../testing/sim-strict-client.ts";
import { SimStrictNode } from "../testing/sim-strict-node.ts";
import { simStrictPlanted } from "../testing/sim-strict-planted.ts";
import { SimWorld } from "../testing/sim-world.ts";
import { emptyChange } from "./empty-change.ts";

/** Seeds of one run; `npm run sim -- --mode strict` runs more of them. */
const SEEDS = 8;

/** Where each planted mistake shows first. */
const SHOWS = { "one-vote": 11, amnesia: 139, "own-clock": 1, "local-read": 1 } as const;

describe("a strict grid in a simulation", () => {
  it(`is linearizable under kills, pauses, cuts, lost disks and clocks that jump (${SEEDS} seeds)`, async () => {
    let [operations, answered] = [0, 0];
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const simulation = new SimStrict(seed);
      await simulation.run();
      assert.deepEqual(
        simulation.violations,
        [],
        `npm run sim -- --mode strict --seeds 1 --from ${seed} --trace`,
      );
      operations += simulation.operations;
      answered += simulation.answered;
    }
    assert.ok(answered > operations / 2, `only ${answered} of ${operations} were answered`);
  });

  for (const mistake of simStrictPlanted) {
    it(`would be caught with this mistake in it: ${mistake}`, async () => {
      const simulation = new SimStrict(SHOWS[mistake], mistake);
      await simulation.run();
      assert.ok(simulation.violations.length > 0, `${mistake} was not noticed at seed ${SHOWS[mistake]}`);
    });
  }

  it("leaves with two copies what a read has seen on one", async () => {
    const world = new SimWorld(1);
    const network = new SimNetwork(world);
    const members = ["a", "b", "c"];
    const nodes = members.map((name) => new SimStrictNode({ name, world, network, members, witness: null }));
    for (const node of nodes) node.others = nodes.filter((other) => other !== node);
    for (const node of nodes) node.start();
    await world.run(3_000);
    const [a, b] = nodes as [SimStrictNode, SimStrictNode];
    const key = Buffer.alloc(16, 7);
    // What a write has left that failed after its first copy.
    const version = { ms: 1, counter: 0, node: "x" };
    const x = { name: "x", value: Buffer.from("5"), type: "", version, inPlace: false };
    a.grid.parts.table.apply(key.toString("hex"), {
      ...emptyChange(key),
      version,
      attributes: [x],
      full: true,
    });
    const client = new SimStrictClient("w", world);
    const seen = client.read(a, key);
    await world.run(5_000);
    assert.deepEqual(await seen, { kind: "found", values: new Map([["x", 5]]) });
    a.kill();
    const again = client.read(b, key);
    await world.run(8_000);
    assert.deepEqual(await again, { kind: "found", values: new Map([["x", 5]]) });
  });
});
