/** What bench/throughput.ts runs against: two plain Tomcats, and two with the agent and a pair of sidecars. */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fetchTomcat } from "../agent-bridge/java-it/fetch-tomcat.ts";
import { sidecarProcess } from "../agent-bridge/java-it/sidecar-process.ts";
import { startTomcat } from "../agent-bridge/java-it/start-tomcat.ts";
import { builtSidecar } from "./built-sidecar.ts";
import type { NamedProcess } from "./process-cost.ts";

const VERSION = "10.1.59";

/** One contender: the ports of its two servers and the processes whose CPU counts. */
export interface Side {
  readonly ports: readonly [number, number];
  /** The JVMs, and every process of the sidecars. */
  readonly processes: () => readonly NamedProcess[];
}

/** Starts both sides in `dir`. Progress goes to `say`. */
export async function throughputStack(
  dir: string,
  say: (line: string) => void,
): Promise<{ readonly plain: Side; readonly gyeot: Side; readonly stop: () => Promise<void> }> {
  const repository = fileURLToPath(new URL("..", import.meta.url));
  const agentJar = join(repository, "dist", "gyeot-agent.jar");
  const home = await fetchTomcat(VERSION);
  const wars = [{ path: join(repository, "bench", "throughput-app"), contextPath: "/bench" }];
  const jvmArgs = ["-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"];
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.reverse()) {
      await each();
    }
  };
  try {
    mkdirSync(dir, { recursive: true });
    const pair = await sidecarProcess.startPair(join(dir, "pair"), undefined, await builtSidecar());
    stops.push(() => pair.stop());
    const tomcat = async (name: string, runDir: string | null): Promise<{ pid: number; port: number }> => {
      say(`starting ${name}`);
      const agent = runDir === null ? {} : { agentJar, agentArgs: `run=${runDir},was=${name}` };
      const readyPath = "/bench/hit.jsp?user=0";
      const process = await startTomcat({ home, base: join(dir, name), wars, jvmArgs, readyPath, ...agent });
      stops.push(async () => {
        process.kill("SIGKILL");
        await process.stopped;
      });
      return process;
    };
    const plain = [await tomcat("plain-1", null), await tomcat("plain-2", null)] as const;
    const gyeot = [await tomcat("gyeot-1", pair.a.runDir), await tomcat("gyeot-2", pair.b.runDir)] as const;
    return {
      plain: { ports: [plain[0].port, plain[1].port], processes: () => servers(plain) },
      gyeot: {
        ports: [gyeot[0].port, gyeot[1].port],
        processes: () => [...servers(gyeot), ...sidecar("A", pair.a.pids()), ...sidecar("B", pair.b.pids())],
      },
      stop,
    };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

function servers(pair: readonly { readonly pid: number }[]): NamedProcess[] {
  return pair.map(({ pid }, index) => ({ name: index === 0 ? "was A" : "was B", pid }));
}

/** Each named after the command it was started with; what is neither grid nor watch is the supervisor. */
function sidecar(side: string, pids: readonly number[]): NamedProcess[] {
  return pids.map((pid) => {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    const part = /(grid|watch)-process/.exec(command)?.[1] ?? "supervisor";
    return { name: `${part} ${side}`, pid };
  });
}
