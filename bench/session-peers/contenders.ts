import { execFile, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sidecarProcess } from "../../agent-bridge/java-it/sidecar-process.ts";
import type { TomcatOptions } from "../../agent-bridge/java-it/start-tomcat.ts";
import { freePort } from "../../sidecar/testing/free-port.ts";
import { ValkeyServers } from "../../sidecar/testing/valkey-servers.ts";
import type { NamedProcess } from "../process-cost.ts";
import { peerApp } from "./peer-app.ts";
import { rivalJars } from "./rival-jars.ts";
import { tribesXml } from "./tribes-xml.ts";

/** Where a contender may put its files, and what it needs. */
export interface Ground {
  readonly directory: string;
  /** The built sidecar. */
  readonly program: string;
  /** Called with what ends a process it started. */
  readonly onStop: (stop: () => Promise<void>) => void;
}

/** What the two servers of a contender get, first and second, and what else runs for them. */
export interface Prepared {
  readonly servers: readonly [Partial<TomcatOptions>, Partial<TomcatOptions>];
  readonly app: string;
  /** For the Context element of the application. */
  readonly context?: string;
  /** Jars for the servers themselves. */
  readonly jars?: readonly string[];
  readonly others?: () => readonly NamedProcess[];
}

/** One way to have sessions on two servers. */
export interface ContenderPlan {
  readonly name: string;
  /** With versions, as the result says it. */
  readonly what: string;
  readonly shared: boolean;
  readonly prepare: (ground: Ground) => Promise<Prepared>;
}

const run = promisify(execFile);
const repository = fileURLToPath(new URL("../..", import.meta.url));
const NOTHING: Prepared["servers"] = [{}, {}];

/** All of them, as their own manuals set them up; each Redis has no replica and writes no file, which is kind to it. */
export const contenders: readonly ContenderPlan[] = [
  {
    name: "plain",
    what: "Tomcat in memory, nothing shared",
    shared: false,
    prepare: async ({ directory }) => ({ servers: NOTHING, app: peerApp(join(directory, "app")) }),
  },
  {
    name: "gyeot",
    what: "two sidecars, mode pair, durability process",
    shared: true,
    prepare: async (ground) => {
      const pair = await sidecarProcess.startPair(join(ground.directory, "pair"), undefined, ground.program);
      ground.onStop(() => pair.stop());
      return beside(ground, [pair.a, pair.b], () => []);
    },
  },
  {
    name: "gyeot-valkey",
    what: "two sidecars, engine valkey on Redis 7.0 with one replica, WAIT 1",
    shared: true,
    prepare: async (ground) => {
      let made: ValkeyServers | null = null;
      ground.onStop(async () => made?.remove());
      const servers = await ValkeyServers.start({ masters: 1, cluster: false }, (each) => {
        made = each;
      });
      const flags = ["--engine", "valkey", "--valkey-nodes", servers.nodes];
      const start = (name: string) => {
        const dataDir = join(ground.directory, name);
        return sidecarProcess.start({ name, dataDir, flags, program: ground.program });
      };
      const sidecars = [await start("a"), await start("b")] as const;
      for (const sidecar of sidecars) ground.onStop(() => sidecar.stop());
      return beside(ground, sidecars, () => servers.pids().map((pid) => ({ name: "redis", pid })));
    },
  },
  tribes("delta-sync", "DeltaManager", 6),
  tribes("delta-async", "DeltaManager", 8),
  tribes("backup", "BackupManager", 6),
  {
    name: "redisson",
    what: "redisson-tomcat-10 3.52.0, readMode=REDIS updateMode=DEFAULT, Redis 7.0",
    shared: true,
    prepare: async (ground) => {
      const redis = await startRedis(ground);
      const jars = await rivalJars("redisson", [
        "org.redisson:redisson-tomcat-10:3.52.0",
        "org.redisson:redisson:3.52.0",
      ]);
      const yaml = join(ground.directory, "redisson.yaml");
      writeFileSync(yaml, `singleServerConfig:\n  address: "redis://127.0.0.1:${redis.port}"\n`);
      const manager = "org.redisson.tomcat.RedissonSessionManager";
      return {
        servers: NOTHING,
        app: peerApp(join(ground.directory, "app")),
        jars,
        context: `<Manager className="${manager}" configPath="${yaml}" readMode="REDIS" updateMode="DEFAULT"/>`,
        others: redis.processes,
      };
    },
  },
  {
    name: "spring-redis",
    what: "spring-session-data-redis 3.5.7, lettuce 6.8.2, defaults, Redis 7.0",
    shared: true,
    prepare: async (ground) => {
      const redis = await startRedis(ground);
      const jars = await rivalJars("spring", [
        "org.springframework.session:spring-session-data-redis:3.5.7",
        "io.lettuce:lettuce-core:6.8.2.RELEASE",
        "org.springframework:spring-web:6.2.19",
      ]);
      const files = { "session.xml": springXml(redis.port) };
      const app = peerApp(join(ground.directory, "app"), { webXml: SPRING_WEB_XML, files, jars });
      return { servers: NOTHING, app, others: redis.processes };
    },
  },
  hazelcast("hazelcast", false),
  hazelcast("hazelcast-sticky", true),
];

