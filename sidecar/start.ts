import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { AppError, type ErrorCode } from "./base/app-error.ts";
import type { Config } from "./base/config.ts";
import { lockFile } from "./base/lock-file.ts";
import { Log } from "./base/log.ts";
import { prepareDataDir } from "./base/prepare-data-dir.ts";
import { type Endpoints, RunDir } from "./base/run-dir.ts";
import { systemClock } from "./base/system-clock.ts";
import { checkPeerFiles } from "./rpc/check-peer-files.ts";
import { DiskBallast } from "./store/disk-ballast.ts";
import { DiskWatch } from "./store/disk-watch.ts";
import { Supervisor } from "./supervisor.ts";

/** How the program was called. */
export interface StartCall {
  readonly config: Config;
  readonly program: string;
  readonly argv: readonly string[];
}

/** `gyeot start`: runs the sidecar until a signal; returns the exit code. */
export async function start({ config, program, argv }: StartCall): Promise<number> {
  const write = (line: string): boolean => process.stderr.write(line);
  const log = new Log({ clock: systemClock, level: config.logLevel, part: "supervisor", write });
  checkPeerFiles(config, systemClock, log);
  prepareDataDir(config.dataDir);
  // A disk that is full would not even take the lock: the ballast goes first.
  const ballast = new DiskBallast({ path: config.dataDir, log });
  new DiskWatch({ path: config.dataDir, clock: systemClock, ballast }).stop();
  const lock = lockFile(join(config.dataDir, "lock"));
  const runDir = new RunDir(config.runDir);
  runDir.prepare();
  const { dataDir, stopDeadlineMs } = config;
  const supervisor = new Supervisor({ program, argv, log, runDir, dataDir, stopDeadlineMs });
  const stopped = untilSignal();
  try {
    const endpoints = await Promise.race([supervisor.start(), stopped]);
    if (endpoints !== null) {
      process.stdout.write(readyText(config, endpoints, program));
      await stopped;
    }
    return 0;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const { code, message } = cause as { code: ErrorCode; message: string };
    throw new AppError(code, message);
  } finally {
    await supervisor.stop();
    lock.release();
  }
}

/** Null at the first SIGTERM or SIGINT; the second ends the process at once. */
function untilSignal(): Promise<null> {
  return new Promise((resolvePromise) => {
    let signals = 0;
    const stop = (): void => {
      signals += 1;
      if (signals > 1) process.exit(130);
      resolvePromise(null);
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
}

function readyText(config: Config, endpoints: Endpoints, program: string): string {
  const agent = agentJar(program);
  return [
    `gyeot "${config.name}" is running (${config.engine === "valkey" ? "valkey" : `${config.mode}, ${config.durability}`})`,
    `page:  ${endpoints["page"] ?? "not served"}`,
    "agent: add this to the Java options of the web application server, with a name of its own for each:",
    `       -javaagent:${agent}=run=${config.runDir},was=${config.name}-was`,
    "",
  ].join("\n");
}

/** Where the agent lies beside this program; the bare name when it has not been built. */
function agentJar(program: string): string {
  const here = dirname(resolve(program));
  const places = ["gyeot-agent.jar", "./dist/gyeot-agent.jar", "./agent-bridge/java/target/gyeot-agent.jar"];
  return places.map((place) => resolve(here, place)).find((path) => existsSync(path)) ?? "gyeot-agent.jar";
}
