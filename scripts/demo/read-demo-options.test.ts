import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readDemoOptions } from "./read-demo-options.ts";

describe("the demo's options", () => {
  it("have defaults that need no word", () => {
    const options = readDemoOptions([]);
    assert.equal(options.isCheck, false);
    assert.equal(options.withGyeot, true);
    assert.equal(options.tomcat.version, "10.1.59");
    assert.equal(options.users, 14);
  });

  it("read what was asked for, in both spellings", () => {
    const options = readDemoOptions([
      "--check",
      "--without-gyeot",
      "--tomcat",
      "9",
      "--seed=7",
      "--database=h2",
    ]);
    assert.equal(options.withGyeot, false);
    assert.equal(options.tomcat.servlet, "javax");
    assert.equal(options.seed, 7);
    assert.equal(options.users, 24);
    assert.equal(options.database, "h2");
  });

  it("refuse what they do not know, and say what there is", () => {
    for (const wrong of [
      ["--sticky"],
      ["--tomcat", "8"],
      ["--seed", "x"],
      ["--users", "0"],
      ["--balancer"],
    ]) {
      assert.throws(() => readDemoOptions(wrong), /must be|unknown option/, wrong.join(" "));
    }
  });
});