function beside(
  { directory }: Ground,
  sidecars: readonly { readonly runDir: string; readonly pids: () => readonly number[] }[],
  more: () => readonly NamedProcess[],
): Prepared {
  const agentJar = join(repository, "dist", "gyeot-agent.jar");
  const server = (index: number): Partial<TomcatOptions> => ({
    agentJar,
    agentArgs: `run=${sidecars[index]?.runDir},was=was-${index + 1}`,
  });
  const others = (): NamedProcess[] => [
    ...sidecars.flatMap(({ pids }) => pids().map((pid) => ({ name: partOf(pid), pid }))),
    ...more(),
  ];
  return { servers: [server(0), server(1)], app: peerApp(join(directory, "app")), others };
}

function partOf(pid: number): string {
  return /(grid|watch)-process/.exec(readFileSync(`/proc/${pid}/cmdline`, "utf8"))?.[1] ?? "supervisor";
}

function tribes(name: string, manager: "DeltaManager" | "BackupManager", sendOptions: 6 | 8): ContenderPlan {
  return {
    name,
    what: `Tomcat's ${manager}, sendOptions ${sendOptions}, two static members`,
    shared: true,
    prepare: async ({ directory }) => {
      const [first, second] = [await freePort(), await freePort()];
      const one = tribesXml({ manager, sendOptions, port: first, otherPort: second, node: 1 });
      const two = tribesXml({ manager, sendOptions, port: second, otherPort: first, node: 2 });
      return { servers: [{ hostXml: one }, { hostXml: two }], app: peerApp(join(directory, "app")) };
    },
  };
}

function hazelcast(name: string, sticky: boolean): ContenderPlan {
  return {
    name,
    what: `hazelcast-wm 5.0 (converted to jakarta) on hazelcast 5.7.0, embedded, sticky-session=${sticky}`,
    shared: true,
    prepare: async ({ directory }) => {
      const fetched = await rivalJars("hazelcast", [
        "com.hazelcast:hazelcast-wm:5.0",
        "com.hazelcast:hazelcast:5.7.0",
      ]);
      const tool = await rivalJars("migration", ["org.apache.tomcat:jakartaee-migration:1.0.9"]);
      const javax = fetched.find((path) => path.includes("hazelcast-wm")) as string;
      const converted = join(directory, "hazelcast-wm-jakarta.jar");
      mkdirSync(directory, { recursive: true });
      const main = "org.apache.tomcat.jakartaee.MigrationCLI";
      await run("java", ["-cp", tool.join(":"), main, javax, converted]);
      const ports = [await freePort(), await freePort()];
      const jars = [...fetched.filter((path) => path !== javax), converted];
      const files = { "hazelcast.xml": hazelcastXml(name, ports) };
      const webXml = HAZELCAST_WEB_XML.replace("STICKY", String(sticky));
      const port = (index: number): Partial<TomcatOptions> => ({
        jvmArgs: [`-Dgyeot.hazelcast.port=${ports[index]}`, "-Dhazelcast.phone.home.enabled=false"],
      });
      return { servers: [port(0), port(1)], app: peerApp(join(directory, "app"), { webXml, files, jars }) };
    },
  };
}

