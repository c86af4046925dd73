import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A first download on a slow line. */
const FETCH_MS = 300_000;

/** Kept between runs, never in the repository. */
const CACHE = fileURLToPath(new URL("../../node_modules/.cache/gyeot-rivals", import.meta.url));

/** Jars of these coordinates (group:artifact:version) and of what they need, fetched once by Maven; returns their paths. */
export async function rivalJars(name: string, coordinates: readonly string[]): Promise<string[]> {
  const directory = join(CACHE, name);
  if (!existsSync(directory)) {
    const work = join(CACHE, `${name}-${process.pid}`);
    mkdirSync(work, { recursive: true });
    try {
      writeFileSync(join(work, "pom.xml"), pom(name, coordinates));
      const copy = [
        "dependency:copy-dependencies",
        "-DincludeScope=runtime",
        `-DoutputDirectory=${work}/lib`,
      ];
      await run("mvn", ["-B", "-q", "-f", join(work, "pom.xml"), ...copy], { timeout: FETCH_MS });
      renameSync(join(work, "lib"), directory);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  return readdirSync(directory).map((file) => join(directory, file));
}

function pom(name: string, coordinates: readonly string[]): string {
  const dependencies = coordinates.map((text) => {
    const [group, artifact, version] = text.split(":");
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>io.gyeot.bench</groupId>
<artifactId>${name}</artifactId><version>1</version><dependencies>${dependencies.join("")}</dependencies></project>
`;
}
