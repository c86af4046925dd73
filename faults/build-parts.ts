import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildAgent } from "../scripts/build-agent.ts";
import { bundleProgram } from "../scripts/bundle-program.ts";

/** What a run works with; its own copies, so that a build beside it changes nothing under way. */
export interface BuiltParts {
  readonly program: string;
  readonly agentJar: string;
  readonly remove: () => void;
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** Builds the sidecar and the agent as they are now. */
export async function buildParts(say: (line: string) => void): Promise<BuiltParts> {
  // Inside the repository: the program finds its packages from where it lies.
  const folder = join(root, "dist", `faults-${process.pid}`);
  sweep();
  mkdirSync(folder, { recursive: true });
  const program = join(folder, "gyeot.js");
  const agentJar = join(folder, "gyeot-agent.jar");
  copyFileSync(process.env["GYEOT_AGENT_JAR"] ?? (await buildAgent(say)), agentJar);
  await bundleProgram("sidecar/main.ts", program);
  await bundleProgram("sidecar/probe-process.ts", join(folder, "gyeot-probe.js"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  return { program, agentJar, remove };
}

/** What runs left behind that were killed. */
function sweep(): void {
  const dist = join(root, "dist");
  for (const name of existsSync(dist) ? readdirSync(dist) : []) {
    const pid = Number(/^faults-(\d+)$/.exec(name)?.[1] ?? 0);
    if (pid > 0 && !existsSync(`/proc/${pid}`)) rmSync(join(dist, name), { recursive: true, force: true });
  }
}
