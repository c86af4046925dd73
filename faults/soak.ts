/**
 * `npm run soak -- --minutes M --rate R`: a pair under a steady load for as long as asked, a fault each minute, every promise
 * checked after each. The last line is JSON: requests, what was lost, growth of memory and files.
 */
import { parseArgs } from "node:util";
import { runSoak } from "./run-soak.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "90" },
    rate: { type: "string", default: "500" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const [minutes, rate, seed] = [Number(values.minutes), Number(values.rate), Number(values.seed)];
if (!(minutes > 0) || !(rate > 0) || !Number.isInteger(seed)) {
  process.stderr.write("npm run soak -- --minutes M --rate R [--seed S]: whole numbers above 0\n");
  process.exit(2);
}
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const outcome = await runSoak({ minutes, rate, seed, say, signal: stop.signal });
say(outcome.json);
process.exit(outcome.isClean ? 0 : 1);
