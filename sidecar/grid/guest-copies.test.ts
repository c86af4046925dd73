import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { SimAgent } from "../testing/sim-agent.ts";
import { SimNetwork } from "../testing/sim-network.ts";
import { SimNode } from "../testing/sim-node.ts";
import { SimWorld } from "../testing/sim-world.ts";

/** Three members with an agent each; a session whose homes are b and c, kept by a for its agent. */
async function stage() {
  const world = new SimWorld(11);
  const network = new SimNetwork(world);
  const nodes = ["a", "b", "c"].map((name) => new SimNode({ name, world, network, mode: "grid", copies: 2 }));
  for (const node of nodes) node.others = nodes.filter((other) => other !== node);
  for (const node of nodes) node.start();
  const [a, b, c] = nodes as [SimNode, SimNode, SimNode];
  const [wa, wb] = [new SimAgent("wa", world, [a]), new SimAgent("wb", world, [b])];
  const pass = (ms: number): Promise<void> => world.run(world.nowMs + ms);
  const ask = async <Answer>(question: Promise<Answer>): Promise<Answer> => {
    await pass(1_100);
    return question;
  };
  await pass(2_000);
  const key = keyOf((id) => !a.grid.peers.homes(id).includes("a"));
  await ask(wb.write(key, ["v"], "1", true));
  const read = async (agent: SimAgent) => {
    const answer = await ask(agent.read(key));
    return answer.kind === "found" ? `${answer.near ? "near " : ""}${answer.values.get("v")}` : answer.kind;
  };
  return { network, a, b, c, wa, wb, key, ask, pass, read };
}

function keyOf(wanted: (id: string) => boolean): Buffer {
  for (let index = 0; ; index += 1) {
    const key = createHash("sha256").update(`guest ${index}`).digest().subarray(0, 16);
    if (wanted(key.toString("hex"))) return key;
  }
}

describe("a copy kept for agents by a member that is no home", () => {
  it("is served without asking anyone, and dropped before another member's change is acknowledged", async () => {
    const { wa, wb, key, ask, read } = await stage();
    assert.equal(await read(wa), "1");
    assert.equal(await read(wa), "near 1");
    assert.equal((await ask(wb.write(key, ["v"], "2", false)))?.outcome, "ACKNOWLEDGED");
    assert.equal(await read(wa), "2");
  });

  it("is unproven once the link to its home was replaced by another", async () => {
    const { network, a, b, c, wa, wb, key, ask, pass, read } = await stage();
    assert.equal(await read(wa), "1");
    for (const home of [b, c]) network.dial(home, a);
    await pass(1_000);
    assert.equal((await ask(wb.write(key, ["v"], "2", false)))?.outcome, "ACKNOWLEDGED");
    assert.equal(await read(wa), "2");
  });

  it("is fetched from the other home when its own is killed", async () => {
    const { b, c, wa, key, ask, pass, read } = await stage();
    assert.equal(await read(wa), "1");
    const id = key.toString("hex");
    const home = wa.node?.grid.parts.guestBook.home(id) === "b" ? b : c;
    home.kill();
    await pass(600);
    assert.equal(await read(wa), "1");
    assert.equal((await ask(wa.write(key, ["v"], "2", false)))?.outcome, "ACKNOWLEDGED");
    assert.equal((home === b ? c : b).grid.parts.table.get(id)?.cells.get("v")?.value?.toString(), "2");
  });
});