async function startRedis({ directory, onStop }: Ground) {
  const port = await freePort();
  mkdirSync(directory, { recursive: true });
  const flags = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
    "--dir",
    directory,
  ];
  const child = spawn(ValkeyServers.program() as string, flags, { stdio: "ignore" });
  onStop(async () => void child.kill("SIGKILL"));
  return { port, processes: (): NamedProcess[] => [{ name: "redis", pid: child.pid as number }] };
}

const SPRING_WEB_XML = `
  <context-param><param-name>contextConfigLocation</param-name><param-value>/WEB-INF/session.xml</param-value></context-param>
  <listener><listener-class>org.springframework.web.context.ContextLoaderListener</listener-class></listener>
  <filter><filter-name>springSessionRepositoryFilter</filter-name>
    <filter-class>org.springframework.web.filter.DelegatingFilterProxy</filter-class></filter>
  <filter-mapping><filter-name>springSessionRepositoryFilter</filter-name><url-pattern>/*</url-pattern>
    <dispatcher>REQUEST</dispatcher><dispatcher>ERROR</dispatcher></filter-mapping>`;

function springXml(port: number): string {
  const config =
    "org.springframework.session.data.redis.config.annotation.web.http.RedisHttpSessionConfiguration";
  return `<?xml version="1.0" encoding="UTF-8"?>
<beans xmlns="http://www.springframework.org/schema/beans" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:context="http://www.springframework.org/schema/context"
  xsi:schemaLocation="http://www.springframework.org/schema/beans https://www.springframework.org/schema/beans/spring-beans.xsd
    http://www.springframework.org/schema/context https://www.springframework.org/schema/context/spring-context.xsd">
  <context:annotation-config/>
  <bean class="${config}"/>
  <bean class="org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory">
    <constructor-arg value="127.0.0.1"/><constructor-arg value="${port}"/>
  </bean>
</beans>
`;
}

const HAZELCAST_WEB_XML = `
  <filter><filter-name>hazelcast-filter</filter-name><filter-class>com.hazelcast.web.WebFilter</filter-class>
    <init-param><param-name>map-name</param-name><param-value>sessions</param-value></init-param>
    <init-param><param-name>sticky-session</param-name><param-value>STICKY</param-value></init-param>
    <init-param><param-name>cookie-http-only</param-name><param-value>true</param-value></init-param>
    <init-param><param-name>config-location</param-name><param-value>/WEB-INF/hazelcast.xml</param-value></init-param>
  </filter>
  <filter-mapping><filter-name>hazelcast-filter</filter-name><url-pattern>/*</url-pattern>
    <dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher><dispatcher>REQUEST</dispatcher></filter-mapping>
  <listener><listener-class>com.hazelcast.web.SessionListener</listener-class></listener>`;

/** The same file for both nodes: the port is a property of the JVM. */
function hazelcastXml(name: string, ports: readonly number[]): string {
  const members = ports.map((port) => `<member>127.0.0.1:${port}</member>`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>
<hazelcast xmlns="http://www.hazelcast.com/schema/config">
  <cluster-name>${name}</cluster-name>
  <network>
    <port auto-increment="false">\${gyeot.hazelcast.port}</port>
    <join><auto-detection enabled="false"/><multicast enabled="false"/><tcp-ip enabled="true">${members}</tcp-ip></join>
    <interfaces enabled="true"><interface>127.0.0.1</interface></interfaces>
  </network>
</hazelcast>
`;
}
