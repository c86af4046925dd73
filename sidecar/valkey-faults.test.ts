import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it, type TestContext } from "node:test";
import { MetricsRegistry } from "./base/metrics-registry.ts";
import { systemClock } from "./base/system-clock.ts";
import { LoadResultOutcome, StoreResultOutcome } from "./rpc/gen/session.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { quietLog } from "./testing/quiet-log.ts";
import { sessions } from "./testing/sessions.ts";
import { SidecarProcess } from "./testing/sidecar-process.ts";
import { ValkeyServers, type ValkeyServersOptions } from "./testing/valkey-servers.ts";
import { keySlot } from "./valkey/key-slot.ts";
import { ValkeyCluster } from "./valkey/valkey-cluster.ts";

const { OUTCOME_ACKNOWLEDGED, OUTCOME_DEGRADED } = StoreResultOutcome;
const missing = ValkeyServers.missing();
const SESSIONS = 60;
const OTHER_COPIES = { settings: ["--min-replicas-to-write", "1"] };

/** Writers of one session each: what they were promised, and what they were told in between. */
class Writers {
  readonly acknowledged = new Map<string, number>();
  readonly refusals = new Set<string>();
  count = 0;
  degraded = 0;
  longestMs = 0;
  #stopped = false;
  readonly #running: Promise<void>[] = [];

  constructor(agents: readonly AgentClient[]) {
    for (let index = 0; index < SESSIONS; index += 1)
      this.#running.push(this.#write(agents[index % agents.length] as AgentClient, `writer ${index}`));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running);
  }

  /** Sessions that hold less than was acknowledged. */
  async lost(agent: AgentClient): Promise<string[]> {
    const lost: string[] = [];
    for (const [id, promised] of this.acknowledged) {
      const values = await sessions.readSoon(agent, AgentClient.key(id));
      if (Number(values["n"]) < promised) lost.push(`${id}: ${values["n"]} < ${promised}`);
    }
    return lost;
  }

  async #write(agent: AgentClient, id: string): Promise<void> {
    const key = AgentClient.key(id);
    for (let n = 1; !this.#stopped; n += 1) {
      const startMs = Date.now();
      try {
        const answer = await agent.set(key, { n: String(n) }, { create: n === 1, operation: n });
        this.count += 1;
        if (answer.outcome === OUTCOME_ACKNOWLEDGED) this.acknowledged.set(id, n);
        if (answer.outcome === OUTCOME_DEGRADED) this.degraded += 1;
        assert.notEqual(answer.outcome, StoreResultOutcome.OUTCOME_DEAD);
      } catch (cause) {
        // Its agent would send it again: under the same number.
        this.refusals.add((cause as { code?: string }).code ?? String(cause));
        n -= 1;
      }
      this.longestMs = Math.max(this.longestMs, Date.now() - startMs);
      await sessions.pause(10);
    }
  }
}

/** A stage of servers and two sidecars; everything ends with the test, also when it fails. */
async function stage(context: TestContext, options: ValkeyServersOptions) {
  const directory = mkdtempSync(join(tmpdir(), "gyeot-valkey-"));
  const sidecars: SidecarProcess[] = [];
  const agents: AgentClient[] = [];
  let servers: ValkeyServers | null = null;
  context.after(async () => {
    for (const agent of agents) agent.close();
    await Promise.all(sidecars.map((sidecar) => sidecar.kill()));
    await servers?.remove();
    rmSync(directory, { recursive: true, force: true });
  });
  const made = await ValkeyServers.start(options, (each) => {
    servers = each;
  });
  const flags = ["--engine", "valkey", "--valkey-nodes", made.nodes];
  for (const name of ["a", "b"]) {
    const sidecar = new SidecarProcess({ name, directory, flags });
    sidecars.push(sidecar);
    await sidecar.start();
    agents.push(await sidecar.attach(`was-${name}`));
  }
  const [a, b] = sidecars as [SidecarProcess, SidecarProcess];
  await askAdmin.until(a.runDir, ({ state }) => state === "clustered");
  return { servers: made, a, b, left: agents[0] as AgentClient, right: agents[1] as AgentClient };
}

