import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { SimNetwork } from "../testing/sim-network.ts";
import { SimNode } from "../testing/sim-node.ts";
import { SimWorld } from "../testing/sim-world.ts";
import type { AgentStream } from "./agents.ts";
import type { MemberComparison } from "./compare-members.ts";

const world = new SimWorld(11);
const network = new SimNetwork(world);
const nodes = ["a", "b", "c"].map(
  (name) => new SimNode({ name, world, network, mode: "grid", copies: 2 }),
) as [SimNode, SimNode, SimNode];
const SESSIONS = 60;

/** A grid of three with two copies of each of sixty sessions, all in step. */
async function open(): Promise<void> {
  for (const node of nodes) node.others = nodes.filter((other) => other !== node);
  for (const node of nodes) node.start();
  await pass(2_000);
  for (const node of nodes) node.grid.attach(stream(node.name), []);
  for (let n = 0; n < SESSIONS; n += 1) void write(n);
  await pass(2_000);
}

const pass = (ms: number): Promise<void> => world.run(world.nowMs + ms);

function write(n: number): Promise<unknown> {
  const [node] = nodes;
  const attribute = { name: "v", value: Buffer.from("x"), type: "", version: null, inPlace: false };
  return node.grid.sessions.store(stream(node.name), {
    key: keyOf(n),
    meta: null,
    attributes: [attribute],
    ...{
      base: null,
      removed: [],
      create: true,
      localOnly: [],
      operation: n + 1,
      containerChanged: false,
      ageMs: 0,
    },
  });
}

const keyOf = (n: number): Buffer => createHash("sha256").update(`s${n}`).digest().subarray(0, 16);

function stream(name: string): AgentStream {
  const nothing = (): void => {};
  const words = { id: `w${name}`, was: name, incarnation: name, server: "sim", pid: 1, visitor: false };
  return { ...words, push: nothing, close: nothing };
}

async function compared(node: SimNode): Promise<MemberComparison[]> {
  const running = node.grid.compare();
  await pass(500);
  return running;
}

describe("a comparison of members", () => {
  it("finds the same at both ends, and one record that one of them lacks", async () => {
    await open();
    const all = await Promise.all(nodes.map((node) => node.grid.compare()).concat(pass(500).then(() => [])));
    for (const [index, node] of nodes.entries()) {
      for (const line of all[index] as MemberComparison[]) {
        assert.equal(line.compared, true);
        assert.equal(line.differing, 0);
        const at = nodes.findIndex(({ name }) => name === line.node);
        const back = all[at]?.find((each) => each.node === node.name);
        assert.deepEqual(back?.digest, line.digest);
        assert.equal(back?.sessions, line.sessions);
      }
    }
    const shared = all
      .slice(0, 3)
      .flat()
      .reduce((sum, { sessions }) => sum + sessions, 0);
    assert.equal(shared, 2 * SESSIONS, "each session is shared by two, and counted from both ends");
    const lost = [...nodes[1].grid.parts.table.indexes()].find(({ id }) =>
      nodes[1].grid.peers.homes(id).includes("c"),
    );
    nodes[1].grid.parts.table.remove(lost?.id ?? "");
    const again = await compared(nodes[2]);
    assert.equal(again.find(({ node }) => node === "b")?.differing, 1);
    assert.equal(again.find(({ node }) => node === "a")?.differing, 0);
  });

  it("does not compare with one that is away", async () => {
    nodes[1].kill();
    await pass(4_000);
    const lines = await compared(nodes[2]);
    assert.equal(lines.find(({ node }) => node === "b")?.compared, false);
    assert.equal(lines.find(({ node }) => node === "a")?.compared, true);
  });
});
