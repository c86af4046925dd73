/**
 * Loaded before every test: property tests draw from one seed, so that a run repeats. GYEOT_SEED=N looks elsewhere;
 * a failing property prints its own seed and path.
 */
import fc from "fast-check";

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.GYEOT_SEED ?? 20_261_123) });
