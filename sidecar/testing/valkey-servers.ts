import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ValkeyConnection, type ValkeyReply } from "../valkey/valkey-connection.ts";
import { freePort } from "./free-port.ts";

/** How the servers are set. */
export interface ValkeyServersOptions {
  readonly masters?: number;
  readonly replicasEach?: number;
  /** False: a master and its replicas outside a cluster. */
  readonly cluster?: boolean;
  /** Further settings of every server, as in its configuration file. */
  readonly settings?: readonly string[];
  readonly password?: string;
}

interface Server {
  readonly port: number;
  readonly busPort: number;
  readonly directory: string;
  process: ChildProcess | null;
}

const START_MS = 20_000;

/** Real servers of Valkey or Redis on loopback, plain processes in a directory of their own; ended by `remove`. */
export class ValkeyServers {
  readonly ports: readonly number[];
  readonly #options: ValkeyServersOptions;
  readonly #directory: string;
  readonly #servers: readonly Server[];

  private constructor(options: ValkeyServersOptions, directory: string, servers: readonly Server[]) {
    this.#options = options;
    this.#directory = directory;
    this.#servers = servers;
    this.ports = servers.map(({ port }) => port);
  }

  /** Path of the server; null where neither is installed, and tests say that they are skipped. */
  static program(): string | null {
    const folders = (process.env["PATH"] ?? "").split(delimiter);
    for (const name of ["valkey-server", "redis-server"]) {
      const found = folders.map((folder) => join(folder, name)).find(executable);
      if (found !== undefined) return found;
    }
    return null;
  }

  /** What a skipped test says; false when it is not skipped. */
  static missing(): string | false {
    return ValkeyServers.program() === null && "neither valkey-server nor redis-server is installed";
  }

  /** Started, joined and ready. The caller removes them, also when this rejects by what it was given in `onMade`. */
  static async start(
    options: ValkeyServersOptions,
    onMade: (servers: ValkeyServers) => void,
  ): Promise<ValkeyServers> {
    const { masters = 3, replicasEach = 1 } = options;
    const directory = mkdtempSync(join(tmpdir(), "gyeot-valkey-"));
    const servers: Server[] = [];
    for (let index = 0; index < masters * (1 + replicasEach); index += 1) {
      const own = join(directory, String(index));
      mkdirSync(own);
      servers.push({ port: await freePort(), busPort: await freePort(), directory: own, process: null });
    }
    const made = new ValkeyServers(options, directory, servers);
    onMade(made);
    for (const index of servers.keys()) made.run(index);
    await Promise.all(
      servers.map((_, index) => made.until(index, "PING", (reply) => String(reply) === "PONG")),
    );
    await (options.cluster === false ? made.#pair() : made.#join(masters, replicasEach));
    return made;
  }

  /** Of those that run. */
  pids(): number[] {
    return this.#servers.flatMap(({ process: server }) =>
      server?.exitCode === null ? (server.pid ?? []) : [],
    );
  }

  /** For --valkey-nodes. */
  get nodes(): string {
    return this.ports.map((port) => `127.0.0.1:${port}`).join(",");
  }

  /** Starts server `index`, also one that was killed. */
  run(index: number): void {
    const { port, busPort, directory } = this.#at(index);
    const { cluster, settings = [], password = "" } = this.#options;
    const lines = [
      ...["--port", String(port), "--bind", "127.0.0.1", "--dir", directory, "--daemonize", "no"],
      ...["--save", "", "--appendonly", "yes", "--loglevel", "warning", "--repl-diskless-sync-delay", "0"],
      ...(cluster === false
        ? []
        : [
            ...[
              "--cluster-enabled",
              "yes",
              "--cluster-node-timeout",
              "2000",
              "--cluster-port",
              String(busPort),
            ],
            ...["--cluster-config-file", "nodes.conf"],
          ]),
      ...(password === "" ? [] : ["--requirepass", password, "--masterauth", password]),
      ...settings,
    ];
    this.#at(index).process = spawn(ValkeyServers.program() as string, lines, { stdio: "ignore" });
  }

