import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ServerFacts } from "./server-facts.ts";
import { valkeyGuarantee } from "./valkey-guarantee.ts";

const GOOD: ServerFacts = {
  address: "10.0.0.1:6379",
  replicas: 1,
  minReplicasToWrite: 1,
  maxMemoryBytes: 0,
  usedMemoryBytes: 1,
  evicts: false,
  policy: "noeviction",
  appendOnly: true,
  appendSync: "everysec",
  clusterNodeTimeoutMs: 5_000,
};

const promise = (more: Partial<ServerFacts>, copies = 1) =>
  valkeyGuarantee({ copies, whole: true, facts: [{ ...GOOD, ...more }], masters: 1, degradedLately: false });

describe("what is promised of the sessions in Valkey", () => {
  it("always says what is not", () => {
    for (const facts of [{}, { replicas: 0 }, { evicts: true }, { minReplicasToWrite: null }]) {
      assert.match(promise(facts).guarantee, /Not promised: a failover may pick a replica that lacks it/);
      assert.match(promise(facts).guaranteeKo, /보장하지 않는 것/);
    }
  });

  it("is clustered only while enough replicas are there", () => {
    assert.equal(promise({}).state, "clustered");
    assert.equal(promise({ replicas: 0 }).state, "degraded");
    assert.equal(promise({}, 2).state, "degraded");
    assert.match(promise({}, 2).guarantee, /fewer than 2 replicas \(10\.0\.0\.1:6379: 1\)/);
    assert.equal(promise({}, 0).state, "degraded");
  });

  it("takes off what the settings take off", () => {
    assert.doesNotMatch(promise({}).guarantee, /set min-replicas/);
    assert.match(promise({ minReplicasToWrite: 0 }).guarantee, /set min-replicas-to-write 1/);
    assert.match(promise({ minReplicasToWrite: null }).guarantee, /could not be seen/);
    assert.match(promise({ evicts: true }).guarantee, /sessions are dropped silently/);
    assert.match(promise({ appendOnly: false }).guarantee, /in memory only/);
    assert.match(promise({ appendSync: "always" }).guarantee, /on the master's disk/);
    assert.match(promise({ maxMemoryBytes: 100, usedMemoryBytes: 95 }).guarantee, /Memory is over 90 %/);
  });

  it("promises nothing of sessions no master serves", () => {
    const mode = valkeyGuarantee({ copies: 1, whole: false, facts: [], masters: 3, degradedLately: false });
    assert.equal(mode.state, "degraded");
    assert.match(mode.guarantee, /told to ask again/);
  });
});
