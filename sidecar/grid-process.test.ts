import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { LoadResultOutcome, StoreResultOutcome } from "./rpc/gen/session.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { SidecarProcess } from "./testing/sidecar-process.ts";

describe("a pair of grid processes", () => {
  let pair: Awaited<ReturnType<typeof SidecarProcess.pair>>;
  before(async () => {
    pair = await SidecarProcess.pair();
    await Promise.all([pair.a.start(), pair.b.start()]);
    await askAdmin.until(pair.a.runDir, (status) => status.state === "clustered");
    await askAdmin.until(pair.b.runDir, (status) => status.state === "clustered");
  });
  after(async () => {
    await Promise.all([pair.a.stop(), pair.b.stop()]);
    pair.remove();
  });

  it("gives a write to both, and the next read anywhere sees it", async () => {
    const one = await pair.a.attach("one");
    const two = await pair.b.attach("two", { tcp: true });
    const key = AgentClient.key("s1");
    const saved = await one.set(key, { cart: "3", user: "kim" }, { create: true });
    assert.equal(saved.outcome, StoreResultOutcome.OUTCOME_ACKNOWLEDGED);
    const read = await two.load(key);
    assert.equal(read.outcome, LoadResultOutcome.OUTCOME_FOUND);
    assert.deepEqual(
      read.attributes.map((a) => `${a.name}=${Buffer.from(a.value)}`),
      ["cart=3", "user=kim"],
    );
    const again = await two.load(key, read.version);
    assert.equal(again.outcome, LoadResultOutcome.OUTCOME_NOT_MODIFIED);
    const next = await one.set(key, { cart: "4" }, { base: saved.version });
    assert.equal(next.stale, false);
    assert.deepEqual(two.stale, [key.toString("hex")]);
    const delta = await two.load(key, read.version);
    assert.equal(delta.delta, true);
    assert.deepEqual(
      delta.attributes.map((a) => `${a.name}=${Buffer.from(a.value)}`),
      ["cart=4"],
    );
    one.close();
    two.close();
  });
});