describe("the engine valkey when servers fail", { skip: missing }, () => {
  it("loses no acknowledged write when a master is killed under load", async (context) => {
    const { servers, a, left, right } = await stage(context, OTHER_COPIES);
    const writers = new Writers([left, right]);
    await sessions.pause(1_000);
    await servers.kill(0);
    await servers.until(3, "ROLE", (reply) => String(reply).startsWith("master"));
    await sessions.pause(1_500);
    await writers.stop();
    context.diagnostic(
      `${writers.count} writes, ${writers.degraded} degraded, longest ${writers.longestMs} ms`,
    );
    assert.equal(writers.acknowledged.size, SESSIONS);
    assert.deepEqual(await writers.lost(left), []);
    assert.deepEqual(
      [...writers.refusals].filter((code) => code !== "unavailable"),
      [],
    );
    assert.ok(writers.longestMs < 2_000, "a request is answered within its deadline");
    const status = await askAdmin.status(a.runDir);
    assert.ok(
      status.events.some(({ kind, detail }) => kind === "valkey_changed" && detail.includes("master")),
    );
    // Nobody copies the new master: it takes no changes, and says what is missing.
    await askAdmin.until(a.runDir, ({ state }) => state === "degraded");
    servers.run(0);
    await askAdmin.until(a.runDir, ({ state }) => state === "clustered");
  });

  it("serves nothing of the past when a frozen master wakes up", async (context) => {
    const { servers, left, right } = await stage(context, OTHER_COPIES);
    const writers = new Writers([left, right]);
    await sessions.pause(1_000);
    servers.signal(1, "SIGSTOP");
    context.after(() => servers.signal(1, "SIGCONT"));
    await servers.until(4, "ROLE", (reply) => String(reply).startsWith("master"));
    await sessions.pause(1_000);
    servers.signal(1, "SIGCONT");
    await sessions.pause(1_500);
    await writers.stop();
    context.diagnostic(
      `${writers.count} writes, ${writers.degraded} degraded, longest ${writers.longestMs} ms`,
    );
    assert.deepEqual(await writers.lost(right), []);
    assert.deepEqual(
      [...writers.refusals].filter((code) => code !== "unavailable"),
      [],
    );
  });

  it("refuses changes that no replica would have where the servers are set so, and never says absent", async (context) => {
    const { servers, a, left } = await stage(context, OTHER_COPIES);
    const key = AgentClient.key("kept");
    await left.set(key, { a: "1" }, { create: true });
    for (const index of [3, 4, 5]) await servers.kill(index);
    await assert.rejects(left.set(key, { a: "2" }), { code: "unavailable" });
    assert.deepEqual(await sessions.read(left, key), { a: "1" });
    const status = await askAdmin.until(a.runDir, ({ state }) => state === "degraded");
    assert.match(status.guarantee, /fewer than 1 replicas/);
    for (const index of [0, 1, 2]) await servers.kill(index);
    const startMs = Date.now();
    await assert.rejects(left.load(key), { code: "unavailable" });
    assert.ok(Date.now() - startMs < 1_500);
  });

  it("acknowledges as degraded without replicas where the servers allow it, and follows a promoted one", async (context) => {
    const pair = { masters: 1, replicasEach: 1, cluster: false };
    const { servers, a, left, right } = await stage(context, pair);
    const status = await askAdmin.status(a.runDir);
    assert.match(status.guarantee, /set min-replicas-to-write 1/);
    const key = AgentClient.key("alone");
    assert.equal((await left.set(key, { a: "1" }, { create: true })).outcome, OUTCOME_ACKNOWLEDGED);
    servers.signal(1, "SIGSTOP");
    assert.equal((await left.set(key, { a: "2" })).outcome, OUTCOME_DEGRADED);
    const [oldKey, movedKey] = [AgentClient.key("old"), AgentClient.key("moved")];
    await left.set(oldKey, { a: "3" }, { create: true });
    assert.equal((await left.changeId(oldKey, movedKey)).outcome, OUTCOME_DEGRADED);
    assert.equal(
      (await right.load(oldKey)).outcome,
      LoadResultOutcome.OUTCOME_DEAD,
      "kept as a copy, usable by nobody",
    );
    assert.deepEqual(await sessions.read(right, movedKey), { a: "3" });
    await askAdmin.until(a.runDir, ({ state }) => state === "degraded");
    servers.signal(1, "SIGCONT");
    await untilOutcome(left, key, OUTCOME_ACKNOWLEDGED);
    await servers.kill(0);
    await assert.rejects(left.load(key), { code: "unavailable" });
    await servers.call(1, "REPLICAOF", "NO", "ONE");
    assert.deepEqual(await readAgain(right, key), { a: "again" });
  });
});

