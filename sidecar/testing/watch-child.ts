/**
 * Runs one watch process alone, for tests that kill it: `tsx watch-child.ts CONFIG-JSON`. Prints its endpoints as one
 * JSON line on stdout once it serves, and stops on SIGTERM.
 */

import { Lifecycle } from "../base/lifecycle.ts";
import { loadConfig } from "../base/load-config.ts";
import { Log } from "../base/log.ts";
import { MetricsRegistry } from "../base/metrics-registry.ts";
import { RunDir } from "../base/run-dir.ts";
import { systemClock } from "../base/system-clock.ts";
import { watchProcess } from "../watch-process.ts";

const config = loadConfig({ argv: process.argv.slice(2), env: {}, cwd: process.cwd() });
const log = new Log({
  clock: systemClock,
  write: (line) => void process.stderr.write(line),
  level: config.logLevel,
  part: "watch",
});
const runDir = new RunDir(config.runDir);
runDir.prepare();
const { parts, endpoints } = watchProcess({
  config,
  runDir,
  clock: systemClock,
  log,
  metrics: new MetricsRegistry(),
  store: { quarantined: null, reason: "", damagedRows: 0 },
  storeFailed: () => process.exit(1),
  onEndpoints: () => {},
});
const lifecycle = new Lifecycle({ log, stopDeadlineMs: 3_000 });
await lifecycle.start(parts);
process.stdout.write(`${JSON.stringify(endpoints())}\n`);
process.on("SIGTERM", () => void lifecycle.stop().then(() => process.exit(0)));
// The parts' timers do not keep a process alive; the servers do.
