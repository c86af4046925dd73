/**
 * `npm run faults`: real sidecars and real Tomcats under load, one fault a round, every promise checked after it. A line a
 * round, the sums as JSON in the last one; exit 0 only when every promise held. A failing round prints how to repeat it.
 */
import { appendFileSync } from "node:fs";
import { keepLog } from "./keep-log.ts";
import { type FaultOptions, readOptions } from "./read-options.ts";
import { runFaults } from "./run-faults.ts";
import { shell } from "./world/shell.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);

let options: FaultOptions;
try {
  options = readOptions(process.argv.slice(2));
} catch (cause) {
  process.stderr.write(`${(cause as Error).message}\n`);
  process.exit(2);
}
/** What runs this program hands on the signal it got itself: the same wish, told again. */
const ECHO_MS = 2_000;

const stop = new AbortController();
let stoppedMs = 0;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) {
      if (performance.now() - stoppedMs > ECHO_MS) process.exit(130);
      return;
    }
    stoppedMs = performance.now();
    say("stopping; once more to leave at once");
    stop.abort();
  });
}
try {
  const outcome = await runFaults(options, { say, signal: stop.signal, keep: keepLog });
  say(outcome.json);
  if (options.totals !== "") appendFileSync(options.totals, `${await stamped(outcome.json)}\n`);
  process.exit(outcome.isClean ? 0 : 1);
} catch (cause) {
  process.stderr.write(`${(cause as Error).message}\n`);
  process.exit(1);
}

/** With when it was and on which commit. */
async function stamped(json: string): Promise<string> {
  const commit = (await shell("git", ["rev-parse", "--short", "HEAD"]).catch(() => "unknown")).trim();
  return JSON.stringify({ at: new Date().toISOString(), commit, ...JSON.parse(json) });
}
