import { type handleUnaryCall, status } from "@grpc/grpc-js";
import type { Clock } from "../base/clock.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import { certificateOf } from "./certificate-of.ts";
import type { TraceReplyInput, TraceRequest } from "./gen/telemetry.ts";
import { traceMessages } from "./trace-messages.ts";
import type { WatchProof } from "./watch-proof.ts";

/** What FetchTrace needs. */
export interface TraceOptions {
  readonly node: string;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly proof: WatchProof;
  /** The connection from host:port has begun a call. */
  readonly onCall: (peer: string) => void;
}

/** FetchTrace: the transactions of a trace that this member's own agents recorded, with their calls. */
export function traceHandler(
  options: TraceOptions,
): handleUnaryCall<TraceRequest | "malformed", TraceReplyInput> {
  return (call, answer) => {
    const { proof, clock, onCall } = options;
    onCall(call.getPeer());
    const request = call.request;
    if (request === "malformed" || request.traceId.length !== 16) {
      answer({ code: status.INVALID_ARGUMENT, details: "a trace id has 16 bytes" });
      return;
    }
    const traceId = Buffer.from(request.traceId).toString("hex");
    const claim = { purpose: "trace", node: request.node, nowMs: request.nowMs, subject: traceId } as const;
    const problem = proof.problem(claim, request.mac, certificateOf(call.getAuthContext()), clock.nowMs());
    if (problem !== null) {
      answer({ code: status.UNAUTHENTICATED, details: problem });
      return;
    }
    const own = options.telemetry.transactions.trace(traceId).filter(({ node }) => node === options.node);
    answer(null, { transactions: own.map(traceMessages.make) });
  };
}
