import type { AppError } from "./base/app-error.ts";
import type { Clock } from "./base/clock.ts";
import type { Config } from "./base/config.ts";
import type { Part } from "./base/lifecycle.ts";
import type { Log } from "./base/log.ts";
import type { MetricsRegistry } from "./base/metrics-registry.ts";
import type { Endpoints, RunDir } from "./base/run-dir.ts";
import type { SoundStore } from "./sound-store.ts";

/** What a child process (`grid`, `watch`) is given by the code that runs it. */
export interface ProcessContext {
  readonly config: Config;
  readonly runDir: RunDir;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: MetricsRegistry;
  /** What was found out about this process's store before it is opened. */
  readonly store: SoundStore;
  /** Ends this process at once: its store can neither be trusted nor heal. The next one starts from the disk. */
  readonly storeFailed: (failure: AppError) => void;
  /** Called with everything the processes of this sidecar listen on, now and whenever it changes. */
  readonly onEndpoints: (listener: (endpoints: Endpoints) => void) => void;
}

/** What a child process is made of. */
export interface ProcessParts {
  /** In the order they start; they stop in reverse. */
  readonly parts: readonly Part[];
  /** Asked once all have started: where they listen, for the `endpoint` file (`session`, `telemetry`, `page` …). */
  readonly endpoints: () => Endpoints;
}
