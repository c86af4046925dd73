/** One real Tomcat of the world, with the agent, beside its own sidecar; it can be killed and comes back on the same port. */
import { readFileSync } from "node:fs";
import {
  startTomcat,
  type TomcatOptions,
  type TomcatProcess,
} from "../../agent-bridge/java-it/start-tomcat.ts";

export class Was {
  readonly index: number;
  /** False from the moment it is killed until it answers again: nobody should be surprised by its silence. */
  isUp = false;
  readonly #options: TomcatOptions;
  #process: TomcatProcess | null = null;

  constructor(index: number, options: TomcatOptions) {
    this.index = index;
    this.#options = options;
  }

  get port(): number {
    return this.#process?.port ?? 0;
  }

  get pid(): number {
    return this.isUp ? (this.#process?.pid ?? 0) : 0;
  }

  async start(): Promise<void> {
    const before = this.#process;
    this.#process = await startTomcat({ ...this.#options, ...(before ? { port: before.port } : {}) });
    this.isUp = true;
  }

  signal(signal: NodeJS.Signals): void {
    this.#process?.kill(signal);
  }

  async kill(): Promise<void> {
    this.isUp = false;
    this.signal("SIGKILL");
    await this.#process?.stopped;
  }

  /** What the agent printed. */
  agentLog(): string {
    if (this.#process === null) return "";
    const lines = readFileSync(this.#process.console, "utf8").split("\n");
    return lines.filter((line) => line.includes("gyeot-agent ")).join("\n");
  }
}
