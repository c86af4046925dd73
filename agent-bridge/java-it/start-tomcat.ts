// A real, unmodified Tomcat as a plain process on 127.0.0.1: a CATALINA_BASE of its own beside a shared, read-only
// distribution, started by the distribution's own `catalina.sh run`. Resolves once HTTP answers; the caller stops it.
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, createWriteStream, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** One application: a WAR file or an unpacked directory, and where it is to answer ("/shop", "" for the root). */
export interface TomcatWar {
  readonly path: string;
  readonly contextPath: string;
  /** Context parameters, as an operator would write them into `conf/Catalina/localhost`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** More attributes of the Context element, for example { crossContext: "true" }. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** More elements of the Context element. */
  readonly inside?: string;
}

/** What to start. `base` is created, or emptied of its configuration when it exists. */
export interface TomcatOptions {
  /** The unpacked distribution; never written to. */
  readonly home: string;
  readonly base: string;
  /** A free port is taken when absent. */
  readonly port?: number;
  readonly javaHome?: string;
  readonly agentJar?: string;
  /** What follows `=` in `-javaagent:jar=`. */
  readonly agentArgs?: string;
  readonly wars: readonly TomcatWar[];
  readonly jvmArgs?: readonly string[];
  /** Container users for FORM login. One user `tomcat`, password `tomcat`, role `tomcat` when absent. */
  readonly users?: readonly { readonly name: string; readonly password: string; readonly roles: string }[];
  /** Speaks HTTP/2 in clear text too, as its documentation says to switch it on. */
  readonly http2?: boolean;
  /** More elements of the Host element of server.xml. */
  readonly hostXml?: string;
  /** Must answer below 500 before the start counts as done. The first application's root when absent. */
  readonly readyPath?: string;
  readonly startTimeoutMs?: number;
  /** Told the pid before the server answers, for those who must be able to end it meanwhile. */
  readonly onSpawn?: (pid: number) => void;
}

/** A running Tomcat. */
export interface TomcatProcess {
  readonly pid: number;
  readonly port: number;
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string;
  readonly base: string;
  /** What it printed, agent included: `base/logs/console.log`. */
  readonly console: string;
  /** Milliseconds from the start of the process to the first answer. */
  readonly startMs: number;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when the process is gone, whatever the reason. */
  readonly stopped: Promise<void>;
}

const startTimeoutMsDefault = 120_000;

/** Starts a Tomcat and waits until it answers. Throws with the end of its console when it does not. */
export async function startTomcat(options: TomcatOptions): Promise<TomcatProcess> {
  const port = options.port ?? (await freePort());
  prepareBase(options, port);
  const console = join(options.base, "logs", "console.log");
  const startedAt = performance.now();
  const child = launch(options, console);
  const stopped = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const pid = child.pid;
  if (pid === undefined) throw new Error(`cannot run ${join(options.home, "bin", "catalina.sh")}`);
  options.onSpawn?.(pid);
  const url = `http://127.0.0.1:${port}`;
  const readyPath = options.readyPath ?? `${options.wars[0]?.contextPath ?? ""}/`;
  await answering(url + readyPath, child, options.startTimeoutMs ?? startTimeoutMsDefault).catch((cause) => {
    child.kill("SIGKILL");
    throw new Error(`Tomcat did not answer at ${url}${readyPath}:\n${tail(console)}`, { cause });
  });
  const startMs = performance.now() - startedAt;
  return { pid, port, url, base: options.base, console, startMs, kill: (s) => void child.kill(s), stopped };
}

function prepareBase(options: TomcatOptions, port: number): void {
  const conf = join(options.base, "conf");
  rmSync(conf, { recursive: true, force: true });
  for (const name of ["logs", "temp", "webapps", "work"])
    mkdirSync(join(options.base, name), { recursive: true });
  cpSync(join(options.home, "conf"), conf, { recursive: true });
  const server = readFileSync(join(conf, "server.xml"), "utf8")
    .replace('<Server port="8005"', '<Server port="-1"')
    .replace('<Connector port="8080"', `<Connector address="127.0.0.1" port="${port}"`)
    .replace('autoDeploy="true"', 'autoDeploy="false"')
    .replace("</Host>", `${options.hostXml ?? ""}</Host>`);
  const http2 = '$1><UpgradeProtocol className="org.apache.coyote.http2.Http2Protocol"/></Connector>';
  const connector = /(<Connector address="127\.0\.0\.1"[^>]*?)\s*\/>/;
  writeFileSync(join(conf, "server.xml"), options.http2 ? server.replace(connector, http2) : server);
  const users = options.users ?? [{ name: "tomcat", password: "tomcat", roles: "tomcat" }];
  const lines = users.map((u) => `<user username="${u.name}" password="${u.password}" roles="${u.roles}"/>`);
  writeFileSync(
    join(conf, "tomcat-users.xml"),
    `<tomcat-users xmlns="http://tomcat.apache.org/xml" version="1.0">\n${lines.join("\n")}\n</tomcat-users>\n`,
  );
  const contexts = join(conf, "Catalina", "localhost");
  mkdirSync(contexts, { recursive: true });
  for (const war of options.wars) {
    const name = war.contextPath === "" ? "ROOT" : war.contextPath.slice(1).replaceAll("/", "#");
    writeFileSync(join(contexts, `${name}.xml`), contextXml(war));
  }
}

function contextXml(war: TomcatWar): string {
  const parameters = Object.entries(war.parameters ?? {}).map(
    ([name, value]) =>
      `  <Parameter name="${attribute(name)}" value="${attribute(value)}" override="false"/>\n`,
  );
  const attributes = Object.entries(war.attributes ?? {}).map(
    ([name, value]) => ` ${name}="${attribute(value)}"`,
  );
  return `<Context docBase="${attribute(war.path)}"${attributes.join("")}>\n${parameters.join("")}${war.inside ?? ""}</Context>\n`;
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function launch(options: TomcatOptions, console: string): ChildProcess {
  const agentArgs = options.agentArgs === undefined ? "" : `=${options.agentArgs}`;
  const agent = options.agentJar === undefined ? [] : [`-javaagent:${options.agentJar}${agentArgs}`];
  const { PATH, HOME, JAVA_HOME, LANG } = process.env;
  const child = spawn(join(options.home, "bin", "catalina.sh"), ["run"], {
    cwd: options.base,
    env: {
      ...(PATH === undefined ? {} : { PATH }),
      ...(HOME === undefined ? {} : { HOME }),
      ...(LANG === undefined ? {} : { LANG }),
      ...((options.javaHome ?? JAVA_HOME) ? { JAVA_HOME: options.javaHome ?? JAVA_HOME } : {}),
      CATALINA_HOME: options.home,
      CATALINA_BASE: options.base,
      CATALINA_OPTS: [...agent, ...(options.jvmArgs ?? [])].join(" "),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const sink = createWriteStream(console, { flags: "a" });
  child.stdout?.pipe(sink, { end: false });
  child.stderr?.pipe(sink, { end: false });
  child.once("close", () => sink.end());
  return child;
}

async function answering(url: string, child: ChildProcess, timeoutMs: number): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (performance.now() < end) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("the process ended");
    const status = await statusOf(url);
    if (status !== undefined && status < 500) return;
    await delay(100);
  }
  throw new Error(`no answer within ${timeoutMs} ms`);
}

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 5000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(undefined));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = address !== null && typeof address === "object" ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function tail(path: string): string {
  try {
    return readFileSync(path, "utf8").slice(-4000);
  } catch {
    return "(it printed nothing)";
  }
}
