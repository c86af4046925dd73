import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { AgentClient } from "./testing/agent-client.ts";
import { sessions } from "./testing/sessions.ts";
import { type RunningGrid, SidecarProcess } from "./testing/sidecar-process.ts";

const { clustered, pause, readSoon } = sessions;

describe("an agent whose sidecar dies", { timeout: 120_000 }, () => {
  let grid: RunningGrid;
  let [a, b]: SidecarProcess[] = [];
  before(async () => {
    // Another address of this machine stands for the network: no socket is told.
    grid = await SidecarProcess.grid(2, { flags: ["--agents-host", "127.0.0.2"] });
    [a, b] = grid.sidecars as [SidecarProcess, SidecarProcess];
    await a.start();
  });
  after(async () => {
    await Promise.all(grid.sidecars.map((sidecar) => sidecar.kill()));
    grid.remove();
  });

  it("was told of the other member while attached, and finds its session there with the token it got", async () => {
    const agent = (await a?.attach("shop")) as AgentClient;
    assert.equal(agent.fallbacks.length, 0);
    await b?.start();
    await clustered(a as SidecarProcess, b as SidecarProcess);
    for (let tries = 0; agent.fallbacks.length === 0; tries += 1) {
      assert.ok(tries < 100 && !agent.ended, "never told");
      await pause(50);
    }
    const [there] = agent.fallbacks;
    assert.deepEqual([there?.node, there?.unixPath, there?.host], ["b", "", "127.0.0.2"]);
    const key = AgentClient.key("moves");
    await agent.set(key, { cart: "1" }, { create: true });
    await a?.kill();
    const address = `${there?.host}:${there?.port}`;
    const visitor = new AgentClient({ address, token: there?.token ?? "", was: "shop" });
    await visitor.welcome;
    assert.deepEqual(await readSoon(visitor, key), { cart: "1" });
    visitor.close();
    await assert.rejects(new AgentClient({ address, token: "guess", was: "evil" }).welcome, /token/);
  });
});
