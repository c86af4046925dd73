import { chmodSync, rmSync } from "node:fs";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import type { Part } from "../base/lifecycle.ts";
import type { Log } from "../base/log.ts";
import type { MetricsRegistry } from "../base/metrics-registry.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import { followHandler } from "./follow-handler.ts";
import { GrpcHost } from "./grpc-host.ts";
import { PeerServer } from "./peer-server.ts";
import type { PeerTls } from "./peer-tls.ts";
import { reportHandler } from "./report-handler.ts";
import { telemetryMethods } from "./telemetry-methods.ts";
import { traceHandler } from "./trace-handler.ts";
import type { WatchProof } from "./watch-proof.ts";

/** What the service needs. */
export interface TelemetryServiceOptions {
  readonly node: string;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: MetricsRegistry;
  readonly token: string;
  readonly proof: WatchProof;
  /** With certificates the watches of other members follow over TLS at this address, else on loopback. */
  readonly tls: PeerTls | null;
  readonly watchHost: string;
  readonly control: { readonly userCookie: string; readonly trustedProxies: readonly string[] };
  readonly agentsMax: number;
  /** Unix socket for agents; replaced when a dead process left it. */
  readonly socket: string;
  /** Loopback port for agents, and the one for other members; 0 takes any free one. */
  readonly telemetryPort: number;
  readonly watchPort: number;
}

/** Batches are some tens of KB; a dictionary at its start is the largest. Protects the heap from one message. */
const MESSAGE_BYTES_MAX = 8 * 1024 * 1024;

/** Serves TelemetryService to agents (socket, loopback) and to the watches of other members (TLS, or loopback). */
export class TelemetryService implements Part {
  readonly name = "telemetry-service";
  readonly #options: TelemetryServiceOptions;
  readonly #server: Server;
  readonly #watchServer: PeerServer;
  #ports = { telemetry: 0, watch: 0 };

  constructor(options: TelemetryServiceOptions) {
    this.#options = options;
    const malformed = options.metrics.counter(
      "gyeot_watch_malformed_messages_total",
      "Messages on the telemetry ports that were no messages; their stream was closed.",
    );
    this.#server = new Server({
      "grpc.max_receive_message_length": MESSAGE_BYTES_MAX,
      "grpc.max_concurrent_streams": 64,
      "grpc.keepalive_time_ms": 5_000,
      "grpc.keepalive_timeout_ms": 5_000,
      "grpc-node.max_session_memory": 64,
    });
    const report = reportHandler({
      ...options,
      ingest: options.telemetry.ingest,
      malformed: () => malformed.add(),
    });
    const { report: definition, ...others } = telemetryMethods;
    this.#server.addService({ report: definition }, { report });
    const { clock, log, tls, watchPort } = options;
    const handlers = { ...options, onCall: (peer: string) => this.#watchServer.spoke(peer) };
    const implementation = { follow: followHandler(handlers), fetchTrace: traceHandler(handlers) };
    this.#watchServer = new PeerServer({
      name: "watch server",
      host: tls === null ? "127.0.0.1" : options.watchHost,
      port: watchPort,
      flag: "watch-port",
      tls,
      clock,
      speaker: new GrpcHost({ definition: others, implementation }),
      onRefused: (subject, error) => log.warnSometimes("a watch was refused", { subject, error }),
    });
  }

  /** Where it listens, once started. */
  get ports(): { readonly telemetry: number; readonly watch: number } {
    return this.#ports;
  }

  async start(): Promise<void> {
    const { socket, telemetryPort } = this.#options;
    rmSync(socket, { force: true });
    await this.#bind(`unix:${socket}`, "--run-dir");
    chmodSync(socket, 0o660);
    const telemetry = await this.#bind(`127.0.0.1:${telemetryPort}`, "--telemetry-port");
    await this.#watchServer.start();
    this.#ports = { telemetry, watch: this.#watchServer.port };
  }

  async stop(): Promise<void> {
    // Agents keep what is not acknowledged and come again; nothing is gained by waiting for them.
    this.#server.forceShutdown();
    await this.#watchServer.stop();
    rmSync(this.#options.socket, { force: true });
  }

  #bind(address: string, option: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.bindAsync(address, ServerCredentials.createInsecure(), (cause, port) => {
        if (cause === null) {
          resolve(port);
          return;
        }
        const text = `${address} cannot be listened on (${cause.message}); set another ${option}`;
        reject(new AppError("port_in_use", text, cause));
      });
    });
  }
}
