import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FakeClock } from "../testing/fake-clock.ts";
import { NearCopies } from "./near-copies.ts";

function made(): { clock: FakeClock; near: NearCopies; told: string[] } {
  const clock = new FakeClock();
  const near = new NearCopies({ clock, leaseMs: 400 });
  const told: string[] = [];
  for (const agent of ["a", "b"]) near.attach(agent, (notice, ids) => told.push(`${agent} ${notice} ${ids}`));
  return { clock, near, told };
}

async function over(wait: Promise<void> | null): Promise<boolean> {
  if (wait === null) return true;
  const pending = Symbol("pending");
  return (
    (await Promise.race([wait, new Promise((resolve) => setImmediate(() => resolve(pending)))])) !== pending
  );
}

describe("near copies", () => {
  it("costs a writer nothing when nobody else holds the session", () => {
    const { near } = made();
    near.hold("a", "s");
    assert.equal(near.drop(["s"], "a"), null);
  });

  it("makes a writer wait until the other agent has dropped its copy", async () => {
    const { near, told } = made();
    near.renew("b");
    near.hold("b", "s");
    const wait = near.drop(["s"], "a");
    assert.deepEqual(told, ["b 1 s"]);
    assert.equal(await over(wait), false);
    // A second writer waits for the same answer; the agent is not told twice.
    const second = near.drop(["s"], "a");
    assert.equal(told.length, 1);
    assert.equal(await over(second), false);
    near.dropped("b", 1);
    assert.equal(await over(wait), true);
    assert.equal(await over(second), true);
    assert.equal(near.drop(["s"], "a"), null);
  });

  it("waits no longer than the lease of an agent that does not answer, and gives it no new one", async () => {
    const { near, clock } = made();
    near.renew("b");
    near.hold("b", "s");
    const wait = near.drop(["s"], "a");
    clock.advance(100);
    assert.equal(near.renew("b"), true);
    clock.advance(100);
    assert.equal(near.renew("b"), false);
    clock.advance(310);
    assert.equal(await over(wait), false);
    clock.advance(20);
    assert.equal(await over(wait), true);
  });

  it("lets a lease outlive a stream that we ended, but not one the agent ended", async () => {
    for (const [known, done] of [
      [true, true],
      [false, false],
    ] as const) {
      const { near, clock } = made();
      near.renew("b");
      near.hold("b", "s");
      near.detach("b", known);
      const wait = near.drop(["s"], "a");
      assert.equal(await over(wait), done);
      clock.advance(430);
      assert.equal(await over(wait), true);
    }
  });
});
