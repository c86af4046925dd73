import { timingSafeEqual } from "node:crypto";
import { type handleBidiStreamingCall, type ServerDuplexStream, status } from "@grpc/grpc-js";
import { AppError, type ErrorCode } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { AgentStream, Ingest } from "../telemetry/ingest.ts";
import type { Batch, ControlInput } from "./gen/telemetry.ts";

/** What Report needs. */
export interface ReportOptions {
  readonly ingest: Ingest;
  readonly clock: Clock;
  readonly log: Log;
  /** What an agent must present as `gyeot-token`. */
  readonly token: string;
  /** Told to every agent. */
  readonly control: { readonly userCookie: string; readonly trustedProxies: readonly string[] };
  readonly agentsMax: number;
  readonly malformed: () => void;
}

type Call = ServerDuplexStream<Batch | "malformed", ControlInput>;

/** Batches of one stream that are being stored; past it the stream is not read, and the agent's window fills. */
const PENDING_MAX = 8;
/** A stream that does not greet within this time is closed. */
const GREET_MS_MAX = 10_000;

/** Report: one agent's stream. Answers each batch once it is stored; ends the stream with the reason when it cannot. */
export function reportHandler(
  options: ReportOptions,
): handleBidiStreamingCall<Batch | "malformed", ControlInput> {
  let streams = 0;
  return (call) => {
    const refusal = refuse(call, options, streams);
    if (refusal !== null) {
      fail(call, refusal);
      return;
    }
    streams++;
    serve(call, options, () => {
      streams--;
    });
  };
}

function refuse(call: Call, options: ReportOptions, streams: number): AppError | null {
  const token = Buffer.from(String(call.metadata.get("gyeot-token")[0] ?? ""));
  const expected = Buffer.from(options.token);
  if (token.length !== expected.length || !timingSafeEqual(token, expected)) {
    return new AppError("unauthenticated", "gyeot-token is not this sidecar's: read the run directory again");
  }
  // An agent may still hold its last stream when it opens the next.
  return streams < options.agentsMax * 2
    ? null
    : new AppError("too_many", `${streams} agents report already; raise --agents-max`);
}

function serve(call: Call, options: ReportOptions, ended: () => void): void {
  const stream = options.ingest.openStream();
  let pending = 0;
  let greeted = false;
  let open = true;
  const end = (): void => {
    if (open) {
      open = false;
      cancelWatch();
      stream.close();
      ended();
    }
  };
  const abort = (cause: unknown): void => {
    if (open) {
      const error = AppError.from(cause);
      options.log.warnSometimes("the stream of an agent was closed", { code: error.code, cause: error });
      end();
      fail(call, error);
    }
  };
  const cancelWatch = options.clock.after(GREET_MS_MAX, () => {
    if (!greeted) {
      abort(new AppError("deadline_exceeded", "no batch came on this stream"));
    }
  });
  call.on("data", (batch: Batch | "malformed") => {
    greeted = true;
    if (batch === "malformed") {
      options.malformed();
      abort(new AppError("invalid_argument", "a batch was not a message of telemetry.proto"));
      return;
    }
    pending++;
    if (pending >= PENDING_MAX) {
      call.pause();
    }
    void take(stream, batch)
      .then(() => {
        if (open) {
          call.write({ seq: batch.seq, ...options.control });
        }
      }, abort)
      .finally(() => {
        pending--;
        if (open && pending < PENDING_MAX) {
          call.resume();
        }
      });
  });
  call.on("end", () => {
    end();
    call.end();
  });
  call.on("cancelled", end);
  call.on("error", end);
}

async function take(stream: AgentStream, batch: Batch): Promise<void> {
  await stream.accept(batch);
}

const STATUS: Partial<Record<ErrorCode, status>> = {
  invalid_argument: status.INVALID_ARGUMENT,
  unauthenticated: status.UNAUTHENTICATED,
  too_many: status.RESOURCE_EXHAUSTED,
  deadline_exceeded: status.DEADLINE_EXCEEDED,
  protocol_mismatch: status.FAILED_PRECONDITION,
  disk_full: status.UNAVAILABLE,
  store_failed: status.UNAVAILABLE,
};

function fail(call: Call, error: AppError): void {
  call.emit("error", {
    name: "ServiceError",
    code: STATUS[error.code] ?? status.INTERNAL,
    details: `${error.code}: ${error.message}`,
    message: error.message,
  });
}
