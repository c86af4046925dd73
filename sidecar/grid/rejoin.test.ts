import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { SimAgent } from "../testing/sim-agent.ts";
import { SimNetwork } from "../testing/sim-network.ts";
import { SimNode } from "../testing/sim-node.ts";
import { SimWorld } from "../testing/sim-world.ts";

const SESSIONS = 2_000;
const VALUE = "x".repeat(2_000);

/** A grid in simulated time with one agent at its first member and sessions written by it. */
class Stage {
  readonly world = new SimWorld(7);
  readonly network = new SimNetwork(this.world);
  readonly nodes: readonly SimNode[];
  readonly agent: SimAgent;

  constructor(members: number) {
    const make = (name: string): SimNode => {
      const mode = members === 2 ? "pair" : "grid";
      return new SimNode({ name, world: this.world, network: this.network, mode, copies: 2 });
    };
    this.nodes = ["a", "b", "c"].slice(0, members).map(make);
    for (const node of this.nodes) node.others = this.nodes.filter((other) => other !== node);
    for (const node of this.nodes) node.start();
    this.agent = new SimAgent("wa", this.world, [this.nodes[0] as SimNode]);
  }

  async pass(ms: number): Promise<void> {
    await this.world.run(this.world.nowMs + ms);
  }

  /** Writes these sessions, some at a time; every write must be answered. */
  async write(from: number, to: number, value: string, create: boolean): Promise<void> {
    for (let at = from; at < to; at += 50) {
      const answers: unknown[] = [];
      for (let index = at; index < Math.min(to, at + 50); index += 1) {
        void this.agent
          .write(keyOf(index), ["v"], `${value}${VALUE}`, create)
          .then((answer) => answers.push(answer));
      }
      await this.pass(1_100);
      assert.equal(answers.filter((answer) => answer !== null).length, Math.min(to, at + 50) - at);
    }
  }

  bytes(): number {
    let bytes = 0;
    for (const { bytes: each } of (this.nodes[0] as SimNode).grid.parts.table.indexes()) bytes += each;
    return bytes;
  }
}

function keyOf(index: number): Buffer {
  return createHash("sha256").update(`rejoin ${index}`).digest().subarray(0, 16);
}

describe("a member that comes back", () => {
  it("is given less than 5 % of the store when 2 % has changed, and then holds all of it", async () => {
    const stage = new Stage(2);
    const [a, b] = stage.nodes as [SimNode, SimNode];
    await stage.pass(1_000);
    await stage.write(0, SESSIONS, "old", true);
    b.kill();
    await stage.pass(4_000);
    await stage.write(0, SESSIONS / 50, "new", false);
    stage.network.counting = true;
    b.start();
    await stage.pass(5_000);
    assert.ok(a.calm && b.calm, "they are in step");
    for (let index = 0; index < SESSIONS; index += 1) {
      const id = keyOf(index).toString("hex");
      assert.equal(b.grid.parts.table.index(id)?.digest, a.grid.parts.table.index(id)?.digest);
    }
    const share = stage.network.bytes / stage.bytes();
    assert.ok(share < 0.05, `moved ${(share * 100).toFixed(1)} % of the store`);
    assert.ok(share > 0.01, "what changed was moved");
  });

  it("without its disk is given everything", async () => {
    const stage = new Stage(2);
    const [a, b] = stage.nodes as [SimNode, SimNode];
    await stage.pass(1_000);
    await stage.write(0, 200, "old", true);
    b.kill();
    b.wipe();
    b.start();
    await stage.pass(5_000);
    assert.equal(b.grid.parts.table.live, 200);
    assert.ok(a.calm && b.calm);
  });

  it("and does not come back: all sessions have two copies again within 60 s", async () => {
    const stage = new Stage(3);
    const [a, b, c] = stage.nodes as [SimNode, SimNode, SimNode];
    await stage.pass(1_000);
    await stage.write(0, 300, "old", true);
    b.kill();
    await stage.pass(60_000);
    assert.ok(a.calm || c.up);
    for (let index = 0; index < 300; index += 1) {
      const id = keyOf(index).toString("hex");
      assert.ok(a.grid.parts.table.index(id), `${id} at a`);
      assert.equal(c.grid.parts.table.index(id)?.digest, a.grid.parts.table.index(id)?.digest);
    }
  });

  it("gives what it no longer is a home of away, and keeps it until it is held there", async () => {
    const stage = new Stage(3);
    const [a, b, c] = stage.nodes as [SimNode, SimNode, SimNode];
    await stage.pass(1_000);
    b.kill();
    await stage.pass(4_000);
    await stage.write(0, 300, "old", true);
    b.start();
    await stage.pass(30_000);
    let held = 0;
    for (const node of [a, b, c]) held += node.grid.parts.table.live;
    assert.equal(held, 600, "two copies of each and no more");
    for (let index = 0; index < 300; index += 1) {
      const id = keyOf(index).toString("hex");
      const homes = a.grid.peers.homes(id);
      for (const node of [a, b, c]) {
        assert.equal(
          node.grid.parts.table.index(id) !== undefined,
          homes.includes(node.name),
          `${id} at ${node.name}`,
        );
      }
    }
  });
});
