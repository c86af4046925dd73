import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { quietLog } from "../testing/quiet-log.ts";
import { Lifecycle, type Part } from "./lifecycle.ts";

function parts(log: string[], broken: Partial<Record<string, Part>> = {}): Part[] {
  return ["one", "two", "three"].map((name) => ({
    name,
    start: () => void log.push(`+${name}`),
    stop: () => void log.push(`-${name}`),
    ...broken[name],
  }));
}

describe("lifecycle", () => {
  it("starts in order and stops in reverse, once", async () => {
    const log: string[] = [];
    const lifecycle = new Lifecycle({ log: quietLog(), stopDeadlineMs: 1_000 });
    await lifecycle.start(parts(log));
    await Promise.all([lifecycle.stop(), lifecycle.stop()]);
    assert.deepEqual(log, ["+one", "+two", "+three", "-three", "-two", "-one"]);
  });

  it("stops what had started when a start fails", async () => {
    const log: string[] = [];
    const lifecycle = new Lifecycle({ log: quietLog(), stopDeadlineMs: 1_000 });
    const failing = {
      name: "two",
      start: () => Promise.reject(new Error("no")),
      stop: () => void log.push("-two"),
    };
    await assert.rejects(lifecycle.start(parts(log, { two: failing })), /no/);
    assert.deepEqual(log, ["+one", "-two", "-one"]);
  });

  it("stops the others when one fails or hangs, and says which", async () => {
    const [log, lines]: [string[], string[]] = [[], []];
    const lifecycle = new Lifecycle({ log: quietLog(lines), stopDeadlineMs: 50 });
    const hanging = { name: "three", stop: () => new Promise<void>(() => {}) };
    const failing = { name: "two", stop: () => Promise.reject(new Error("broken")) };
    await lifecycle.start(parts(log, { two: failing, three: hanging }));
    await lifecycle.stop();
    assert.deepEqual(log.at(-1), "-one");
    assert.match(lines.join(""), /three.*50 ms[\s\S]*two.*broken/);
  });
});
