import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RunDir } from "../base/run-dir.ts";
import type { ChildMessage } from "../run-child.ts";
import { AgentClient, type AgentClientOptions } from "./agent-client.ts";
import { freePort } from "./free-port.ts";
import { TestCertificates } from "./test-certificates.ts";

/** How a grid process is started. */
export interface SidecarOptions {
  readonly name: string;
  readonly directory: string;
  /** Further flags. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly peerPort?: number;
  /** A built sidecar, or main.ts of another build, to run instead of the sources. */
  readonly program?: string;
}

/** How the members of a grid are made. */
export interface GridProcesses {
  readonly flags?: readonly string[];
  readonly through?: (port: number, name: string) => Promise<number>;
  readonly certs?: boolean;
}

/** Members of one grid, in the order of their names. */
export interface RunningGrid {
  readonly sidecars: readonly SidecarProcess[];
  readonly directory: string;
  readonly certificates: TestCertificates | null;
  readonly remove: () => void;
}

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

/** How long a start may take on a busy machine. */
const START_MS = 30_000;

/** A real grid process of this test, on loopback, started as the supervisor does. */
export class SidecarProcess {
  readonly name: string;
  readonly runDir: RunDir;
  readonly dataDir: string;
  /** What it wrote on stderr. */
  log = "";
  readonly #options: SidecarOptions;
  #child: ChildProcess | null = null;
  #port = 0;

  constructor(options: SidecarOptions) {
    this.#options = options;
    this.name = options.name;
    this.dataDir = join(options.directory, options.name);
    this.runDir = new RunDir(join(this.dataDir, "run"));
  }

  /** Two sidecars that know each other, not started yet; `through` is where a dials b instead. */
  static async pair(
    more: {
      readonly flags?: readonly string[];
      readonly through?: (port: number) => Promise<number>;
      readonly program?: string;
    } = {},
  ): Promise<{ a: SidecarProcess; b: SidecarProcess; directory: string; remove: () => void }> {
    const directory = mkdtempSync(join(tmpdir(), "gyeot-pair-"));
    const key = join(directory, "cluster.key");
    writeFileSync(key, "ab".repeat(32), { mode: 0o600 });
    const [portA, portB] = [await freePort(), await freePort()];
    const through = more.through ?? (async (port: number) => port);
    const [toA, toB] = [await through(portA), await through(portB)];
    const flags = (own: number, peer: number): string[] => [
      ...["--mode", "pair", "--cluster-key-file", key, "--peer-port", String(own)],
      ...["--peer", `127.0.0.1:${peer}`, ...(more.flags ?? [])],
    ];
    const built = more.program === undefined ? {} : { program: more.program };
    const a = new SidecarProcess({
      name: "a",
      directory,
      flags: flags(portA, toB),
      peerPort: portA,
      ...built,
    });
    const b = new SidecarProcess({
      name: "b",
      directory,
      flags: flags(portB, toA),
      peerPort: portB,
      ...built,
    });
    return {
      a,
      b,
      directory,
      remove: () => rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
    };
  }

  /**
   * `n` sidecars named a, b, c, … that know each other by a static list, not started yet. `through` is where the
   * others dial a member instead; with `certs` they prove themselves by certificates alone.
   */
  static async grid(n: number, more: GridProcesses = {}): Promise<RunningGrid> {
    const directory = mkdtempSync(join(tmpdir(), "gyeot-grid-"));
    const names = Array.from({ length: n }, (_, index) => nameOf(index));
    const ports = await Promise.all(names.map(freePort));
    const through = more.through ?? (async (port: number) => port);
    const seen = await Promise.all(ports.map((port, index) => through(port, names[index] as string)));
    const members = names.map((name, index) => `${name}=127.0.0.1:${seen[index]}`).join(",");
    const certificates = more.certs === true ? await TestCertificates.make(directory) : null;
    const key = join(directory, "cluster.key");
    writeFileSync(key, "ab".repeat(32), { mode: 0o600 });
    const proof = (name: string): Promise<string[]> =>
      certificates === null ? Promise.resolve(["--cluster-key-file", key]) : certificates.member(name);
    const sidecars = await Promise.all(
      names.map(async (name, index) => {
        const port = ports[index] as number;
        const flags = [
          ...["--mode", n === 2 ? "pair" : "grid", "--members", members, "--peer-port", String(port)],
          ...(await proof(name)),
          ...(more.flags ?? []),
        ];
        return new SidecarProcess({ name, directory, flags, peerPort: port });
      }),
    );
    const remove = (): void =>
      rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    return { sidecars, directory, certificates, remove };
  }

  /** The same member of another build or with other flags, not started. */
  with(more: Partial<SidecarOptions>): SidecarProcess {
    return new SidecarProcess({ ...this.#options, ...more });
  }

  get flags(): readonly string[] {
    return this.#options.flags ?? [];
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get peerPort(): number {
    return this.#options.peerPort ?? 0;
  }

  /** Resolves once it serves; rejects with what it said. */
  async start(): Promise<void> {
    this.runDir.prepare();
    const { name, flags = [], env = {}, program } = this.#options;
    const argv = ["grid-process", "--name", name, "--data-dir", this.dataDir, ...flags];
    const child = fork(program ?? MAIN, argv, {
      ...(program?.endsWith(".js") === true ? { execArgv: [] } : {}),
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      env: { ...process.env, ...env },
    });
    this.#child = child;
    child.stderr?.on("data", (text: Buffer) => {
      this.log = (this.log + text.toString()).slice(-200_000);
    });
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no start within ${START_MS} ms\n${this.log}`)),
        START_MS,
      );
      child.on("message", (message) => {
        const heard = message as ChildMessage;
        clearTimeout(timer);
        if (heard.kind === "failed") {
          reject(Object.assign(new Error(heard.message), { code: heard.code }));
          return;
        }
        this.#port = Number(heard.endpoints["session"]?.split(":")[1] ?? 0);
        resolve();
      });
      child.once("exit", (code, signal) => {
        clearTimeout(timer);
        reject(new Error(`ended while starting: ${code ?? signal}\n${this.log}`));
      });
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** kill -9, and wait until it is gone. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  /** Attaches a client by the Unix socket, or by TCP. */
  async attach(
    was: string,
    more: Partial<AgentClientOptions> & { readonly tcp?: boolean } = {},
  ): Promise<AgentClient> {
    const address = more.tcp === true ? `127.0.0.1:${this.#port}` : `unix:${this.runDir.sessionSocket}`;
    const client = new AgentClient({ address, token: this.runDir.token(), was, ...more });
    await client.welcome;
    return client;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.kill(signal);
      // A stopped process takes no other signal.
      if (signal !== "SIGKILL") child.kill("SIGCONT");
    });
    this.#child = null;
  }
}

/** a … z, then m26, m27 … */
function nameOf(index: number): string {
  return index < 26 ? String.fromCharCode(97 + index) : `m${index}`;
}
