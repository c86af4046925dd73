import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { PossibleStates } from "./possible-states.ts";
import { type ShopChange, type ShopState, shopRules } from "./shop-rules.ts";

const sku = fc.constantFrom("G001", "G002", "G003");
const change: fc.Arbitrary<ShopChange> = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), sku, quantity: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant("set" as const), sku, quantity: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant("remove" as const), sku }),
  fc.record({ kind: fc.constant("look" as const), sku }),
  fc.record({ kind: fc.constant("order" as const) }),
);

const fresh = (): PossibleStates<ShopState, ShopChange> => new PossibleStates(shopRules.empty, shopRules);

describe("possible states", () => {
  it("always hold the true one, whichever unknown changes happened", () => {
    const step = fc.record({ change, fate: fc.constantFrom("acknowledged", "happened", "lost", "half") });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), (steps) => {
        const known = fresh();
        let truth: ShopState = shopRules.empty;
        for (const { change, fate } of steps) {
          if (fate === "acknowledged") known.apply(change);
          else known.applyUnknown(change);
          if (fate === "half") truth = shopRules.halfDone(truth, change)[0] ?? truth;
          else if (fate !== "lost") truth = shopRules.next(truth, change);
        }
        assert.ok(known.observe((state) => shopRules.isShownBy(truth, state)));
      }),
    );
  });

  it("hold exactly one when every change was acknowledged", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        const known = fresh();
        for (const each of changes) known.apply(each);
        assert.equal(known.isCertain, true);
      }),
    );
  });

  it("keep what they knew when a read fits none", () => {
    const known = fresh();
    known.apply({ kind: "add", sku: "G001", quantity: 1 });
    assert.equal(
      known.observe((state) => state.serial === 7),
      false,
    );
    assert.equal(known.likely.serial, 1);
  });

  it("order a cart once, however often the button was pressed", () => {
    const known = fresh();
    known.apply({ kind: "add", sku: "G001", quantity: 1 });
    known.applyUnknown({ kind: "order" });
    known.apply({ kind: "order" });
    assert.ok(known.likely.orders === 1 && Object.keys(known.likely.items).length === 0);
  });
});
