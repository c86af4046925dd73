import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SimStrict } from "../testing/sim-strict.ts";

/** Seeds of one run; `npm run sim -- --mode witness` runs more of them. */
const SEEDS = 12;

/** Seeds within which a witness that lets both go on must be noticed. */
const PLANTED_SEEDS = 40;

describe("a pair with a witness in a simulation", () => {
  it(`is linearizable under kills, pauses, cuts, lost disks and a witness that is away (${SEEDS} seeds)`, async () => {
    let [operations, answered] = [0, 0];
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const simulation = new SimStrict(seed, null, false, true);
      await simulation.run();
      assert.deepEqual(
        simulation.violations,
        [],
        `npm run sim -- --mode witness --seeds 1 --from ${seed} --trace`,
      );
      operations += simulation.operations;
      answered += simulation.answered;
    }
    assert.ok(answered > operations / 3, `only ${answered} of ${operations} were answered`);
  });

  it("would be caught with a witness that lets both go on alone", async () => {
    for (let seed = 1; seed <= PLANTED_SEEDS; seed += 1) {
      const simulation = new SimStrict(seed, "generous-witness", false, true);
      await simulation.run();
      if (simulation.violations.some((text) => text.includes("linearizable"))) return;
    }
    assert.fail(`not noticed in ${PLANTED_SEEDS} seeds`);
  });
});
