import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LoadResultOutcome, StoreResultOutcome } from "./rpc/gen/session.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { sessions } from "./testing/sessions.ts";
import { SidecarProcess } from "./testing/sidecar-process.ts";
import { TcpProxy } from "./testing/tcp-proxy.ts";

const { clustered, readSoon } = sessions;
const { OUTCOME_DEGRADED } = StoreResultOutcome;

describe("a pair whose network is cut", () => {
  it("serves on both sides, and both hold the same afterwards", async () => {
    const proxies: TcpProxy[] = [];
    const pair = await SidecarProcess.pair({
      through: async (port) => {
        const proxy = await TcpProxy.open(port);
        proxies.push(proxy);
        return proxy.port;
      },
    });
    try {
      await Promise.all([pair.a.start(), pair.b.start()]);
      await clustered(pair.a, pair.b);
      const one = await pair.a.attach("one");
      const two = await pair.b.attach("two");
      const key = AgentClient.key("p1");
      const ended = AgentClient.key("p2");
      await one.set(key, { shared: "0" }, { create: true });
      await one.set(ended, { a: "0" }, { create: true });
      for (const proxy of proxies) proxy.swallow();
      await askAdmin.until(pair.a.runDir, (status) => status.state === "degraded");
      await askAdmin.until(pair.b.runDir, (status) => status.state === "degraded");
      assert.equal((await one.set(key, { shared: "a", onlyA: "1" })).outcome, OUTCOME_DEGRADED);
      assert.equal((await two.set(key, { shared: "b", onlyB: "1" })).outcome, OUTCOME_DEGRADED);
      await one.invalidate(ended);
      assert.equal((await two.set(ended, { a: "late" })).outcome, OUTCOME_DEGRADED);
      for (const proxy of proxies) proxy.restore();
      await clustered(pair.a, pair.b);
      const [left, right] = [await readSoon(one, key), await readSoon(two, key)];
      assert.deepEqual(left, right);
      assert.deepEqual(left, { shared: "b", onlyA: "1", onlyB: "1" });
      assert.equal((await two.load(ended)).outcome, LoadResultOutcome.OUTCOME_DEAD);
      one.close();
      two.close();
    } finally {
      for (const proxy of proxies) proxy.close();
      await Promise.all([pair.a.stop(), pair.b.stop()]);
      pair.remove();
    }
  });
});
