import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Compared, notInStep } from "./not-in-step.ts";

const line = (node: string, more: object = {}) => ({
  ...{
    node,
    sessions: 5,
    digest: Buffer.from("0102030405060708", "hex"),
    compared: true,
    differing: 0,
    parts: 16,
  },
  ...more,
});
const member = (name: string, ...members: ReturnType<typeof line>[]): Compared => ({
  name,
  comparison: { members },
});

describe("members in step", () => {
  it("are those whose both ends say the same", () => {
    assert.equal(notInStep([member("a", line("b")), member("b", line("a"))]), null);
  });

  it("are not those that differ, cannot compare, know too few, or say nothing", () => {
    const b = member("b", line("a"));
    assert.match(notInStep([member("a", line("b", { differing: 2 })), b]) ?? "", /a and b differ in 2/);
    assert.match(notInStep([member("a", line("b", { compared: false })), b]) ?? "", /cannot compare/);
    assert.match(notInStep([member("a"), b]) ?? "", /knows 0 others/);
    assert.match(notInStep([{ name: "a", comparison: null }, b]) ?? "", /does not compare/);
  });

  it("are not those that agree in words and differ in what they counted or hold", () => {
    const a = member("a", line("b"));
    assert.match(notInStep([a, member("b", line("a", { sessions: 6 }))]) ?? "", /in common/);
    const other = Buffer.from("ff02030405060708", "hex");
    assert.match(notInStep([a, member("b", line("a", { digest: other }))]) ?? "", /in common/);
  });
});
