import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type WitnessState, witnessRule } from "./witness-rule.ts";

const claims = fc.array(
  fc.record({
    cluster: fc.constant("pair"),
    member: fc.constantFrom("a", "b"),
    epoch: fc.integer({ min: 0, max: 6 }),
    want: fc.constantFrom("first", "alone", "joint"),
  }),
  { maxLength: 40 },
);

describe("witnessRule", () => {
  it("gives an epoch away once, never back, and never to two alone", () => {
    fc.assert(
      fc.property(claims, (list) => {
        let state: WitnessState | null = null;
        const alone = new Map<number, string>();
        for (const claim of list) {
          const before = state?.epoch ?? 0;
          const { answer, next } = witnessRule(state, claim);
          state = next ?? state;
          assert.ok((state?.epoch ?? 0) >= before);
          if (!answer.granted || claim.want !== "alone") continue;
          assert.equal(alone.get(answer.epoch) ?? claim.member, claim.member);
          alone.set(answer.epoch, claim.member);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("refuses who missed an epoch, and grants again what was answered and lost", () => {
    const ask = (state: WitnessState | null, member: string, epoch: number, want: string) =>
      witnessRule(state, { cluster: "pair", member, epoch, want });
    const first = ask(null, "a", 0, "first").next;
    assert.equal(ask(first, "b", 0, "first").answer.granted, false);
    const alone = ask(first, "b", 1, "alone").next;
    assert.deepEqual(alone, { epoch: 2, holder: "b", mover: "b" });
    assert.equal(ask(alone, "a", 1, "alone").answer.granted, false);
    assert.equal(ask(alone, "b", 1, "alone").answer.epoch, 2);
    assert.equal(ask(alone, "a", 1, "joint").answer.granted, false);
    const joint = ask(alone, "b", 2, "joint").next;
    assert.equal(ask(joint, "a", 1, "alone").answer.granted, false);
    assert.equal(ask(joint, "b", 2, "alone").answer.epoch, 4);
    assert.equal(ask(null, "a", 3, "alone").answer.granted, false);
  });
});
