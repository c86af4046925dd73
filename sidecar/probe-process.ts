import { systemClock } from "./base/system-clock.ts";
import { tryStore } from "./store/try-store.ts";

/**
 * A short-lived process that tries a store before the real one opens it: `probe-process DIRECTORY BUDGET_MS`. It
 * tells its parent that it goes on, and what it found; damage may kill it, which tells as much.
 */
const [directory = "", budget = "0"] = process.argv.slice(2);

/** Signs of life are sent this often. */
const ALIVE_MS = 200;

let saidMs = 0;
process.on("disconnect", () => process.exit(0));
const verdict = await tryStore({
  directory,
  budgetMs: Number(budget),
  clock: systemClock,
  alive: () => {
    const nowMs = systemClock.monotonicMs();
    if (nowMs - saidMs < ALIVE_MS) return;
    saidMs = nowMs;
    process.send?.({ kind: "alive" });
  },
});
// Not closed in an orderly way: its parent ends it, and what it wrote is on the disk.
process.send?.(verdict);
