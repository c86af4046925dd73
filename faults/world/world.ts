/**
 * Sidecars and Tomcats of one run: as many members as asked, a Tomcat beside each of the first ones, hosts where wanted.
 * `stop` leaves nothing behind: no process, namespace, mount or file; a reaper does the same when this process is killed.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fetchTomcat } from "../../agent-bridge/java-it/fetch-tomcat.ts";
import { OwnedProcesses } from "../../scripts/demo/owned-processes.ts";
import { HostNet } from "./host-net.ts";
import { ledgerWar } from "./ledger-war.ts";
import { Member } from "./member.ts";
import { type MemberPlace, memberProofs } from "./member-proofs.ts";
import { notConverged } from "./not-converged.ts";
import { notInStep } from "./not-in-step.ts";
import { sweepLeftovers } from "./sweep-leftovers.ts";
import { Was } from "./was.ts";

/** What a world is made of. */
export interface WorldOptions {
  readonly mode: "pair" | "grid";
  readonly members: number;
  readonly copies: number;
  readonly tomcats: number;
  /** A network namespace for each member; without it all is on one loopback and nothing can be cut. Between hosts members prove themselves by certificates. */
  readonly hosts: boolean;
  readonly tomcatVersion: string;
  /** The built sidecar and agent. */
  readonly program: string;
  readonly agentJar: string;
}

const CONVERGE_LOOK_MS = 100;

export class World {
  readonly options: WorldOptions;
  readonly owned = new OwnedProcesses();
  readonly members: Member[] = [];
  readonly tomcats: Was[] = [];
  #net: HostNet | null = null;

  private constructor(options: WorldOptions) {
    this.options = options;
  }

  /** Starts all of it; what was started is stopped again when that fails. */
  static async start(options: WorldOptions): Promise<World> {
    await sweepLeftovers();
    const world = new World(options);
    writeFileSync(join(world.folder, "runner.pid"), String(process.pid));
    try {
      await world.#start();
      return world;
    } catch (cause) {
      const logs = world.logs();
      await world.stop();
      throw new Error(`the world did not start: ${(cause as Error).message}\n${logs}`, { cause });
    }
  }

  get folder(): string {
    return this.owned.folder;
  }

  /** The network between the hosts; only for rows that said they need hosts. */
  get net(): HostNet {
    if (this.#net === null) throw new Error("this world has no hosts");
    return this.#net;
  }

  get hasHosts(): boolean {
    return this.#net !== null;
  }

  /** Resolves when every member and Tomcat is up and they all agree; throws with what they said after `timeoutMs`. */
  async converged(timeoutMs: number): Promise<void> {
    const endMs = performance.now() + timeoutMs;
    while (true) {
      const statuses = await Promise.all(this.members.map((member) => member.status()));
      const why = notConverged(statuses, this.#attachable()) ?? (await this.#notInStep());
      if (why === null) return;
      if (performance.now() > endMs) throw new Error(`not converged after ${timeoutMs} ms: ${why}`);
      await delay(CONVERGE_LOOK_MS);
    }
  }

  async #notInStep(): Promise<string | null> {
    const all = this.members.map(async (each) => ({ name: each.name, comparison: await each.compare() }));
    return notInStep(await Promise.all(all));
  }

  /** Processes that ended by themselves since the last call, over all members. */
  newDeaths(): number {
    return this.members.reduce((sum, member) => sum + member.newDeaths(), 0);
  }

  /** A WAS attaches at its first request to the application. */
  #attachable(): string[] {
    return this.tomcats.filter(({ isUp }) => isUp).map(({ index }) => `was-${index + 1}`);
  }

  async stop(): Promise<void> {
    for (const member of this.members) member.signalAll("SIGCONT");
    for (const tomcat of this.tomcats) tomcat.signal("SIGKILL");
    await Promise.all(this.members.map((member) => member.kill()));
    await this.#net?.close();
    await this.owned.stopAll();
  }

