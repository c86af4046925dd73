/**
 * Everything the story needs, on loopback: database, two hosts, the balancer that is not sticky. Says what it starts and
 * what it falls back to.
 */
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { answersOn } from "./answers-on.ts";
import { freePort } from "./free-port.ts";
import { Host, type SidecarOptions } from "./host.ts";
import type { OwnedProcesses } from "./owned-processes.ts";
import type { Parts } from "./prepare-parts.ts";
import type { DemoOptions } from "./read-demo-options.ts";
import { type Balancer, startBalancer } from "./start-balancer.ts";
import { startDatabase } from "./start-database.ts";

/** The running demo. */
export interface Stage {
  readonly hosts: readonly [Host, Host];
  readonly balancer: Balancer;
  readonly database: string;
  readonly users: readonly { readonly name: string; readonly password: string }[];
}

/** Accounts of the shop and of the examples; the last ones are for people who try the demo. */
const ACCOUNTS = 220;
/** Pages whose JSP is compiled before the users come, so that the first of them does not wait for a compiler. */
const WARM = [
  "/shop/",
  "/shop/product?sku=G001",
  "/shop/cart",
  "/shop/search?q=x",
  "/shop/account",
  "/examples/jsp/sessions/carts.jsp",
  "/examples/jsp/security/protected/index.jsp",
];

export async function openStage(
  options: DemoOptions,
  parts: Parts,
  owned: OwnedProcesses,
  say: (line: string) => void,
): Promise<Stage> {
  const database = await startDatabase(owned, parts.h2Jar, options.database ?? undefined);
  say(`database: ${database.kind} on port ${database.port}`);
  const users = accounts();
  const sidecars = options.withGyeot ? await sidecarOptions(owned, parts) : [null, null];
  const ports = [await freePort(18081), await freePort(18082)];
  const hosts = ports.map((port, i) => {
    const was = `shop-${i + 1}`;
    const parameters = {
      "shop.was": was,
      "shop.db.url": database.url,
      "shop.db.user": database.user,
      "shop.db.password": database.password,
    };
    return new Host({
      was,
      owned,
      port,
      tomcatHome: parts.tomcatHome,
      wars: [
        { path: parts.shopWar, contextPath: "/shop", parameters },
        { path: join(parts.tomcatHome, "webapps", "examples"), contextPath: "/examples" },
      ],
      users: users.map((user) => ({ ...user, roles: "shopper,tomcat" })),
      sidecar: sidecars[i] ?? null,
    });
  }) as [Host, Host];
  if (options.withGyeot) {
    await Promise.all(hosts.map((host) => host.startSidecar()));
    say(`two sidecars as a pair: ${hosts.map((host) => host.page).join(" and ")}`);
  } else say("without gyeot: no agent, no sidecar");
  await Promise.all(hosts.map((host) => host.startTomcat()));
  say(`two Tomcats ${options.tomcat.version}: ${hosts.map((host) => host.url).join(" and ")}`);
  const balancer = await startBalancer(owned, ports, options.balancer ?? undefined);
  say(`balancer: ${balancerSaid[balancer.kind]}, not sticky, on ${balancer.url}`);
  for (const host of hosts) for (const path of WARM) await answersOn(host.url + path);
  return { hosts, balancer, database: database.kind, users };
}

const balancerSaid = {
  haproxy: "HAProxy",
  nginx: "nginx (no HAProxy here)",
  own: "a small proxy of our own (neither HAProxy nor nginx here)",
} as const;

async function sidecarOptions(owned: OwnedProcesses, parts: Parts): Promise<SidecarOptions[]> {
  const keyFile = join(owned.folder, "cluster.key");
  writeFileSync(keyFile, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  const peerPorts = [await freePort(7411), await freePort(7412)] as const;
  const httpPorts = [await freePort(7400), await freePort(7402)] as const;
  const watchPorts = [await freePort(7421), await freePort(7422)] as const;
  return ([0, 1] as const).map((i) => ({
    name: `host-${i + 1}`,
    program: parts.gyeot,
    agentJar: parts.agentJar,
    keyFile,
    httpPort: httpPorts[i],
    peerPort: peerPorts[i],
    otherPeerPort: peerPorts[i === 0 ? 1 : 0],
    watchPort: watchPorts[i],
  }));
}

function accounts(): { name: string; password: string }[] {
  return Array.from({ length: ACCOUNTS }, (_, i) => {
    const name = `user${String(i + 1).padStart(3, "0")}`;
    return { name, password: `pass${i + 1}` };
  });
}