  /** A command at one server. */
  async call(index: number, command: string, ...words: string[]): Promise<ValkeyReply> {
    const password = this.#options.password ?? "";
    const connection = await ValkeyConnection.open({
      host: "127.0.0.1",
      port: this.#at(index).port,
      login: { user: "", password, ca: "" },
      name: "test",
      onClosed: () => {},
    });
    try {
      return await connection.call(command, ...words);
    } finally {
      connection.close("done");
    }
  }

  /** Asks until `wanted` holds of the answer. */
  async until(index: number, command: string, wanted: (reply: ValkeyReply) => boolean): Promise<void> {
    const endMs = Date.now() + START_MS;
    let last: unknown = null;
    while (Date.now() < endMs) {
      try {
        last = await this.call(index, ...(command.split(" ") as [string, ...string[]]));
        if (wanted(last as ValkeyReply)) return;
      } catch (cause) {
        last = cause;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`server ${index} never came to it: ${String(last)}`);
  }

  /** Roles now, by index: "master", "slave" or "" when it does not answer. */
  async roles(): Promise<string[]> {
    const ask = async (index: number): Promise<string> => {
      const server = this.#at(index).process;
      if (server === null || server.exitCode !== null || server.signalCode !== null) return "";
      return String(((await this.call(index, "ROLE")) as readonly ValkeyReply[])[0]);
    };
    return Promise.all(this.ports.map((_, index) => ask(index).catch(() => "")));
  }

  signal(index: number, signal: NodeJS.Signals): void {
    this.#at(index).process?.kill(signal);
  }

  /** kill -9, and wait until it is gone. */
  async kill(index: number): Promise<void> {
    const { process: server } = this.#at(index);
    if (server === null || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGKILL");
    await gone;
  }

  async remove(): Promise<void> {
    await Promise.all(this.ports.map((_, index) => this.kill(index)));
    rmSync(this.#directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  #at(index: number): Server {
    return this.#servers[index] as Server;
  }

  /** Servers 0 … masters-1 are masters; those after them copy them in turn. */
  async #join(masters: number, replicasEach: number): Promise<void> {
    const share = 16_384 / masters;
    for (let index = 0; index < masters; index += 1) {
      const [from, to] = [Math.floor(index * share), Math.floor((index + 1) * share) - 1];
      await this.call(index, "CLUSTER", "ADDSLOTSRANGE", String(from), String(to));
      await this.call(index, "CLUSTER", "SET-CONFIG-EPOCH", String(index + 1));
    }
    for (const { port, busPort } of this.#servers.slice(1))
      await this.call(0, "CLUSTER", "MEET", "127.0.0.1", String(port), String(busPort));
    const all = this.ports.length;
    const knows = (reply: ValkeyReply): boolean =>
      String(reply).trim().split("\n").length === all && !String(reply).includes("handshake");
    for (const index of this.ports.keys()) await this.until(index, "CLUSTER NODES", knows);
    for (let index = masters; index < masters * (1 + replicasEach); index += 1) {
      const master = String(await this.call(index % masters, "CLUSTER", "MYID"));
      await this.call(index, "CLUSTER", "REPLICATE", master);
    }
    for (const index of this.ports.keys())
      await this.until(index, "CLUSTER INFO", (reply) => String(reply).includes("cluster_state:ok"));
    const linked = new RegExp(`connected_slaves:${replicasEach}\\r?\\n`);
    for (let index = 0; index < masters; index += 1)
      await this.until(index, "INFO replication", (reply) => linked.test(String(reply)));
    const online = (reply: ValkeyReply): boolean =>
      String(reply).split("state=online").length === replicasEach + 1;
    for (let index = 0; index < masters; index += 1) await this.until(index, "INFO replication", online);
  }

  async #pair(): Promise<void> {
    for (let index = 1; index < this.ports.length; index += 1)
      await this.call(index, "REPLICAOF", "127.0.0.1", String(this.ports[0]));
    const count = this.ports.length - 1;
    await this.until(
      0,
      "INFO replication",
      (reply) => String(reply).split("state=online").length === count + 1,
    );
  }
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
