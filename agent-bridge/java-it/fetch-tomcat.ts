// Gets a Tomcat distribution by its Maven coordinates and unpacks it once: the returned directory is shared and never
// written to. Nothing is fetched when the cache already holds it.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Long enough for a first download on a slow line; Maven itself retries inside. */
const fetchTimeoutMs = 600_000;

/** Returns CATALINA_HOME of that version, for example "10.1.59", below `cacheDir`. */
export async function fetchTomcat(version: string, cacheDir: string = defaultCache()): Promise<string> {
  const home = join(cacheDir, `apache-tomcat-${version}`);
  if (existsSync(join(home, "bin", "bootstrap.jar"))) return home;
  mkdirSync(cacheDir, { recursive: true });
  const archive = join(cacheDir, `tomcat-${version}.tar.gz`);
  if (!existsSync(archive)) {
    const artifact = `-Dartifact=org.apache.tomcat:tomcat:${version}:tar.gz`;
    await run("mvn", ["-B", "-q", "dependency:copy", artifact, `-DoutputDirectory=${cacheDir}`], {
      timeout: fetchTimeoutMs,
    });
  }
  // Unpacked beside its final place and moved there whole, so that a cut does not leave half a Tomcat.
  const work = mkdtempSync(join(cacheDir, "unpack-"));
  try {
    await run("tar", ["-xzf", archive, "-C", work], { timeout: fetchTimeoutMs });
    if (!existsSync(home)) renameSync(join(work, `apache-tomcat-${version}`), home);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return home;
}

function defaultCache(): string {
  return process.env["GYEOT_CACHE"] ?? join(homedir(), ".cache", "gyeot", "dist");
}