describe("a change of the id that its sidecar died over", { skip: missing }, () => {
  let servers: ValkeyServers | null = null;
  let cluster: ValkeyCluster | null = null;
  let sidecar: SidecarProcess | null = null;
  let agent: AgentClient;
  const directory = mkdtempSync(join(tmpdir(), "gyeot-valkey-"));

  before(async () => {
    const made = await ValkeyServers.start({ masters: 3, replicasEach: 1 }, (each) => {
      servers = each;
    });
    const flags = ["--engine", "valkey", "--valkey-nodes", made.nodes];
    sidecar = new SidecarProcess({ name: "a", directory, flags });
    await sidecar.start();
    agent = await sidecar.attach("was");
    cluster = new ValkeyCluster({
      name: "crashed",
      seeds: made.ports.map((port) => ({ host: "127.0.0.1", port })),
      login: { user: "", password: "", ca: "" },
      copies: 1,
      clock: systemClock,
      log: quietLog(),
      metrics: new MetricsRegistry(),
      random: Math.random,
      onChange: () => {},
    });
    await cluster.view.start();
  });

  after(async () => {
    agent?.close();
    await cluster?.view.stop();
    await sidecar?.kill();
    await servers?.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  const frozen = async (name: string): Promise<{ from: Buffer; to: Buffer; fields: unknown }> => {
    const [from, to] = [AgentClient.key(`${name} from`), AgentClient.key(`${name} to`)];
    assert.notEqual(keySlot(from.toString("hex")), keySlot(to.toString("hex")));
    await agent.set(from, { cart: "full" }, { create: true });
    const committed = await cluster?.commit(from.toString("hex"), ["freeze", to.toString("hex")]);
    const reply = committed?.reply as readonly unknown[];
    return { from, to, fields: reply[1] };
  };

  it("after the old one was frozen: whoever meets it finishes the move", async () => {
    const { from, to } = await frozen("one");
    assert.equal((await agent.load(to)).outcome, LoadResultOutcome.OUTCOME_ABSENT, "not yet usable");
    assert.equal((await agent.load(from)).outcome, LoadResultOutcome.OUTCOME_DEAD);
    assert.deepEqual(await sessions.read(agent, to), { cart: "full" });
  });

  it("after the new one was born: a late writer of the old one is refused, the new one keeps its changes", async () => {
    const { from, to, fields } = await frozen("two");
    const arrive = ["arrive", "crashed#1.1", "", "0", from.toString("hex"), ...(fields as Buffer[])];
    await cluster?.commit(to.toString("hex"), arrive);
    await agent.set(to, { cart: "fuller" }, { base: (await agent.load(to)).version });
    assert.equal((await agent.set(from, { cart: "late" })).outcome, StoreResultOutcome.OUTCOME_DEAD);
    assert.deepEqual(await sessions.read(agent, to), { cart: "fuller" });
    assert.equal((await agent.load(from)).outcome, LoadResultOutcome.OUTCOME_DEAD);
  });

  it("sent again by its agent it takes effect once", async () => {
    const { from, to } = await frozen("three");
    assert.equal((await agent.changeId(from, to)).outcome, OUTCOME_ACKNOWLEDGED);
    assert.notEqual((await agent.changeId(from, to)).outcome, StoreResultOutcome.OUTCOME_DEAD);
    assert.deepEqual(await sessions.read(agent, to), { cart: "full" });
    await agent.invalidate(to);
    assert.equal((await agent.changeId(from, to)).outcome, StoreResultOutcome.OUTCOME_DEAD);
    assert.equal((await agent.load(to)).outcome, LoadResultOutcome.OUTCOME_DEAD, "it does not come back");
  });
});

async function untilOutcome(agent: AgentClient, key: Buffer, wanted: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await agent.set(key, { a: "again" })).outcome === wanted) return;
    await sessions.pause(50);
  }
  assert.fail("it never came to it");
}

async function readAgain(agent: AgentClient, key: Buffer): Promise<Record<string, string>> {
  for (let tries = 0; tries < 30; tries += 1) {
    try {
      return await sessions.read(agent, key);
    } catch (cause) {
      assert.equal((cause as { code?: string }).code, "unavailable");
    }
  }
  return assert.fail("it never came back");
}
