/**
 * The shop's database: a PostgreSQL cluster of its own in the demo's folder where PostgreSQL is installed, else H2 in
 * server mode. Both keep nothing: the folder goes with the demo, so nothing is flushed to disk either.
 */
import { chownSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { findCommand } from "./find-command.ts";
import { freePort } from "./free-port.ts";
import type { OwnedProcess, OwnedProcesses } from "./owned-processes.ts";
import { runToEnd } from "./run-to-end.ts";
import { waitUntil } from "./wait-until.ts";

/** Where the shop finds its tables. */
export interface Database {
  readonly kind: "PostgreSQL" | "H2";
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly port: number;
  readonly process: OwnedProcess;
}

const READY_MS = 30_000;

/** `h2Jar` is the driver out of the shop's WAR, which is the server as well. */
export async function startDatabase(
  owned: OwnedProcesses,
  h2Jar: string,
  only?: "postgresql" | "h2",
): Promise<Database> {
  const bin = only === "h2" ? null : postgresFolder();
  const account = process.getuid?.() === 0 ? accountOf("postgres") : {};
  if (bin !== null && account !== null) return startPostgres(owned, bin, account);
  return startH2(owned, h2Jar);
}

async function startPostgres(
  owned: OwnedProcesses,
  bin: string,
  account: { uid?: number; gid?: number },
): Promise<Database> {
  const folder = join(owned.folder, "postgres");
  mkdirSync(folder);
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const data = join(folder, "data");
  const initdb = ["-D", data, "-U", "shop", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
  await runToEnd(join(bin, "initdb"), initdb, { ...account, cwd: folder, timeoutMs: 60_000 });
  const port = await freePort(15432);
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "off",
    synchronous_commit: "off",
    shared_buffers: "64MB",
    max_parallel_workers_per_gather: "0",
  };
  const args = ["-D", data, "-p", String(port)];
  for (const [name, value] of Object.entries(settings)) args.push("-c", `${name}=${value}`);
  const process = owned.start({
    name: "PostgreSQL",
    command: join(bin, "postgres"),
    args,
    cwd: folder,
    log: join(owned.folder, "postgres.log"),
    stopSignal: "SIGQUIT",
    ...account,
  });
  await waitUntil("PostgreSQL answers", READY_MS, () => isOpen(port));
  const url = `jdbc:postgresql://127.0.0.1:${port}/postgres`;
  return { kind: "PostgreSQL", url, user: "shop", password: "shop", port, process };
}

async function startH2(owned: OwnedProcesses, jar: string): Promise<Database> {
  const folder = join(owned.folder, "h2");
  mkdirSync(folder);
  const port = await freePort(15432);
  const java = findCommand("java", [join(process.env["JAVA_HOME"] ?? "/", "bin")]);
  const server = owned.start({
    name: "H2",
    command: java ?? "java",
    args: [
      ...["-Xmx256m", "-Dh2.bindAddress=127.0.0.1", "-cp", jar, "org.h2.tools.Server"],
      ...["-tcp", "-tcpPort", String(port), "-ifNotExists", "-baseDir", folder],
    ],
    log: join(owned.folder, "h2.log"),
  });
  await waitUntil("H2 answers", READY_MS, () => isOpen(port));
  const url = `jdbc:h2:tcp://127.0.0.1:${port}/shop`;
  return { kind: "H2", url, user: "shop", password: "shop", port, process: server };
}

function postgresFolder(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = listed(debian).sort((a, b) => Number(b) - Number(a));
  const found = findCommand(
    "initdb",
    versions.map((version) => join(debian, version, "bin")),
  );
  return found === null ? null : found.slice(0, -"/initdb".length);
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** PostgreSQL refuses to run as root; Debian made an account for it. */
function accountOf(name: string): { uid: number; gid: number } | null {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((each) => each.startsWith(`${name}:`));
  const fields = line?.split(":") ?? [];
  return line === undefined ? null : { uid: Number(fields[2]), gid: Number(fields[3]) };
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: 1000 });
    const end = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}
