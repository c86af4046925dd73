import type { StoredTransaction } from "../telemetry/span-store.ts";
import type { TraceTransaction, TraceTransactionInput } from "./gen/telemetry.ts";

/** A stored transaction to and from the wire. */
export const traceMessages = {
  make: ({ node, was, row }: StoredTransaction): TraceTransactionInput => ({
    ...row,
    node,
    was,
    traceId: bytes(row.traceId),
    spanId: bytes(row.spanId),
    parentSpanId: bytes(row.parentSpanId),
    sessionKey: bytes(row.sessionKey),
    calls: row.calls.map((call) => ({ ...call, spanId: bytes(call.spanId) })),
  }),

  parse: (message: TraceTransaction): StoredTransaction => ({
    node: message.node,
    was: message.was,
    row: {
      startUs: message.startUs,
      durationUs: message.durationUs,
      traceId: hex(message.traceId),
      spanId: hex(message.spanId),
      parentSpanId: hex(message.parentSpanId),
      endpoint: message.endpoint,
      path: message.path,
      status: message.status,
      error: message.error,
      address: message.address,
      sessionKey: hex(message.sessionKey),
      userHash: "",
      cpuUs: message.cpuUs,
      sqlUs: message.sqlUs,
      sqlCount: message.sqlCount,
      sessionUs: message.sessionUs,
      app: message.app,
      thread: message.thread,
      calls: message.calls.map((call) => ({
        kind: call.kind,
        text: call.text,
        target: call.target,
        offsetUs: call.offsetUs,
        durationUs: call.durationUs,
        rows: call.rows,
        error: call.error,
        spanId: hex(call.spanId),
      })),
    },
  }),
};

function bytes(id: string): Buffer {
  return Buffer.from(id, "hex");
}

function hex(id: Uint8Array): string {
  return Buffer.from(id).toString("hex");
}
