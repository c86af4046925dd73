import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { SimNetwork } from "../testing/sim-network.ts";
import { SimNode } from "../testing/sim-node.ts";
import { SimWorld } from "../testing/sim-world.ts";
import type { AgentStream } from "./agents.ts";
import type { LoadAnswer } from "./load-result.ts";

const SESSIONS = 40;

/** Three members that hold two copies of each session. */
class Stage {
  readonly world = new SimWorld(23);
  readonly network = new SimNetwork(this.world);
  readonly nodes = ["a", "b", "c"].map(
    (name) => new SimNode({ name, world: this.world, network: this.network, mode: "grid", copies: 2 }),
  ) as [SimNode, SimNode, SimNode];

  async open(): Promise<void> {
    for (const node of this.nodes) node.others = this.nodes.filter((other) => other !== node);
    for (const node of this.nodes) node.start();
    await this.pass(2_000);
    for (const node of this.nodes) node.grid.attach(stream(node.name), []);
    for (let n = 0; n < SESSIONS; n += 1) {
      const attribute = { name: "v", value: Buffer.from("x"), type: "", version: null, inPlace: false };
      const rest = { meta: null, base: null, removed: [], localOnly: [], containerChanged: false, ageMs: 0 };
      const request = { key: keyOf(n), attributes: [attribute], create: true, operation: n + 1, ...rest };
      void this.nodes[0].grid.sessions.store(stream("a"), request);
    }
    await this.pass(2_000);
  }

  pass(ms: number): Promise<void> {
    return this.world.run(this.world.nowMs + ms);
  }

  /** Two of them stop in order, in the same moment, as a script that restarts all of them does. */
  async leaveTwo(): Promise<void> {
    const [, b, c] = this.nodes;
    for (const node of [b, c]) void node.grid.leave();
    await this.pass(15);
    for (const node of [b, c]) node.kill();
  }

  async outcomes(): Promise<LoadAnswer["outcome"][]> {
    const grid = this.nodes[0].grid;
    const asked = Promise.all(
      Array.from({ length: SESSIONS }, (_, n) => grid.sessions.load(stream("a"), keyOf(n), null)),
    );
    await this.pass(600);
    return (await asked).map(({ outcome }) => outcome);
  }
}

const keyOf = (n: number): Buffer => createHash("sha256").update(`g${n}`).digest().subarray(0, 16);

function stream(name: string): AgentStream {
  const nothing = (): void => {};
  const words = { id: `w${name}`, was: name, incarnation: name, server: "sim", pid: 1, visitor: false };
  return { ...words, push: nothing, close: nothing };
}

describe("a member that is left alone by two that said goodbye", () => {
  it("does not call sessions absent whose copies were with them", async () => {
    const stage = new Stage();
    await stage.open();
    const [, b, c] = stage.nodes;
    const elsewhere = Array.from({ length: SESSIONS }, (_, n) => keyOf(n).toString("hex")).filter(
      (id) => !stage.nodes[0].grid.peers.homes(id).includes("a"),
    );
    assert.ok(elsewhere.length > 3, `${elsewhere.length} sessions live at ${b.name} and ${c.name} alone`);
    await stage.leaveTwo();
    const outcomes = await stage.outcomes();
    assert.equal(outcomes.filter((outcome) => outcome === "ABSENT").length, 0);
    assert.ok(outcomes.includes("UNKNOWN"));
  });

  it("says after ten seconds that they are absent: nobody may ever come back", async () => {
    const stage = new Stage();
    await stage.open();
    await stage.leaveTwo();
    await stage.pass(12_000);
    assert.ok((await stage.outcomes()).includes("ABSENT"));
  });
});
