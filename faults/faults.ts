/**
 * `npm run faults`: real sidecars and real Tomcats under load, one fault a round, every promise checked after it. A line a
 * round, the sums as JSON in the last one; exit 0 only when every promise held. A failing round prints how to repeat it.
 */
import { keepLog } from "./keep-log.ts";
import { type FaultOptions, readOptions } from "./read-options.ts";
import { runFaults } from "./run-faults.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);

let options: FaultOptions;
try {
  options = readOptions(process.argv.slice(2));
} catch (cause) {
  process.stderr.write(`${(cause as Error).message}\n`);
  process.exit(2);
}
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(130);
    say("stopping; once more to leave at once");
    stop.abort();
  });
}
try {
  const outcome = await runFaults(options, { say, signal: stop.signal, keep: keepLog });
  say(outcome.json);
  process.exit(outcome.isClean ? 0 : 1);
} catch (cause) {
  process.stderr.write(`${(cause as Error).message}\n`);
  process.exit(1);
}
