import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { SimNetwork } from "../testing/sim-network.ts";
import { SimNode } from "../testing/sim-node.ts";
import { SimWorld } from "../testing/sim-world.ts";
import type { AgentStream } from "./agents.ts";
import { gridAdmin } from "./grid-admin.ts";
import { gridStatus } from "./grid-status.ts";
import type { ListQuery, SessionPage } from "./session-list.ts";

const world = new SimWorld(5);
const network = new SimNetwork(world);
const nodes = ["a", "b", "c", "d"].map(
  (name) => new SimNode({ name, world, network, mode: "grid", copies: 2 }),
) as [SimNode, SimNode, SimNode, SimNode];
const SESSIONS = 90;
const NOW_MS = 1_700_000_001_000;

const pass = (ms: number): Promise<void> => world.run(world.nowMs + ms);
const keyOf = (n: number): Buffer => createHash("sha256").update(`list ${n}`).digest().subarray(0, 16);

function stream(name: string): AgentStream {
  const nothing = (): void => {};
  const words = { id: `w${name}`, was: name, incarnation: name, server: "sim", pid: 1, visitor: false };
  return { ...words, push: nothing, close: nothing };
}

function write(node: SimNode, n: number): Promise<unknown> {
  const container: never[] = [];
  const access = { createdMs: NOW_MS + n, lastAccessMs: NOW_MS + ((n * 7) % SESSIONS), maxInactiveS: 1_800 };
  return node.grid.sessions.store(stream(node.name), {
    ...{ key: keyOf(n), base: null, attributes: [], removed: [], create: true, localOnly: [], ageMs: 0 },
    ...{ operation: n + 1, containerChanged: false },
    meta: { app: "/shop", user: `user${n}`, address: "", was: node.name, container, ...access },
  });
}

const query = (over: Partial<ListQuery>): ListQuery => ({
  ...{ search: "", sort: "created", offset: 0, limit: 20, includeDead: false },
  ...over,
});

async function list(node: SimNode, over: Partial<ListQuery> = {}): Promise<SessionPage> {
  const running = gridAdmin(node.grid).list(query(over));
  let page: SessionPage | null = null;
  void running.then((done) => {
    page = done;
  });
  while (page === null) await pass(50);
  return page;
}

const users = ({ sessions }: SessionPage): string[] => sessions.map(({ user }) => user);
const wanted = Array.from({ length: SESSIONS }, (_, n) => `user${SESSIONS - 1 - n}`);

describe("the list of sessions of a grid", () => {
  it("is the same at every member, whole, each session once, page by page", async () => {
    for (const node of nodes) node.others = nodes.filter((other) => other !== node);
    for (const node of nodes) node.start();
    await pass(2_000);
    for (const node of nodes) node.grid.attach(stream(node.name), []);
    for (let n = 0; n < SESSIONS; n += 1) void write(nodes[n % 4] as SimNode, n);
    await pass(2_000);
    for (const node of nodes) {
      const all = await list(node, { limit: 1_000 });
      assert.equal(all.total, SESSIONS);
      assert.deepEqual(all.unheard, []);
      assert.deepEqual(users(all), wanted);
      assert.ok(all.sessions.every(({ copies }) => copies === 2));
      const pages = [await list(node, { offset: 0, limit: 40 }), await list(node, { offset: 40, limit: 60 })];
      assert.deepEqual(pages.flatMap(users), wanted);
      assert.equal((await list(node, { search: "USER17" })).total, 1);
      assert.ok(node.grid.parts.table.live < SESSIONS, "no member holds all of them");
    }
  });

  it("is counted in the status of every member", async () => {
    const context = { address: "", watch: null, uptimeMs: 0, pid: 1, store: null as never };
    for (const { grid } of nodes) {
      const status = gridStatus(grid, context);
      assert.equal(status.sessions, SESSIONS);
      assert.equal(status.sessionsWithAllCopies, SESSIONS);
    }
  });

  it("shows a session that lives elsewhere, too", async () => {
    const [node] = nodes;
    const elsewhere = Array.from({ length: SESSIONS }, (_, n) => n).find(
      (n) => !node.grid.peers.homes(keyOf(n).toString("hex")).includes(node.name),
    ) as number;
    const running = gridAdmin(node.grid).inspect(keyOf(elsewhere));
    await pass(500);
    const view = await running;
    assert.equal(view.found, true);
    assert.equal(view.summary?.user, `user${elsewhere}`);
  });

  it("says who did not answer, and is whole again when the others hold what that one held", async () => {
    const [node, , , last] = nodes;
    last.kill();
    const page = await list(node, { limit: 1_000 });
    assert.deepEqual(page.unheard, ["d"]);
    assert.ok(page.total < SESSIONS);
    await pass(20_000);
    const later = await list(node, { limit: 1_000 });
    assert.deepEqual(later.unheard, []);
    assert.deepEqual(users(later), wanted);
  });
});
