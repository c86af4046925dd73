import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { SimNetwork } from "../testing/sim-network.ts";
import { SimNode } from "../testing/sim-node.ts";
import { SimWorld } from "../testing/sim-world.ts";
import type { AgentStream } from "./agents.ts";
import type { SessionMeta } from "./change.ts";

const KEY = createHash("sha256").update("conflict").digest().subarray(0, 16);
const ID = KEY.toString("hex");

/** A pair with an agent each and one session both hold. */
class Stage {
  readonly world = new SimWorld(5);
  readonly network = new SimNetwork(this.world);
  readonly a = this.#node("a");
  readonly b = this.#node("b");
  #operation = 0;

  #node(name: string): SimNode {
    return new SimNode({ name, world: this.world, network: this.network, mode: "pair", copies: 2 });
  }

  async open(): Promise<void> {
    this.a.others = [this.b];
    this.b.others = [this.a];
    for (const node of [this.a, this.b]) node.start();
    await this.pass(1_000);
    for (const node of [this.a, this.b]) node.grid.attach(stream(node.name), []);
    await this.write(this.a, "first of all", "", true);
  }

  pass(ms: number): Promise<void> {
    return this.world.run(this.world.nowMs + ms);
  }

  cut(lost: boolean): void {
    this.network.lose(this.a, this.b, lost);
    this.network.lose(this.b, this.a, lost);
    if (!lost)
      for (const [node, other] of [[this.a, this.b] as const, [this.b, this.a] as const]) node.reset(other);
  }

  async write(node: SimNode, value: string, user = "", create = false): Promise<void> {
    this.#operation += 1;
    const attribute = { name: "v", value: Buffer.from(value), type: "", version: null, inPlace: false };
    const meta: SessionMeta = {
      ...{
        app: "/",
        createdMs: 1,
        lastAccessMs: 0,
        maxInactiveS: 0,
        address: "",
        was: node.name,
        container: [],
      },
      user,
    };
    const answer = node.grid.sessions.store(stream(node.name), {
      key: KEY,
      base: node.grid.parts.table.get(ID)?.stamp ?? null,
      meta: create || user !== "" ? meta : null,
      attributes: [attribute],
      removed: [],
      create,
      localOnly: [],
      operation: this.#operation,
      containerChanged: false,
      ageMs: 0,
    });
    await this.pass(1_500);
    assert.notEqual((await answer).outcome, "DEAD");
  }

  conflicts() {
    return [this.a, this.b].flatMap((node) => node.grid.parts.conflicts.list());
  }
}

function stream(name: string): AgentStream {
  const nothing = (): void => {};
  return {
    ...{ id: `w${name}`, was: name, incarnation: name, server: "sim", pid: 1, visitor: false },
    push: nothing,
    close: nothing,
  };
}

describe("two changes that did not know of each other", () => {
  it("leave the later one on both sides, and the other is told with its size", async () => {
    const stage = new Stage();
    await stage.open();
    stage.cut(true);
    await stage.pass(4_000);
    await stage.write(stage.a, "from a");
    await stage.write(stage.b, "later, from b");
    stage.cut(false);
    await stage.pass(4_000);
    for (const node of [stage.a, stage.b]) {
      const value = node.grid.parts.table.get(ID)?.cells.get("v")?.value ?? new Uint8Array(0);
      assert.equal(Buffer.from(value).toString(), "later, from b");
    }
    const told = stage.conflicts();
    assert.deepEqual(
      told.map(({ attribute, keptNode, lostNode, lostBytes }) => ({
        attribute,
        keptNode,
        lostNode,
        lostBytes,
      })),
      [{ attribute: "v", keptNode: "b", lostNode: "a", lostBytes: 6 }],
    );
  });

  it("are no conflict when the second knew of the first", async () => {
    const stage = new Stage();
    await stage.open();
    await stage.write(stage.a, "from a");
    await stage.write(stage.b, "after it, from b");
    assert.deepEqual(stage.conflicts(), []);
  });

  it("end the session when two users signed in", async () => {
    const stage = new Stage();
    await stage.open();
    stage.cut(true);
    await stage.pass(4_000);
    await stage.write(stage.a, "from a", "kim");
    await stage.write(stage.b, "from b", "lee");
    stage.cut(false);
    await stage.pass(4_000);
    for (const node of [stage.a, stage.b]) {
      assert.equal(node.grid.parts.table.get(ID)?.dead?.reason, "two_users");
    }
    const told = [stage.a, stage.b].flatMap((node) => node.grid.parts.history.about(ID));
    const times = told.filter(({ kind }) => kind === "two_users").length;
    assert.ok(times === 1 || times === 2, `told by whoever found it, not ${times} times`);
  });

  it("end the session of two users also when both members stood still as they were cut off", async () => {
    const stage = new Stage();
    await stage.open();
    stage.cut(true);
    // Awake again they hear nobody any more: neither is sure of anything when it gives the other up.
    for (const node of [stage.a, stage.b]) node.pause(400);
    await stage.pass(4_500);
    await stage.write(stage.a, "from a", "kim");
    await stage.write(stage.b, "from b", "lee");
    stage.cut(false);
    await stage.pass(4_000);
    for (const node of [stage.a, stage.b]) {
      assert.equal(node.grid.parts.table.get(ID)?.dead?.reason, "two_users");
    }
  });

  it("make an agent that moves the session ask for what it has not seen", async () => {
    const stage = new Stage();
    await stage.open();
    const next = createHash("sha256").update("moved").digest().subarray(0, 16);
    const agent = stream("a");
    const move = async (to: Uint8Array, from: Uint8Array): Promise<boolean | undefined> => {
      const moving = stage.a.grid.sessions.changeId(agent, from, to, 0);
      await stage.pass(1_500);
      return (await moving).stale;
    };
    assert.notEqual(await move(next, KEY), true, "it wrote last itself");
    const other = createHash("sha256").update("other").digest().subarray(0, 16);
    const load = stage.b.grid.sessions.load(stream("b"), next, null);
    await stage.pass(1_500);
    assert.equal((await load).outcome, "FOUND");
    const attribute = { name: "w", value: Buffer.from("b"), type: "", version: null, inPlace: false };
    const rest = {
      removed: [],
      create: false,
      localOnly: [],
      operation: 77,
      containerChanged: false,
      ageMs: 0,
    };
    const base = stage.b.grid.parts.table.get(next.toString("hex"))?.stamp ?? null;
    const request = { key: next, base, meta: null, attributes: [attribute], ...rest };
    const storing = stage.b.grid.sessions.store(stream("b"), request);
    await stage.pass(1_500);
    await storing;
    assert.equal(await move(other, next), true, "b has written since");
  });

  it("are ordered by the slower clock: a member an hour ahead does not win over what came after", async () => {
    const stage = new Stage();
    stage.b.process.wallOffsetMs = 3_600_000;
    await stage.open();
    await stage.pass(5_000);
    stage.cut(true);
    await stage.pass(4_000);
    await stage.write(stage.b, "first, an hour ahead");
    await stage.write(stage.a, "second");
    stage.cut(false);
    await stage.pass(4_000);
    const value = stage.b.grid.parts.table.get(ID)?.cells.get("v")?.value ?? new Uint8Array(0);
    assert.equal(Buffer.from(value).toString(), "second");
  });
});
