import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { SimNetwork } from "../testing/sim-network.ts";
import { SimNode } from "../testing/sim-node.ts";
import { SimWorld } from "../testing/sim-world.ts";
import type { AgentStream } from "./agents.ts";
import type { StoreAnswer } from "./session-answers.ts";

const KEY = createHash("sha256").update("again").digest().subarray(0, 16);

function stream(name: string): AgentStream {
  const nothing = (): void => {};
  const words = { id: `w${name}`, was: name, incarnation: name, server: "sim", pid: 1, visitor: false };
  return { ...words, push: nothing, close: nothing };
}

describe("a change that is sent again because its answer was lost", () => {
  it("takes effect once, and its agent is told that its copy lacks what others changed since", async () => {
    const world = new SimWorld(8);
    const network = new SimNetwork(world);
    const [a, b] = ["a", "b"].map(
      (name) => new SimNode({ name, world, network, mode: "pair", copies: 2 }),
    ) as [SimNode, SimNode];
    a.others = [b];
    b.others = [a];
    for (const node of [a, b]) node.start();
    await world.run(2_000);
    for (const node of [a, b]) node.grid.attach(stream(node.name), []);
    const write = async (node: SimNode, name: string, operation: number): Promise<StoreAnswer> => {
      const attribute = { name, value: Buffer.from("x"), type: "", version: null, inPlace: false };
      const answer = node.grid.sessions.store(stream(node.name), {
        ...{ key: KEY, base: null, meta: null, attributes: [attribute], removed: [] },
        ...{ create: operation === 1, localOnly: [], operation, containerChanged: false, ageMs: 0 },
      });
      await world.run(world.nowMs + 2_000);
      return answer;
    };
    await write(a, "mine", 1);
    await write(b, "theirs", 2);
    const again = await write(a, "mine", 1);
    assert.equal(again.outcome, "ACKNOWLEDGED");
    // With this version and a copy without "theirs" it would be told for ever that nothing is newer.
    assert.equal(again.stale, true);
    assert.equal(a.grid.parts.table.get(KEY.toString("hex"))?.writes, 2);
  });
});
