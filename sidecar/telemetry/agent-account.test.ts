import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { AgentAccount } from "./agent-account.ts";

/** What may happen to an agent, with its own true totals. */
const event = fc.oneof(
  fc.record({ kind: fc.constant("make" as const), count: fc.integer({ min: 0, max: 50 }) }),
  fc.record({ kind: fc.constant("store" as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant("drop" as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant("refuse" as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant("report" as const) }),
  fc.record({ kind: fc.constant("restart" as const) }),
  fc.record({ kind: fc.constant("reload" as const) }),
);

describe("agent-account", () => {
  it("keeps created = stored + dropped + pending through restarts of either side", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let account = new AgentAccount("0");
        let [life, made, waiting, dropped, createdBefore] = [0, 0, 0, 0, 0];
        for (const each of events) {
          const part = "share" in each ? Math.floor(waiting * each.share) : 0;
          waiting -= part;
          if (each.kind === "make") {
            made += each.count;
            waiting += each.count;
          } else if (each.kind === "store") {
            account.store(part);
          } else if (each.kind === "refuse") {
            account.refuse("clock", part);
          } else if (each.kind === "drop") {
            dropped += part;
          } else if (each.kind === "restart") {
            account.report(made, [{ reason: "ring_full", count: dropped }]);
            createdBefore += made;
            [made, waiting, dropped] = [0, 0, 0];
            account.restart(String(++life));
          } else if (each.kind === "reload") {
            account = AgentAccount.fromJson(JSON.parse(JSON.stringify(account.toJson())));
          }
          if (each.kind === "report") {
            account.report(made, [{ reason: "ring_full", count: dropped }]);
          }
          const lost = [...account.dropped().values()].reduce((sum, count) => sum + count, 0);
          assert.equal(account.created, account.stored + lost + account.pending);
          assert.ok(account.pending >= 0);
        }
        account.report(made, [{ reason: "ring_full", count: dropped }]);
        assert.equal(account.created, createdBefore + made);
        assert.equal(account.pending, waiting);
      }),
    );
  });

  it("says what a killed JVM had not sent", () => {
    const account = new AgentAccount("first");
    account.report(100, [{ reason: "ring_full", count: 5 }]);
    account.store(80);
    assert.equal(account.pending, 15);
    account.restart("second");
    assert.equal(account.pending, 0);
    assert.equal(account.dropped().get("agent_gone"), 15);
    assert.equal(account.created, 100);
  });
});
