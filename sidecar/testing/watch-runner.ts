import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A watch process of its own. */
export interface RunningWatch {
  readonly url: string;
  /** host:port for agents. */
  readonly telemetry: string;
  /** host:port for the peer. */
  readonly watch: string;
  readonly child: ChildProcess;
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Starts a watch process with these flags and waits until it serves; fails with what it wrote when it does not. */
export async function watchRunner(flags: readonly string[]): Promise<RunningWatch> {
  const script = fileURLToPath(new URL("./watch-child.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const errors: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
  const gone = once(child, "exit");
  const line = await Promise.race([once(createInterface(child.stdout), "line"), gone.then(() => null)]);
  if (line === null) {
    throw new Error(`the watch did not start:\n${errors.join("")}`);
  }
  const endpoints = JSON.parse(line[0] as string) as { telemetry: string; watch: string; page: string };
  return {
    ...endpoints,
    url: endpoints.page,
    child,
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      await gone;
    },
  };
}
