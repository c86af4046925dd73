import { cpSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fetchTomcat } from "../../agent-bridge/java-it/fetch-tomcat.ts";
import { startTomcat, type TomcatProcess } from "../../agent-bridge/java-it/start-tomcat.ts";
import { builtSidecar } from "../built-sidecar.ts";
import type { NamedProcess } from "../process-cost.ts";
import type { ContenderPlan, Prepared } from "./contenders.ts";

const VERSION = "10.1.59";

/** A contender that runs: two servers and everything that belongs to them. */
export interface Running {
  readonly plan: ContenderPlan;
  readonly ports: readonly [number, number];
  readonly processes: () => readonly NamedProcess[];
}

/** Running contenders. Those that did not start are told of, with why. */
export interface PeerStack {
  readonly running: readonly Running[];
  readonly absent: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Starts all of them in `directory`, one after the other; nothing outlives `stop`. */
export async function peerStack(
  directory: string,
  plans: readonly ContenderPlan[],
  say: (line: string) => void,
): Promise<PeerStack> {
  const stops: (() => Promise<void>)[] = [];
  const onStop = (stop: () => Promise<void>): void => void stops.push(stop);
  const stop = async (): Promise<void> => {
    for (const each of stops.reverse()) await each().catch(() => {});
  };
  const running: Running[] = [];
  const absent: Record<string, string> = {};
  try {
    const program = await builtSidecar();
    for (const plan of plans) {
      say(`starting ${plan.name}`);
      const own = join(directory, plan.name);
      try {
        mkdirSync(own, { recursive: true });
        const prepared = await plan.prepare({ directory: own, program, onStop });
        running.push(await start(plan, prepared, own, onStop));
      } catch (cause) {
        absent[plan.name] = (cause as Error).message.slice(-1_500);
        say(`${plan.name} did not start: ${absent[plan.name]}`);
      }
    }
    return { running, absent, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

async function start(
  plan: ContenderPlan,
  prepared: Prepared,
  own: string,
  onStop: (stop: () => Promise<void>) => void,
): Promise<Running> {
  const home = await fetchTomcat(VERSION);
  const server = async (index: 0 | 1): Promise<TomcatProcess> => {
    const base = join(own, `tomcat-${index + 1}`);
    mkdirSync(join(base, "lib"), { recursive: true });
    for (const jar of prepared.jars ?? []) cpSync(jar, join(base, "lib", basename(jar)));
    const more = prepared.servers[index];
    const inside = prepared.context === undefined ? {} : { inside: prepared.context };
    const process = await startTomcat({
      home,
      base,
      wars: [{ path: prepared.app, contextPath: "/bench", ...inside }],
      readyPath: "/bench/hit.jsp?user=0",
      onSpawn: (pid) => onStop(async () => killed(pid)),
      ...more,
      jvmArgs: ["-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", ...(more.jvmArgs ?? [])],
    });
    return process;
  };
  const [one, two] = await Promise.all([server(0), server(1)]);
  const wases = [
    { name: "was A", pid: one.pid },
    { name: "was B", pid: two.pid },
  ];
  return { plan, ports: [one.port, two.port], processes: () => [...wases, ...(prepared.others?.() ?? [])] };
}

function killed(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
