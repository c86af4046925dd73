import type { Log } from "../base/log.ts";
import type { MetricsRegistry } from "../base/metrics-registry.ts";
import type { Endpoint } from "../grid/peer-link.ts";
import type { SessionEngine } from "../grid/session-engine.ts";
import { AgentConnection } from "./agent-connection.ts";
import type { GrpcCall } from "./grpc-call.ts";

/** What the session service needs. */
export interface SessionServiceOptions {
  readonly engine: SessionEngine;
  readonly node: string;
  /** Tokens that are let in: that of our own agents, and that given to agents whose sidecar is gone. */
  readonly tokens: { readonly own: string; readonly visitor: string };
  /** Where the agent of this WAS may go when this sidecar is gone, best first. */
  readonly fallbacks: (was: string) => readonly Endpoint[];
  readonly log: Log;
  readonly metrics: MetricsRegistry;
}

/** SessionService of session.proto: one AgentConnection a stream. */
export function sessionService(options: SessionServiceOptions): {
  readonly path: string;
  readonly onCall: (call: GrpcCall) => void;
} {
  const hostile = options.metrics.counter(
    "gyeot_session_bad_frames_total",
    "Streams of agents that were closed because of a frame nobody could mean.",
  );
  let streams = 0;
  return {
    path: "/gyeot.session.v1.SessionService/Attach",
    onCall: (call) => {
      streams += 1;
      new AgentConnection({ ...options, id: `agent-${streams}`, hostile }, call);
    },
  };
}
