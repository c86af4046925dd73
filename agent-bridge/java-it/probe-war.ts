// Builds the probe application for one Tomcat: its sources are written for javax and compiled for jakarta where the
// server wants that. The result is an unpacked WAR.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const source = fileURLToPath(new URL("./probe-war", import.meta.url));

/** What differs between the servers of one test. */
export interface ProbeOptions {
  /** serialVersionUID of the attribute class that must not be readable everywhere. */
  readonly versionedUid?: number;
}

/** Returns the directory of the built application, below `dir`. */
export async function probeWar(home: string, dir: string, options: ProbeOptions = {}): Promise<string> {
  const classes = join(dir, "WEB-INF", "classes");
  const work = join(dir, "..", "probe-src");
  mkdirSync(classes, { recursive: true });
  mkdirSync(work, { recursive: true });
  cpSync(join(source, "WEB-INF", "web.xml"), join(dir, "WEB-INF", "web.xml"));
  const api = join(home, "lib", "servlet-api.jar");
  const jakarta = !(await hasJavax(api));
  const files: string[] = [];
  for (const name of readdirSync(join(source, "src", "probe"))) {
    let text = readFileSync(join(source, "src", "probe", name), "utf8");
    if (jakarta) text = text.replaceAll("javax.servlet", "jakarta.servlet");
    if (name === "Versioned.java" && options.versionedUid !== undefined) {
      text = text.replace("serialVersionUID = 1L", `serialVersionUID = ${options.versionedUid}L`);
    }
    writeFileSync(join(work, name), text);
    files.push(join(work, name));
  }
  await run("javac", ["-nowarn", "-Xlint:-options", "--release", "8", "-cp", api, "-d", classes, ...files]);
  return dir;
}

async function hasJavax(jar: string): Promise<boolean> {
  const { stdout } = await run("jar", ["tf", jar], { maxBuffer: 1 << 22 });
  return stdout.includes("javax/servlet/http/HttpSession.class");
}
