import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { describe, it, type TestContext } from "node:test";
import { LoadResultOutcome, StoreResultOutcome } from "./rpc/gen/session.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { sessions } from "./testing/sessions.ts";
import { SidecarProcess } from "./testing/sidecar-process.ts";

const { readSoon, read, pause } = sessions;
const { OUTCOME_ACKNOWLEDGED, OUTCOME_DEAD } = StoreResultOutcome;
const FLAGS = ["--mode", "grid-strict"];

type Three = readonly [SidecarProcess, SidecarProcess, SidecarProcess];

/** Three members that have formed; all are ended with the test, however it ends. */
async function three(t: TestContext): Promise<Three> {
  const { sidecars, remove } = await SidecarProcess.grid(3, { flags: FLAGS });
  t.after(async () => {
    await Promise.all(sidecars.map((sidecar) => sidecar.kill()));
    remove();
  });
  await Promise.all(sidecars.map((sidecar) => sidecar.start()));
  await formed(sidecars);
  return sidecars as unknown as Three;
}

/** Each says that it keeps the whole promise. */
async function formed(sidecars: readonly SidecarProcess[]): Promise<void> {
  for (const { runDir } of sidecars) {
    await askAdmin.until(runDir, ({ state, members }) => {
      return state === "clustered" && members.every(({ syncing }) => !syncing);
    });
  }
}

async function attach(t: TestContext, sidecar: SidecarProcess, was: string): Promise<AgentClient> {
  const agent = await sidecar.attach(was);
  t.after(() => agent.close());
  return agent;
}

async function write(agent: AgentClient, id: string, n: string): Promise<void> {
  const { outcome } = await agent.set(AgentClient.key(id), { n }, { create: true });
  assert.equal(outcome, OUTCOME_ACKNOWLEDGED, id);
}

