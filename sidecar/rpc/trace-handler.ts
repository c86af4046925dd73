import { type handleUnaryCall, status } from "@grpc/grpc-js";
import type { Clock } from "../base/clock.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import type { ClusterKey } from "./cluster-key.ts";
import type { TraceReplyInput, TraceRequest } from "./gen/telemetry.ts";
import { traceMessages } from "./trace-messages.ts";
import { watchMac } from "./watch-mac.ts";

/** What FetchTrace needs. */
export interface TraceOptions {
  readonly node: string;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly clusterKey: ClusterKey | null;
}

/** FetchTrace: the transactions of a trace that this member's own agents recorded, with their calls. */
export function traceHandler(
  options: TraceOptions,
): handleUnaryCall<TraceRequest | "malformed", TraceReplyInput> {
  return (call, answer) => {
    const request = call.request;
    if (request === "malformed" || request.traceId.length !== 16) {
      answer({ code: status.INVALID_ARGUMENT, details: "a trace id has 16 bytes" });
      return;
    }
    const traceId = Buffer.from(request.traceId).toString("hex");
    const claim = { purpose: "trace", node: request.node, nowMs: request.nowMs, subject: traceId } as const;
    if (!watchMac.check(options.clusterKey, claim, request.mac, options.clock.nowMs())) {
      answer({ code: status.UNAUTHENTICATED, details: "the cluster key differs" });
      return;
    }
    const own = options.telemetry.transactions.trace(traceId).filter(({ node }) => node === options.node);
    answer(null, { transactions: own.map(traceMessages.make) });
  };
}
