/**
 * What the stage is built of: Tomcat by its Maven coordinates, the shop's WAR, the agent, the bundled sidecar. Fetched
 * and built only when missing or older than their sources; what is fetched is kept outside the repository.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fetchTomcat } from "../../agent-bridge/java-it/fetch-tomcat.ts";
import { buildAgent } from "../build-agent.ts";
import type { DemoOptions } from "./read-demo-options.ts";
import { runToEnd } from "./run-to-end.ts";

/** Full paths. Agent and sidecar are empty texts in the story without gyeot. */
export interface Parts {
  readonly tomcatHome: string;
  readonly shopWar: string;
  readonly h2Jar: string;
  readonly agentJar: string;
  readonly gyeot: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

export async function prepareParts(options: DemoOptions, say: (line: string) => void): Promise<Parts> {
  say(`Tomcat ${options.tomcat.version} (org.apache.tomcat:tomcat) …`);
  const tomcatHome = await fetchTomcat(options.tomcat.version);
  const shop = join(root, "agent-bridge", "java-it", "shop");
  const target = join(shop, options.tomcat.servlet, "target");
  const shopWar = join(target, `shop-${options.tomcat.servlet}.war`);
  await whenChanged("shop", join(target, "built-from"), [join(shop, "src"), join(shop, "pom.xml")], shopWar, {
    say,
    build: () => runToEnd("mvn", ["-B", "-q", "-f", join(shop, "pom.xml"), "-DskipTests", "package"]),
  });
  const h2Jar = findJar(join(target, `shop-${options.tomcat.servlet}`, "WEB-INF", "lib"), "h2-");
  if (!options.withGyeot) return { tomcatHome, shopWar, h2Jar, agentJar: "", gyeot: "" };
  const agentJar = await buildAgent(say);
  const gyeot = join(root, "dist", "gyeot.js");
  await whenChanged(
    "sidecar and page",
    join(root, "dist", "gyeot-built-from"),
    [join(root, "sidecar"), join(root, "web"), join(root, "scripts", "build.ts")],
    gyeot,
    { say, build: () => tsx("scripts/build.ts") },
  );
  return { tomcatHome, shopWar, h2Jar, agentJar, gyeot };
}

/** Builds when the product is missing or the sources are not those it was built from. */
async function whenChanged(
  name: string,
  stamp: string,
  sources: readonly string[],
  product: string,
  how: { say: (line: string) => void; build: () => Promise<unknown> },
): Promise<void> {
  const digest = digestOf(sources);
  if (existsSync(product) && existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  how.say(`building the ${name} …`);
  await how.build();
  if (!existsSync(product)) throw new Error(`the build of the ${name} did not make ${product}`);
  mkdirSync(join(stamp, ".."), { recursive: true });
  writeFileSync(stamp, digest);
}

function digestOf(sources: readonly string[]): string {
  const hash = createHash("sha256");
  for (const source of sources) {
    const files = source.endsWith(".xml") || source.endsWith(".ts") ? [source] : filesBelow(source);
    for (const file of files) hash.update(file.slice(root.length)).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex");
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function tsx(script: string): Promise<string> {
  return runToEnd(process.execPath, ["--import", "tsx", script], { cwd: root });
}

function findJar(folder: string, prefix: string): string {
  const name = readdirSync(folder).find((each) => each.startsWith(prefix) && each.endsWith(".jar"));
  if (name === undefined)
    throw new Error(`no ${prefix}*.jar in ${folder}; delete its target folder and try again`);
  return join(folder, name);
}
