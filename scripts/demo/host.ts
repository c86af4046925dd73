/**
 * One host of the demo: a Tomcat with the shop and Tomcat's own examples, and the sidecar beside it. Each half is started,
 * killed with -9 and started again by itself, always on the same ports and directories.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startTomcat, type TomcatProcess, type TomcatWar } from "../../agent-bridge/java-it/start-tomcat.ts";
import { answersOn } from "./answers-on.ts";
import type { OwnedProcess, OwnedProcesses } from "./owned-processes.ts";
import { waitUntil } from "./wait-until.ts";

/** What stands on one host. `sidecar` is null in the story without gyeot. */
export interface HostOptions {
  /** Name of the WAS, for example shop-1. */
  readonly was: string;
  readonly owned: OwnedProcesses;
  readonly tomcatHome: string;
  readonly port: number;
  readonly wars: readonly TomcatWar[];
  readonly users: readonly { readonly name: string; readonly password: string; readonly roles: string }[];
  readonly sidecar: SidecarOptions | null;
}

export interface SidecarOptions {
  readonly name: string;
  /** dist/gyeot.js */
  readonly program: string;
  readonly agentJar: string;
  readonly httpPort: number;
  readonly peerPort: number;
  readonly otherPeerPort: number;
  readonly watchPort: number;
  readonly keyFile: string;
}

const SIDECAR_READY_MS = 30_000;
const TOMCAT_READY_MS = 150_000;

export class Host {
  readonly was: string;
  readonly url: string;
  /** The operator's page; null without gyeot. */
  readonly page: string | null;
  readonly #options: HostOptions;
  readonly #folder: string;
  #tomcat: TomcatProcess | null = null;
  #sidecar: OwnedProcess | null = null;

  constructor(options: HostOptions) {
    this.#options = options;
    this.was = options.was;
    this.url = `http://127.0.0.1:${options.port}`;
    this.page = options.sidecar === null ? null : `http://127.0.0.1:${options.sidecar.httpPort}`;
    this.#folder = join(options.owned.folder, options.was);
    mkdirSync(this.#folder, { recursive: true });
  }

  get isTomcatUp(): boolean {
    return this.#tomcat !== null;
  }

  get isSidecarUp(): boolean {
    return this.#sidecar?.isAlive() === true;
  }

  /** Resolves when the shop answers. */
  async startTomcat(): Promise<void> {
    const { owned, tomcatHome, port, wars, users, sidecar } = this.#options;
    const agent =
      sidecar === null
        ? {}
        : { agentJar: sidecar.agentJar, agentArgs: `run=${this.#runDir},was=${this.was}` };
    const tomcat = await startTomcat({
      home: tomcatHome,
      base: join(this.#folder, "tomcat"),
      port,
      wars,
      users,
      ...agent,
      jvmArgs: ["-Xmx256m", "-Djava.security.egd=file:/dev/urandom"],
      readyPath: "/shop/health",
      startTimeoutMs: TOMCAT_READY_MS,
      onSpawn: (pid) => owned.adopt(this.was, pid),
    });
    await waitUntil(`the shop on ${this.was} answers`, TOMCAT_READY_MS, async () => {
      return (await answersOn(`${this.url}/shop/health`)) === 200;
    });
    this.#tomcat = tomcat;
    void tomcat.stopped.then(() => {
      if (this.#tomcat === tomcat) this.#tomcat = null;
    });
  }

  /** Resolves when its page answers. */
  async startSidecar(): Promise<void> {
    const { owned, sidecar } = this.#options;
    if (sidecar === null) return;
    this.#sidecar = owned.start({
      name: sidecar.name,
      command: process.execPath,
      args: [sidecar.program, "start", ...this.#sidecarFlags(sidecar)],
      cwd: this.#folder,
      log: join(this.#folder, "sidecar.log"),
    });
    const started = this.#sidecar;
    await waitUntil(`the page of ${sidecar.name} answers`, SIDECAR_READY_MS, async () => {
      if (!started.isAlive()) throw new Error(`${sidecar.name} ended; see ${this.#folder}/sidecar.log`);
      return (await answersOn(`${this.page}/api/meta`)) === 200;
    });
  }

  /** kill -9; resolves when it is gone. */
  async killTomcat(): Promise<void> {
    const tomcat = this.#tomcat;
    this.#tomcat = null;
    tomcat?.kill("SIGKILL");
    await tomcat?.stopped;
  }

  /** kill -9 of the supervisor and both its children at once. */
  async killSidecar(): Promise<void> {
    const sidecar = this.#sidecar;
    this.#sidecar = null;
    sidecar?.kill("SIGKILL");
    await sidecar?.stopped;
  }

  /** As when the power goes: everything of this host in one instant. */
  async kill(): Promise<void> {
    await Promise.all([this.killTomcat(), this.killSidecar()]);
  }

  get #runDir(): string {
    return join(this.#folder, "gyeot", "run");
  }

  #sidecarFlags(sidecar: SidecarOptions): string[] {
    const flags: Record<string, string> = {
      name: sidecar.name,
      "data-dir": join(this.#folder, "gyeot"),
      mode: "pair",
      peer: `127.0.0.1:${sidecar.otherPeerPort}`,
      "peer-port": String(sidecar.peerPort),
      "cluster-key-file": sidecar.keyFile,
      "http-port": String(sidecar.httpPort),
      "watch-port": String(sidecar.watchPort),
    };
    return Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  }
}
