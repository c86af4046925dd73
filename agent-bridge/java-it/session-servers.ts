// Two Tomcats of one version with the agent, each beside a sidecar of its own, the sidecars a pair. Everything runs on
// loopback in a temporary directory and is gone after `stop`.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAgent } from "../../scripts/build-agent.ts";
import { fetchTomcat } from "./fetch-tomcat.ts";
import { probeWar } from "./probe-war.ts";
import { type SidecarPair, sidecarProcess } from "./sidecar-process.ts";
import { startTomcat, type TomcatOptions, type TomcatProcess } from "./start-tomcat.ts";

/** What to start. */
export interface SessionServersOptions {
  readonly version: string;
  /** JDKs of the two servers; the machine's default where absent. */
  readonly javaHomes?: readonly [string | undefined, string | undefined];
  /** More agent arguments. */
  readonly agentArgs?: string;
  /** Starts the sidecars in this directory; a pair where absent. */
  readonly startSidecars?: (dataDir: string) => Promise<SidecarPair>;
}

/** Running servers. */
export interface SessionServers {
  /** Base URLs. */
  readonly one: string;
  readonly two: string;
  readonly tomcats: TomcatProcess[];
  readonly sidecars: SidecarPair;
  readonly dir: string;
  /** What the agent of a server printed. */
  agentLog(index: number): string;
  /** Starts a Tomcat again that was stopped or killed, on the same port and base. */
  again(index: number): Promise<TomcatProcess>;
  stop(): Promise<void>;
}

/** Starts all of it and waits until it answers. */
export async function sessionServers(options: SessionServersOptions): Promise<SessionServers> {
  const dir = mkdtempSync(join(tmpdir(), "gyeot-it-"));
  const home = await fetchTomcat(options.version);
  const agentJar = process.env["GYEOT_AGENT_JAR"] ?? (await buildAgent());
  const [sidecars, ...wars] = await Promise.all([
    (options.startSidecars ?? sidecarProcess.startPair)(join(dir, "sidecars")),
    probeWar(home, join(dir, "one", "probe")),
    probeWar(home, join(dir, "two", "probe"), { versionedUid: 2 }),
  ]);
  const settings = wars.map((war, index) => ({
    ...tomcatOptions(options, dir, home, war, index, sidecars),
    agentJar,
  }));
  const tomcats: TomcatProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const tomcat of tomcats) tomcat.kill("SIGKILL");
    await sidecars.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  try {
    tomcats.push(...(await Promise.all(settings.map((each) => startTomcat(each)))));
  } catch (failed) {
    await stop();
    throw failed;
  }
  const [first, second] = tomcats as [TomcatProcess, TomcatProcess];
  return {
    one: first.url,
    two: second.url,
    tomcats,
    sidecars,
    dir,
    agentLog: (index) => agentLines(readFileSync((tomcats[index] as TomcatProcess).console, "utf8")),
    again: async (index) => {
      const port = (tomcats[index] as TomcatProcess).port;
      const started = await startTomcat({ ...(settings[index] as TomcatOptions), port });
      tomcats[index] = started;
      return started;
    },
    stop,
  };
}

function tomcatOptions(
  options: SessionServersOptions,
  dir: string,
  home: string,
  war: string,
  index: number,
  sidecars: SidecarPair,
): TomcatOptions {
  const runDir = index === 0 ? sidecars.a.runDir : sidecars.b.runDir;
  const more = options.agentArgs === undefined ? "" : `,${options.agentArgs}`;
  const javaHome = options.javaHomes?.[index];
  return {
    home,
    base: join(dir, index === 0 ? "tomcat-1" : "tomcat-2"),
    agentArgs: `run=${runDir},was=was-${index + 1}${more}`,
    ...(javaHome === undefined ? {} : { javaHome }),
    wars: [
      { path: war, contextPath: "/probe", attributes: { crossContext: "true" } },
      { path: war, contextPath: "/other" },
      { path: join(home, "webapps", "examples"), contextPath: "/examples" },
    ],
    readyPath: "/probe/s?do=peek",
    http2: true,
  };
}

function agentLines(console: string): string {
  return console
    .split("\n")
    .filter((line) => line.includes("gyeot-agent "))
    .join("\n");
}
