/**
 * Builds the agent's jar with Maven into `dist/gyeot-agent.jar`, only when its sources changed since. Two builds
 * at a time do not disturb each other: each compiles in a directory of its own and the jar is moved into place whole.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** A first build downloads plug-ins; on a slow line that takes minutes, but never this long. */
const BUILD_MS_MAX = 900_000;

const root = fileURLToPath(new URL("..", import.meta.url));
const project = join(root, "agent-bridge", "java");

/** Returns the path of the jar, built when needed. Throws with what to do when it cannot be built. */
export async function buildAgent(say: (line: string) => void = () => {}): Promise<string> {
  const jar = join(root, "dist", "gyeot-agent.jar");
  const stampFile = `${jar}.stamp`;
  const stamp = sourceStamp();
  if (existsSync(jar) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) {
    return jar;
  }
  await needMaven();
  say("building the agent with Maven …");
  const target = mkdtempSync(join(tmpdir(), "gyeot-agent-"));
  try {
    runMaven(target);
    mkdirSync(join(root, "dist"), { recursive: true });
    // Beside its final place first: a rename within one file system is whole or not at all.
    const beside = `${jar}.${process.pid}`;
    copyFileSync(join(target, "gyeot-agent.jar"), beside);
    renameSync(beside, jar);
    writeFileSync(stampFile, stamp);
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
  return jar;
}

function runMaven(target: string): void {
  const maven = spawnSync(
    "mvn",
    [
      "-B",
      "-q",
      "-f",
      join(project, "pom.xml"),
      `-Dgyeot.target=${target}`,
      "-Dmaven.test.skip=true",
      "package",
    ],
    { encoding: "utf8", timeout: BUILD_MS_MAX, maxBuffer: 64 << 20 },
  );
  if (maven.status !== 0) {
    const output = `${maven.stdout ?? ""}${maven.stderr ?? ""}`.trim().split("\n").slice(-40).join("\n");
    throw new Error(
      `Maven could not build the agent (${maven.error?.message ?? `exit ${maven.status}`}):\n${output}`,
    );
  }
}

/** What the jar is made from: the build file and every source that goes into it. */
function sourceStamp(): string {
  const hash = createHash("sha256").update(readFileSync(join(project, "pom.xml")));
  const sources = join(project, "src", "main");
  const names = readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const name of names) {
    hash.update(name.slice(root.length)).update("\0").update(readFileSync(name));
  }
  return hash.digest("hex");
}

async function needMaven(): Promise<void> {
  if (works("mvn", "-version")) {
    return;
  }
  const installer = new URL("./install.mjs", import.meta.url).href;
  const { installPackages } = (await import(installer)) as {
    installPackages: (options: { wanted: string[] }) => string[];
  };
  installPackages({ wanted: ["openjdk-17-jdk-headless", "maven"] });
  if (!works("mvn", "-version")) {
    throw new Error(
      "The agent is built by Maven with a JDK of version 17 or later, and `mvn` does not run here. " +
        "Install both (Debian: apt-get install maven openjdk-17-jdk-headless), or take a ready gyeot-agent.jar into dist/.",
    );
  }
}

function works(command: string, argument: string): boolean {
  return spawnSync(command, [argument], { stdio: "ignore", timeout: 60_000 }).status === 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const jar = await buildAgent((line) => process.stderr.write(`${line}\n`));
    process.stdout.write(`${jar}\n`);
  } catch (failure) {
    process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
    process.exitCode = 1;
  }
}
