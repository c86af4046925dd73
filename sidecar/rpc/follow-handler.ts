import { type handleServerStreamingCall, type ServerWritableStream, status } from "@grpc/grpc-js";
import type { Clock } from "../base/clock.ts";
import { AgentBook } from "../telemetry/agent-book.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import { certificateOf } from "./certificate-of.ts";
import { followMessages } from "./follow-messages.ts";
import type { FollowItemInput, FollowRequest } from "./gen/telemetry.ts";
import type { WatchProof } from "./watch-proof.ts";

/** What Follow needs. */
export interface FollowOptions {
  readonly node: string;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly proof: WatchProof;
  /** The connection from host:port has begun a call. */
  readonly onCall: (peer: string) => void;
}

type Call = ServerWritableStream<FollowRequest | "malformed", FollowItemInput>;

/** Items read from the log at once. */
const PAGE_ITEMS = 64;
/** How soon a follower hears of what is new. */
const BEAT_MS = 200;
/** Every so many beats the agents' states are told, and that this member lives. */
const BEATS_A_GREETING = 5;
/** 31 others follow this one; a second stream of one may be its next life. */
const FOLLOWERS_MAX = 64;

/** Follow: sends this member's own buckets, transactions and agents to a peer, from where it stopped. */
export function followHandler(
  options: FollowOptions,
): handleServerStreamingCall<FollowRequest | "malformed", FollowItemInput> {
  let followers = 0;
  return (call) => {
    options.onCall(call.getPeer());
    const refusal = refuse(call, options, followers);
    if (refusal !== null) {
      call.emit("error", { name: "ServiceError", message: refusal.details, ...refusal });
      return;
    }
    followers++;
    follow(call, call.request as FollowRequest, options, () => {
      followers--;
    });
  };
}

function refuse(
  call: Call,
  options: FollowOptions,
  followers: number,
): { readonly code: status; readonly details: string } | null {
  const { request } = call;
  if (request === "malformed") {
    return { code: status.INVALID_ARGUMENT, details: "not a FollowRequest" };
  }
  const claim = { purpose: "follow", node: request.node, nowMs: request.nowMs, subject: "" } as const;
  const shown = certificateOf(call.getAuthContext());
  const problem = options.proof.problem(claim, request.mac, shown, options.clock.nowMs());
  if (problem !== null) return { code: status.UNAUTHENTICATED, details: problem };
  if (request.node === options.node) {
    return { code: status.FAILED_PRECONDITION, details: `both members are named ${options.node}` };
  }
  return followers < FOLLOWERS_MAX
    ? null
    : { code: status.RESOURCE_EXHAUSTED, details: "too many followers" };
}

function follow(call: Call, request: FollowRequest, options: FollowOptions, ended: () => void): void {
  const { clock, telemetry } = options;
  let seq = request.logId === telemetry.follow.id ? request.afterSeq : 0;
  let beat = 0;
  let writable = true;
  let open = true;
  const greet = (): void => {
    const { id, lastSeq } = telemetry.follow;
    call.write({ seq, hello: { node: options.node, nowMs: clock.nowMs(), logId: id, lastSeq } });
    for (const agent of agentStates(options)) {
      call.write({ seq, agent });
    }
  };
  const send = (): void => {
    // A slow peer is not written to: the log waits for it.
    while (open && writable) {
      const { entries, through } = telemetry.follow.read(seq, PAGE_ITEMS);
      if (through === seq) {
        return;
      }
      seq = through;
      for (const entry of entries) {
        writable = call.write(followMessages.item(entry));
      }
    }
  };
  const cancel = clock.every(BEAT_MS, () => {
    if (writable && beat++ % BEATS_A_GREETING === 0) {
      greet();
    }
    send();
  });
  const end = (): void => {
    if (open) {
      open = false;
      cancel();
      ended();
    }
  };
  call.on("drain", () => {
    writable = true;
  });
  call.on("cancelled", end);
  call.on("error", end);
  call.on("close", end);
  greet();
  send();
}

function agentStates(options: FollowOptions): NonNullable<FollowItemInput["agent"]>[] {
  return options.telemetry.agents
    .all()
    .filter((entry) => entry.node === options.node)
    .map((entry) => ({
      hello: entry.identity,
      attached: entry.attached,
      seenMs: entry.lastSeenMs,
      gauges: entry.gauges,
      ...AgentBook.totals(entry),
    }));
}
