import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { planted } from "../testing/planted.ts";
import { Simulation } from "../testing/simulation.ts";

/** Seeds of one run; `npm run sim` runs more of them. */
const SEEDS = 15;

/** Seeds within which each planted defect must show. */
const PLANTED_SEEDS = 200;

describe("grids in a simulation", () => {
  it(`keep their promises under kills, pauses, cuts, lost disks and clock jumps (${SEEDS} seeds)`, async () => {
    let operations = 0;
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const simulation = new Simulation(seed);
      await simulation.run();
      assert.deepEqual(simulation.violations, [], `npm run sim -- --seeds 1 --from ${seed} --trace`);
      operations += simulation.operations;
    }
    assert.ok(operations > SEEDS * 100, `only ${operations} operations`);
  });

  for (const mistake of planted) {
    it(`would be caught with this mistake in them: ${mistake}`, async () => {
      for (let seed = 1; seed <= PLANTED_SEEDS; seed += 1) {
        const simulation = new Simulation(seed, mistake);
        await simulation.run();
        if (simulation.violations.length > 0) return;
      }
      assert.fail(`not noticed in ${PLANTED_SEEDS} seeds`);
    });
  }
});