  async #start(): Promise<void> {
    const { members, hosts } = this.options;
    if (hosts) this.#net = await HostNet.open(members, (kind, name) => this.owned.remember(kind, name));
    const places = await this.#places();
    const proofs = await memberProofs(places, this.options.program, this.folder);
    for (const [index, place] of places.entries()) {
      this.members.push(this.#member(index, place, [...this.#who(places), ...(proofs[index] as string[])]));
    }
    await Promise.all(this.members.map((member) => member.start({ until: "whole" })));
    await this.#startTomcats();
    await this.converged(60_000);
  }

  /** Where each member listens: its own host's address, or a port of the one loopback. */
  async #places(): Promise<MemberPlace[]> {
    const ports = await freePorts(this.options.members);
    return ports.map((port, index) => {
      return { name: String.fromCharCode(97 + index), host: this.#net?.address(index) ?? "127.0.0.1", port };
    });
  }

  #who(places: readonly MemberPlace[]): string[] {
    const { mode, copies } = this.options;
    const all = places.map(({ name, host, port }) => `${name}=${host}:${port}`).join(",");
    return ["--mode", mode, "--members", all, ...(mode === "grid" ? ["--copies", String(copies)] : [])];
  }

  #member(index: number, { name, host, port }: MemberPlace, flags: readonly string[]): Member {
    const beyond = ["--agents-host", host, "--agents-insecure-network", "yes"];
    return new Member({
      name,
      directory: this.folder,
      owned: this.owned,
      program: this.options.program,
      flags: [...flags, "--peer-host", host, "--peer-port", String(port), ...(this.hasHosts ? beyond : [])],
      on: this.#net?.on(index) ?? [],
      peerPort: port,
    });
  }

  async #startTomcats(): Promise<void> {
    const { tomcatVersion, tomcats, agentJar } = this.options;
    const home = await fetchTomcat(tomcatVersion);
    const war = await ledgerWar(home, join(this.folder, "war"));
    // A jar that is rebuilt under a running JVM kills it.
    const jar = join(this.folder, "agent.jar");
    copyFileSync(agentJar, jar);
    for (let index = 0; index < tomcats; index += 1) {
      const base = join(this.folder, `tomcat-${index + 1}`);
      mkdirSync(base, { recursive: true });
      const member = this.members[index % this.members.length] as Member;
      const was = new Was(index, {
        home,
        base,
        agentJar: jar,
        agentArgs: `run=${member.runDir.path},was=was-${index + 1}`,
        wars: [{ path: war, contextPath: "/ledger" }],
        readyPath: "/ledger/s?do=read",
        jvmArgs: ["-Xms96m", "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"],
        onSpawn: (pid) => this.owned.adopt(`was-${index + 1}`, pid),
      });
      this.tomcats.push(was);
    }
    await Promise.all(this.tomcats.map((was) => was.start()));
  }

  /** The last lines of every log, for a round that failed. */
  logs(): string {
    const ends = this.members.map((member) => `── ${member.name}\n${member.logTail()}`);
    const agents = this.tomcats.map((was) => `── was-${was.index + 1}\n${was.agentLog().slice(-1_500)}`);
    return [...ends, ...agents].join("\n");
  }

  /** Every working process by name; 0 for one that is not there. */
  pids(): Record<string, number> {
    const all: Record<string, number> = {};
    for (const member of this.members) {
      for (const child of ["grid", "watch"] as const) all[`${member.name}-${child}`] = member.pidOf(child);
    }
    for (const was of this.tomcats) all[`was-${was.index + 1}`] = was.pid;
    return all;
  }

  /** Resident memory of every process, bytes by name. */
  memory(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.pids()).map(([name, pid]) => [name, residentBytes(pid)]));
  }
}

function residentBytes(pid: number): number {
  try {
    const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kib ?? 0) * 1024;
  } catch {
    // It is gone at the moment.
    return 0;
  }
}

/** Ports nobody uses here at this moment; taken together so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer();
          server.once("error", reject);
          server.listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  return Promise.all(
    servers.map((server) => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      return new Promise<number>((resolve) => server.close(() => resolve(port)));
    }),
  );
}