describe("grid-strict", () => {
  it("goes on without a step when one of three dies, and refuses when two are gone", async (t) => {
    const [a, b, c] = await three(t);
    const agents = [await attach(t, a, "wa"), await attach(t, b, "wb"), await attach(t, c, "wc")] as const;
    const ids = Array.from({ length: 30 }, (_, at) => `s${at}`);
    for (const [at, id] of ids.entries()) await write(agents[(at % 3) as 0 | 1 | 2], id, "1");
    for (const id of ids)
      for (const agent of agents) assert.equal((await read(agent, AgentClient.key(id)))["n"], "1");

    await c.kill();
    // Every one of the next answers counts: nobody waits until the dead one is given up.
    for (const [at, id] of ids.entries()) await write(agents[(at % 2) as 0 | 1], id, "2");
    for (const id of ids) assert.equal((await read(agents[0], AgentClient.key(id)))["n"], "2");

    await b.kill();
    const refused = await agents[0].set(AgentClient.key("s1"), { n: "3" }).catch((cause) => cause.code);
    assert.equal(refused, "unavailable");
    assert.equal((await agents[0].load(AgentClient.key("s1"))).outcome, LoadResultOutcome.OUTCOME_UNKNOWN);
    await askAdmin.until(a.runDir, ({ state }) => state === "degraded");

    await Promise.all([b.start(), c.start()]);
    await formed([a, b, c]);
    const late = await attach(t, c, "late");
    for (const id of ids.slice(2)) assert.equal((await readSoon(late, AgentClient.key(id)))["n"], "2", id);
    // Of the one that was refused nobody knows; but whatever it is, it is that everywhere.
    const one = await readSoon(late, AgentClient.key("s1"));
    assert.deepEqual(await readSoon(await attach(t, b, "late-b"), AgentClient.key("s1")), one);
    assert.equal((await askAdmin.status(a.runDir)).acknowledgedDegraded, 0);
  });

  it("never shows what is old on a member that was frozen", async (t) => {
    const [a, , c] = await three(t);
    const [here, frozen] = [await attach(t, a, "wa"), await attach(t, c, "wc")];
    const key = AgentClient.key("cart");
    await write(here, "cart", "old");
    assert.equal((await read(frozen, key))["n"], "old");
    c.signal("SIGSTOP");
    const asked = frozen.load(key).catch(() => null);
    await write(here, "cart", "new");
    await pause(700);
    c.signal("SIGCONT");
    const answer = await asked;
    const shown = answer?.attributes.map(({ value }) => Buffer.from(value).toString()) ?? [];
    assert.ok(!shown.includes("old"), `a frozen member showed ${shown}`);
    const again = await attach(t, c, "wc2");
    assert.equal((await readSoon(again, key))["n"], "new");
  });

  it("lets a member that lost its disk vote only when it has everything again", async (t) => {
    const [a, b, c] = await three(t);
    const agent = await attach(t, a, "wa");
    for (let at = 0; at < 200; at += 1) await write(agent, `w${at}`, String(at));
    await c.kill();
    rmSync(c.dataDir, { recursive: true, force: true });
    await c.start();
    await formed([a, b, c]);
    await a.kill();
    const other = await attach(t, b, "wb");
    for (let at = 0; at < 200; at += 1)
      assert.equal((await readSoon(other, AgentClient.key(`w${at}`)))["n"], String(at));
  });

  it("ends, renames and kills sessions on all members", async (t) => {
    const [a, b, c] = await three(t);
    const [left, right] = [await attach(t, a, "wa"), await attach(t, b, "wb")];
    await write(left, "guest", "1");
    const moved = await left.changeId(AgentClient.key("guest"), AgentClient.key("user"));
    assert.equal(moved.outcome, OUTCOME_ACKNOWLEDGED);
    assert.equal((await read(right, AgentClient.key("user")))["n"], "1");
    assert.equal((await right.load(AgentClient.key("guest"))).outcome, LoadResultOutcome.OUTCOME_DEAD);
    assert.equal((await right.invalidate(AgentClient.key("user"))).outcome, OUTCOME_ACKNOWLEDGED);
    assert.equal((await left.set(AgentClient.key("user"), { n: "2" })).outcome, OUTCOME_DEAD);

    await write(left, "spam", "1");
    assert.match(await askAdmin.kill(c.runDir, AgentClient.key("spam")), /killed/i);
    assert.equal((await left.load(AgentClient.key("spam"))).outcome, LoadResultOutcome.OUTCOME_DEAD);
    assert.ok((await askAdmin.inspect(c.runDir, AgentClient.key("spam"))).found);

    await write(left, "idle", "1");
    const idle = await left.expireIfIdle(AgentClient.key("idle"), 0);
    assert.equal(idle.expired, false);
  });

  it("keeps everything acknowledged when all are killed at once", async (t) => {
    const members = await three(t);
    const agent = await attach(t, members[0], "wa");
    for (let at = 0; at < 100; at += 1) await write(agent, `k${at}`, String(at));
    await Promise.all(members.map((member) => member.kill()));
    await Promise.all(members.map((member) => member.start()));
    const other = await attach(t, members[1], "wb");
    for (let at = 0; at < 100; at += 1)
      assert.equal((await readSoon(other, AgentClient.key(`k${at}`)))["n"], String(at));
  });

  it("leaves a member with another list out of every vote, and says so", async (t) => {
    const [a, b, c] = await three(t);
    await c.stop();
    const other = c.with({ flags: [...c.flags, "--members", `a=127.0.0.1:${a.peerPort},x=127.0.0.1:1`] });
    t.after(() => other.kill());
    await other.start();
    const { events } = await askAdmin.until(a.runDir, (status) =>
      status.events.some(({ detail }) => detail.includes("another list of members")),
    );
    assert.ok(events.length > 0);
    const agent = await attach(t, b, "wb");
    await write(agent, "two", "1");
    const lonely = await attach(t, other, "wc");
    assert.equal((await lonely.load(AgentClient.key("two"))).outcome, LoadResultOutcome.OUTCOME_UNKNOWN);
  });

  it("does not let in an agent that would show what is not confirmed", async (t) => {
    const [a] = await three(t);
    const refused = await a.attach("old", { takesFallbacks: false }).then(
      () => "let in",
      (cause: Error) => cause.message,
    );
    assert.match(refused, /grid-strict needs an agent of this version/);
  });
});
