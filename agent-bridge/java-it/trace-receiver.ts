/**
 * A watch as far as an agent can tell, for tests: takes Report streams on the Unix socket of a run directory of its
 * own, decodes every batch, acknowledges it, and can be told to be slow, silent or gone.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Server, ServerCredentials, type ServerDuplexStream } from "@grpc/grpc-js";
import {
  Batch,
  Control,
  type ControlInput,
  type Gauges,
  type Ledger,
} from "../../sidecar/rpc/gen/telemetry.ts";
import { BatchReader } from "../../sidecar/telemetry/batch-reader.ts";
import type { TransactionRow } from "../../sidecar/telemetry/transaction-row.ts";

const TOKEN = "5a".repeat(32);
const service = {
  report: {
    path: "/gyeot.telemetry.v1.TelemetryService/Report",
    requestStream: true,
    responseStream: true,
    requestSerialize: Batch.encode,
    requestDeserialize: Batch.decode,
    responseSerialize: Control.encode,
    responseDeserialize: Control.decode,
  },
} as const;

/** What came so far, and how to misbehave. */
export class TraceReceiver {
  readonly runDir: string;
  readonly rows: TransactionRow[] = [];
  readonly gauges: Gauges[] = [];
  readonly hellos: NonNullable<Batch["hello"]>[] = [];
  readonly faults: string[] = [];
  ledger: Ledger | null = null;
  streams = 0;
  batches = 0;
  bytesMax = 0;
  /** Rows that came again on a later stream, as they may; not in `rows` twice. */
  duplicates = 0;
  /** Told with every acknowledgement. */
  control: { userCookie: string; trustedProxies: string[] } = { userCookie: "", trustedProxies: [] };
  /** True: takes batches and never acknowledges. */
  silent = false;
  readonly #seen = new Set<string>();
  #server: Server | null = null;

  constructor(runDir: string) {
    this.runDir = runDir;
    mkdirSync(runDir, { recursive: true, mode: 0o700 });
    writeFileSync(join(runDir, "token"), TOKEN, { mode: 0o600 });
  }

  async start(): Promise<this> {
    const server = new Server();
    server.addService(service, {
      report: (call: ServerDuplexStream<Batch, ControlInput>) => this.#serve(call),
    });
    const socket = join(this.runDir, "telemetry.sock");
    rmSync(socket, { force: true });
    const listen = (address: string): Promise<number> =>
      new Promise((resolve, reject) => {
        server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) =>
          error === null ? resolve(port) : reject(error),
        );
      });
    const port = await listen("127.0.0.1:0");
    await listen(`unix:${socket}`);
    const lines = `session=127.0.0.1:1\ntelemetry=127.0.0.1:${port}\ntoken=${TOKEN}\n`;
    writeFileSync(join(this.runDir, "endpoint"), lines, { mode: 0o600 });
    this.#server = server;
    return this;
  }

  /** Gone at once, as by kill -9. */
  stop(): void {
    this.#server?.forceShutdown();
    this.#server = null;
  }

  /** Waits until `met`; fails loudly with what was seen. */
  async until(what: string, met: () => boolean, timeoutMs = 15_000): Promise<void> {
    const end = performance.now() + timeoutMs;
    while (!met()) {
      if (performance.now() > end) {
        const seen = this.rows
          .slice(-20)
          .map((row) => `${row.endpoint} ${row.path} ${row.status} ${row.error}`);
        throw new Error(
          `never saw ${what}; ${this.rows.length} rows, faults ${this.faults.join()}:\n${seen.join("\n")}`,
        );
      }
      await delay(25);
    }
  }

  /** Rows of requests whose query-less path ends so, in order of arrival. */
  of(pathEnd: string): TransactionRow[] {
    return this.rows.filter((row) => row.path.endsWith(pathEnd));
  }

  #serve(call: ServerDuplexStream<Batch, ControlInput>): void {
    const reader = new BatchReader();
    if (call.metadata.get("gyeot-token")[0] !== TOKEN) {
      this.faults.push("wrong token");
    }
    this.streams++;
    call.on("data", (batch: Batch) => {
      try {
        for (const row of reader.read(batch)) {
          if (this.#seen.has(row.spanId)) {
            this.duplicates++;
          } else {
            this.#seen.add(row.spanId);
            this.rows.push(row);
          }
        }
      } catch (error) {
        this.faults.push(String(error));
      }
      this.#note(batch);
      if (!this.silent) {
        call.write({ seq: batch.seq, ...this.control });
      }
    });
    call.on("error", () => {});
    call.on("end", () => call.end());
  }

  #note(batch: Batch): void {
    this.batches++;
    this.bytesMax = Math.max(this.bytesMax, Batch.encode(batch).length);
    this.ledger = batch.ledger ?? this.ledger;
    if (batch.gauges) {
      this.gauges.push(batch.gauges);
    }
    if (batch.hello) {
      this.hellos.push(batch.hello);
    }
  }

  /** True when the agent's own counts add up with nothing left on the way. */
  settled(): boolean {
    const ledger = this.ledger;
    if (ledger === null) {
      return false;
    }
    const dropped = ledger.transactionsDropped.reduce((sum, drop) => sum + drop.count, 0);
    const calls = ledger.callsDropped.reduce((sum, drop) => sum + drop.count, 0);
    return (
      ledger.transactionsCreated === ledger.transactionsSent + dropped &&
      ledger.callsCreated === ledger.callsSent + calls
    );
  }

  /** Removes the run directory. */
  remove(): void {
    if (existsSync(this.runDir)) {
      rmSync(this.runDir, { recursive: true, force: true });
    }
  }
}
