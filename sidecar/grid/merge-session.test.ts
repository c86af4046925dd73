import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { SimNetwork } from "../testing/sim-network.ts";
import { SimNode } from "../testing/sim-node.ts";
import { SimWorld } from "../testing/sim-world.ts";
import type { AgentStream } from "./agents.ts";
import type { Version } from "./version.ts";

const KEY = createHash("sha256").update("whole").digest().subarray(0, 16);
const ID = KEY.toString("hex");

/** A pair with merge=session, and one session with a cart and its total. */
class Stage {
  readonly world = new SimWorld(9);
  readonly network = new SimNetwork(this.world);
  readonly a = this.#node("a");
  readonly b = this.#node("b");
  #operation = 0;

  #node(name: string): SimNode {
    return new SimNode({
      ...{ name, world: this.world, network: this.network },
      ...{ mode: "pair", copies: 2, merge: "session" },
    });
  }

  async open(): Promise<void> {
    this.a.others = [this.b];
    this.b.others = [this.a];
    for (const node of [this.a, this.b]) node.start();
    await this.pass(1_000);
    for (const node of [this.a, this.b]) node.grid.attach(stream(node.name), []);
    await this.write(this.a, { cart: "1 pen", total: "1", coupon: "none" }, [], true);
  }

  pass(ms: number): Promise<void> {
    return this.world.run(this.world.nowMs + ms);
  }

  async apart(run: () => Promise<void>): Promise<void> {
    this.#lose(true);
    await this.pass(4_000);
    await run();
    this.#lose(false);
    this.a.reset(this.b);
    this.b.reset(this.a);
    await this.pass(4_000);
  }

  #lose(lost: boolean): void {
    this.network.lose(this.a, this.b, lost);
    this.network.lose(this.b, this.a, lost);
  }

  async write(
    node: SimNode,
    values: Record<string, string>,
    removed: readonly string[] = [],
    create = false,
  ): Promise<void> {
    this.#operation += 1;
    const attributes = Object.entries(values).map(([name, value]) => ({
      ...{ name, value: Buffer.from(value), type: "", version: null, inPlace: false },
    }));
    const base = node.grid.parts.table.get(ID)?.stamp ?? null;
    const answer = node.grid.sessions.store(stream(node.name), {
      ...{ key: KEY, base, meta: null, attributes, removed, create, localOnly: [] },
      ...{ operation: this.#operation, containerChanged: false, ageMs: 0 },
    });
    await this.pass(1_500);
    assert.notEqual((await answer).outcome, "DEAD");
  }

  held(node: SimNode): Record<string, string> {
    const { cells } = node.grid.parts.table.get(ID) as NonNullable<
      ReturnType<SimNode["grid"]["parts"]["table"]["get"]>
    >;
    const live = [...cells].filter(([, { value }]) => value !== null);
    return Object.fromEntries(live.map(([name, { value }]) => [name, Buffer.from(value ?? "").toString()]));
  }

  async load(node: SimNode, known: Version | null) {
    const answer = node.grid.sessions.load(stream(node.name), KEY, known);
    await this.pass(500);
    return answer;
  }
}

function stream(name: string): AgentStream {
  const nothing = (): void => {};
  const words = { id: `w${name}`, was: name, incarnation: name, server: "sim", pid: 1, visitor: false };
  return { ...words, push: nothing, close: nothing };
}

describe("merge=session", () => {
  it("never mixes two sessions that were changed apart: the later one stays as it was", async () => {
    const stage = new Stage();
    await stage.open();
    await stage.apart(async () => {
      await stage.write(stage.a, { cart: "1 pen, 1 book", gift: "wrapped" });
      await stage.write(stage.b, { total: "0" }, ["coupon"]);
    });
    for (const node of [stage.a, stage.b])
      assert.deepEqual(stage.held(node), { cart: "1 pen", total: "0" }, node.name);
    const digests = [stage.a, stage.b].map(({ grid }) => grid.parts.table.index(ID)?.digest);
    assert.equal(digests[0], digests[1]);
  });

  it("tells of all in which the session that was lost differed, and not of what both sides had", async () => {
    const stage = new Stage();
    await stage.open();
    await stage.apart(async () => {
      await stage.write(stage.a, { cart: "1 pen, 1 book", gift: "wrapped" });
      await stage.write(stage.b, { total: "0" });
    });
    const told = [stage.a, stage.b].flatMap((node) => node.grid.parts.conflicts.list());
    const names = new Set(told.map(({ attribute, lostNode }) => `${attribute} of ${lostNode}`));
    assert.deepEqual([...names].sort(), ["cart of a", "gift of a", "total of a"]);
  });

  it("keeps what requests of one session changed one after the other, on any server", async () => {
    const stage = new Stage();
    await stage.open();
    await stage.write(stage.b, { cart: "2 pens" });
    await stage.write(stage.a, { total: "2" }, ["coupon"]);
    for (const node of [stage.a, stage.b])
      assert.deepEqual(stage.held(node), { cart: "2 pens", total: "2" }, node.name);
  });

  it("gives an agent everything when attributes went, and else only what is new", async () => {
    const stage = new Stage();
    await stage.open();
    const first = await stage.load(stage.b, null);
    await stage.write(stage.a, { total: "2" });
    const second = await stage.load(stage.b, first.version ?? null);
    assert.deepEqual([second.delta, second.attributes?.map(({ name }) => name)], [true, ["total"]]);
    await stage.write(stage.a, {}, ["coupon"]);
    const third = await stage.load(stage.b, second.version ?? null);
    assert.equal(third.delta, false);
    assert.deepEqual(third.attributes?.map(({ name }) => name).sort(), ["cart", "total"]);
  });
});
