import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SimStrict } from "../testing/sim-strict.ts";
import { simStrictPlanted } from "../testing/sim-strict-planted.ts";

/** Seeds of one run; `npm run sim -- --mode strict` runs more of them. */
const SEEDS = 8;

/** Where each planted mistake shows first. */
const SHOWS = { "one-vote": 11, "no-write-back": 111, amnesia: 139, "own-clock": 1 } as const;

describe("a strict grid in a simulation", () => {
  it(`is linearizable under kills, pauses, cuts, lost disks and clocks that jump (${SEEDS} seeds)`, async () => {
    let [operations, answered] = [0, 0];
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const simulation = new SimStrict(seed);
      await simulation.run();
      assert.deepEqual(
        simulation.violations,
        [],
        `npm run sim -- --mode strict --seeds 1 --from ${seed} --trace`,
      );
      operations += simulation.operations;
      answered += simulation.answered;
    }
    assert.ok(answered > operations / 2, `only ${answered} of ${operations} were answered`);
  });

  for (const mistake of simStrictPlanted) {
    it(`would be caught with this mistake in it: ${mistake}`, async () => {
      const simulation = new SimStrict(SHOWS[mistake], mistake);
      await simulation.run();
      assert.ok(simulation.violations.length > 0, `${mistake} was not noticed at seed ${SHOWS[mistake]}`);
    });
  }
});
