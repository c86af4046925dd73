import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { LoadResultOutcome, StoreResultOutcome } from "./rpc/gen/session.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { freePort } from "./testing/free-port.ts";
import { sessions } from "./testing/sessions.ts";
import { SidecarProcess } from "./testing/sidecar-process.ts";
import { TcpProxy } from "./testing/tcp-proxy.ts";
import { WitnessProcess } from "./testing/witness-process.ts";

const { OUTCOME_ACKNOWLEDGED, OUTCOME_DEGRADED } = StoreResultOutcome;
const { OUTCOME_UNKNOWN } = LoadResultOutcome;
const { readSoon } = sessions;

interface Trio {
  readonly a: SidecarProcess;
  readonly b: SidecarProcess;
  readonly witness: WitnessProcess;
  readonly proxies: readonly TcpProxy[];
}

/** A pair and its witness, together; all are ended with the test, however it ends. */
async function trio(t: TestContext): Promise<Trio> {
  const directory = mkdtempSync(join(tmpdir(), "gyeot-witness-"));
  const key = join(directory, "cluster.key");
  writeFileSync(key, "ab".repeat(32), { mode: 0o600 });
  const witness = new WitnessProcess(directory, await freePort(), key);
  const proxies: TcpProxy[] = [];
  const { sidecars, remove } = await SidecarProcess.grid(2, {
    flags: ["--mode", "pair+witness", "--witness", `w=127.0.0.1:${witness.port}`],
    through: async (port) => {
      const proxy = await TcpProxy.open(port);
      proxies.push(proxy);
      return proxy.port;
    },
  });
  t.after(async () => {
    await Promise.all([...sidecars.map((sidecar) => sidecar.kill()), witness.kill()]);
    for (const proxy of proxies) proxy.close();
    remove();
    rmSync(directory, { recursive: true, force: true });
  });
  await witness.start();
  const [a, b] = sidecars as [SidecarProcess, SidecarProcess];
  await Promise.all([a.start(), b.start()]);
  await together(a, b);
  return { a, b, witness, proxies };
}

async function together(...sidecars: readonly SidecarProcess[]): Promise<void> {
  for (const { runDir } of sidecars) await askAdmin.until(runDir, ({ state }) => state === "clustered");
}

async function attach(t: TestContext, sidecar: SidecarProcess, was: string): Promise<AgentClient> {
  const agent = await sidecar.attach(was);
  t.after(() => agent.close());
  return agent;
}

async function write(agent: AgentClient, id: string, n: string): Promise<number> {
  return (await agent.set(AgentClient.key(id), { n }, { create: true })).outcome;
}

describe("pair+witness", () => {
  it("goes on alone when the other dies, counts that, and takes it in again before both count", async (t) => {
    const { a, b } = await trio(t);
    const [left, right] = [await attach(t, a, "wa"), await attach(t, b, "wb")];
    for (let at = 0; at < 20; at += 1)
      assert.equal(await write(at % 2 === 0 ? left : right, `s${at}`, "1"), OUTCOME_ACKNOWLEDGED);
    await b.kill();
    await askAdmin.until(a.runDir, ({ guarantee }) => guarantee.includes("go on alone: changes are held"));
    for (let at = 0; at < 20; at += 1) assert.equal(await write(left, `s${at}`, "2"), OUTCOME_DEGRADED);
    assert.ok((await askAdmin.status(a.runDir)).acknowledgedDegraded >= 20);
    await b.start();
    await together(a, b);
    const back = await attach(t, b, "wb2");
    for (let at = 0; at < 20; at += 1)
      assert.equal((await readSoon(back, AgentClient.key(`s${at}`)))["n"], "2");
    assert.equal(await write(back, "s1", "3"), OUTCOME_ACKNOWLEDGED);
    assert.equal((await readSoon(left, AgentClient.key("s1")))["n"], "3");
  });

  it("lets one side of a cut go on, and the other shows nothing at all", async (t) => {
    const { a, b, proxies } = await trio(t);
    const agents = { a: await attach(t, a, "wa"), b: await attach(t, b, "wb") };
    await write(agents.a, "cart", "old");
    for (const proxy of proxies) proxy.swallow();
    const alone = async ({ runDir }: SidecarProcess): Promise<boolean> =>
      (await askAdmin.status(runDir)).guarantee.includes("go on alone: changes are held");
    let winner: "a" | "b" | null = null;
    for (let tries = 0; tries < 300 && winner === null; tries += 1) {
      if (await alone(a)) winner = "a";
      else if (await alone(b)) winner = "b";
      else await sessions.pause(50);
    }
    assert.ok(winner !== null, "nobody went on");
    const loser = winner === "a" ? "b" : "a";
    assert.equal(await write(agents[winner], "cart", "new"), OUTCOME_DEGRADED);
    for (let tries = 0; tries < 3; tries += 1)
      assert.equal((await agents[loser].load(AgentClient.key("cart"))).outcome, OUTCOME_UNKNOWN);
    const refused = await agents[loser].set(AgentClient.key("cart"), { n: "x" }).catch(({ code }) => code);
    assert.equal(refused, "unavailable");
    assert.equal(await alone(loser === "a" ? a : b), false);
    for (const proxy of proxies) proxy.restore();
    await together(a, b);
    for (const agent of [await attach(t, a, "wa2"), await attach(t, b, "wb2")])
      assert.equal((await readSoon(agent, AgentClient.key("cart")))["n"], "new");
  });

  it("needs no witness while both are there, and waits for it when one is gone", async (t) => {
    const { a, b, witness } = await trio(t);
    const left = await attach(t, a, "wa");
    await witness.kill();
    assert.equal(await write(left, "one", "1"), OUTCOME_ACKNOWLEDGED);
    await b.kill();
    await askAdmin.until(a.runDir, ({ guarantee }) => guarantee.includes("the witness does not answer"));
    assert.equal((await left.load(AgentClient.key("one"))).outcome, OUTCOME_UNKNOWN);
    await witness.start();
    assert.equal((await readSoon(left, AgentClient.key("one")))["n"], "1");
    assert.equal(await write(left, "one", "2"), OUTCOME_DEGRADED);
  });

  it("does not serve from one side after a cold start without the witness", async (t) => {
    const { a, b, witness } = await trio(t);
    await write(await attach(t, a, "wa"), "cold", "1");
    await Promise.all([a.kill(), b.kill(), witness.kill()]);
    await a.start();
    const lonely = await attach(t, a, "wa2");
    await sessions.pause(2_500);
    assert.equal((await lonely.load(AgentClient.key("cold"))).outcome, OUTCOME_UNKNOWN);
    await b.start();
    await together(a, b);
    assert.equal((await readSoon(lonely, AgentClient.key("cold")))["n"], "1");
  });
});
