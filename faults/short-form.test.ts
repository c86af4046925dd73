/** The fault suite in a few minutes: a fixed seed, the faults that hurt most, a pair. Without root those that need no hosts. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keepLog } from "./keep-log.ts";
import { runFaults } from "./run-faults.ts";

/** With hosts: kills, both killed, a stop, partitions, a half-open line, a dead JVM, a damaged store. */
const ROWS = ["1", "2", "5", "8", "10", "15", "22", "28", "32"];
const ROWS_WITHOUT_HOSTS = ["1", "2", "5", "8", "28", "32"];

describe("faults, short form", () => {
  it("keeps every promise of a pair", { timeout: 300_000 }, async (test) => {
    const loopback = process.getuid?.() !== 0;
    const only = loopback ? ROWS_WITHOUT_HOSTS : ROWS;
    const stop = new AbortController();
    const outcome = await runFaults(
      {
        ...{ rounds: only.length, seed: 20_261_123, only, mode: "pair", members: 2, copies: 2 },
        ...{ sessions: 100, clients: 8, worlds: 1, loopback, totals: "" },
      },
      {
        say: (line) => test.diagnostic(line),
        signal: stop.signal,
        keep: keepLog,
      },
    );
    test.diagnostic(outcome.json);
    assert.ok(outcome.isClean, outcome.json);
  });
});
