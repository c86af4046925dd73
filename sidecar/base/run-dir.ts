import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "./app-error.ts";
import { atomicWrite } from "./atomic-write.ts";

/** Values of the `endpoint` file: `session`, `telemetry`, `watch`, `page` as host:port or URL, and `token`. */
export type Endpoints = Readonly<Record<string, string>>;

/**
 * The directory through which processes of one host find this sidecar: sockets, token and the `endpoint` file.
 * Only its owner may enter it. An agent is told nothing but this path and reads it again at every connect.
 */
export class RunDir {
  readonly path: string;
  readonly sessionSocket: string;
  readonly telemetrySocket: string;
  readonly adminSocket: string;
  readonly watchSocket: string;

  constructor(path: string) {
    this.path = path;
    this.sessionSocket = join(path, "session.sock");
    this.telemetrySocket = join(path, "telemetry.sock");
    this.adminSocket = join(path, "admin.sock");
    this.watchSocket = join(path, "watch.sock");
  }

  /** Makes the directory and the token when they are missing. */
  prepare(): void {
    try {
      mkdirSync(this.path, { recursive: true, mode: 0o700 });
      chmodSync(this.path, 0o700);
      const file = join(this.path, "token");
      if (!existsSync(file)) atomicWrite(file, `${randomBytes(32).toString("hex")}\n`);
    } catch (cause) {
      const reason = AppError.from(cause).message;
      const text = `the run directory ${this.path} cannot be used (${reason}); name another with --run-dir`;
      throw new AppError("data_dir_unusable", text, cause);
    }
  }

  /** Tells agents before they are connected that nothing unconfirmed may be shown: the file `strict`, there or not. */
  markStrict(strict: boolean): void {
    const file = join(this.path, "strict");
    if (strict) atomicWrite(file, "");
    else rmSync(file, { force: true });
  }

  /** What an agent must present as `gyeot-token`. */
  token(): string {
    return readFileSync(join(this.path, "token"), "utf8").trim();
  }

  /** Replaces the `endpoint` file; the supervisor calls it once its processes said where they listen. */
  writeEndpoints(endpoints: Endpoints): void {
    const lines = Object.entries(endpoints).map(([name, value]) => `${name}=${value}\n`);
    atomicWrite(join(this.path, "endpoint"), lines.join(""));
  }

  /** Empty when no sidecar has written it yet. */
  readEndpoints(): Endpoints {
    let text: string;
    try {
      text = readFileSync(join(this.path, "endpoint"), "utf8");
    } catch {
      // No sidecar has run here: the same as one that listens nowhere.
      return {};
    }
    const endpoints: Record<string, string> = {};
    for (const line of text.split("\n")) {
      const equals = line.indexOf("=");
      if (equals > 0) endpoints[line.slice(0, equals)] = line.slice(equals + 1);
    }
    return endpoints;
  }
}
