import { Client, credentials, Metadata } from "@grpc/grpc-js";
import { AppError } from "../base/app-error.ts";
import type { Part } from "../base/lifecycle.ts";
import { memberAddress } from "../base/member-address.ts";
import type { ApiGrid, ApiKillResult, ApiSession } from "../http/api-grid-types.ts";
import { eventWords } from "../http/event-words.ts";
import type { GridAdmin, SessionQuery } from "../http/grid-admin.ts";
import type { Codec } from "./codec.ts";
import type { PeerWatch } from "./follow-client.ts";
import {
  GridStatus,
  type GridStatus as GridStatusMessage,
  KillRequest,
  KillResult,
  ListSessionsRequest,
  SessionDetail,
  SessionKey,
  SessionList,
  type SessionSummary,
  StatusRequest,
} from "./gen/admin.ts";

/** The grid answers from memory; longer means it hangs, and the page says so. */
const DEADLINE_MS = 2_000;
const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "localhost"]);
const SORT = {
  lastAccess: "last_access",
  created: "created",
  age: "age",
  idle: "idle",
  size: "size",
} as const;

/** Asks this host's grid process over its admin socket. */
export class AdminClient implements GridAdmin, Part {
  readonly name = "admin-client";
  readonly #rpc: Client;
  readonly #token: string;

  constructor(options: { readonly socket: string; readonly token: string }) {
    this.#token = options.token;
    this.#rpc = new Client(`unix:${options.socket}`, credentials.createInsecure(), {
      "grpc.initial_reconnect_backoff_ms": 100,
      "grpc.max_reconnect_backoff_ms": 1_000,
      "grpc.max_receive_message_length": 16 * 1024 * 1024,
    });
  }

  stop(): void {
    this.#rpc.close();
  }

  readonly grid = async (): Promise<ApiGrid> => gridOf(await this.#status());

  readonly sessions = async (query: SessionQuery): ReturnType<GridAdmin["sessions"]> => {
    const { search, offset, limit, dead } = query;
    const request = { search, offset, limit, includeDead: dead, sort: SORT[query.sort] };
    const list = await this.#ask("ListSessions", ListSessionsRequest, SessionList, request);
    return { total: list.total, sessions: list.sessions.map(sessionOf), unheard: list.unheard };
  };

  readonly session = async (key: string): ReturnType<GridAdmin["session"]> => {
    const request = { key: Buffer.from(key, "hex") };
    const detail = await this.#ask("InspectSession", SessionKey, SessionDetail, request);
    if (!detail.found || detail.summary === null) {
      return null;
    }
    const attributeList = detail.attributes.map(({ name, type, bytes, changedMs, inPlace, localOnly }) => ({
      name,
      type,
      bytes,
      changedMs,
      inPlace,
      localOnly,
    }));
    return { ...sessionOf(detail.summary), attributeList, history: detail.history.map(eventWords) };
  };

  readonly kill: GridAdmin["kill"] = async ({ key, reason, by }) => {
    const request = { key: Buffer.from(key, "hex"), reason, by };
    const { outcome } = await this.#ask("KillSession", KillRequest, KillResult, request);
    return { outcome: outcome as ApiKillResult["outcome"] };
  };

  /** Where the watches of the other members are; beyond this host only `wide`, where certificates prove who is there. */
  async peerWatches(wide: boolean): Promise<PeerWatch[]> {
    const { members } = await this.#status();
    const found: PeerWatch[] = [];
    for (const { node, state, watch, address } of members) {
      if (state === "self" || node === "" || watch === null || watch.port === 0) continue;
      // Without certificates the name that comes from the peer may not send us anywhere but to this host.
      const host = wide ? hostOf(address) : watch.host || "127.0.0.1";
      if (host !== "" && (wide || LOOPBACK.has(host)))
        found.push({ node, address: memberAddress.target({ host, port: watch.port }) });
    }
    return found;
  }

  #status(): Promise<GridStatusMessage> {
    return this.#ask("Status", StatusRequest, GridStatus, {});
  }

  #ask<Input, Reply>(
    method: string,
    request: Codec<unknown, Input>,
    reply: Codec<Reply, never> | Codec<Reply, object>,
    message: Input,
  ): Promise<Reply> {
    const metadata = new Metadata();
    metadata.set("gyeot-token", this.#token);
    return new Promise((resolve, reject) => {
      this.#rpc.makeUnaryRequest(
        `/gyeot.admin.v1.AdminService/${method}`,
        request.encode,
        reply.decode,
        message,
        metadata,
        { deadline: Date.now() + DEADLINE_MS },
        (cause, answer) => {
          if (cause === null && answer !== undefined) {
            resolve(answer);
            return;
          }
          const text = "the grid process does not answer; it is restarted by itself, see gyeot status";
          reject(new AppError("unavailable", text, cause));
        },
      );
    });
  }
}

const MODES = ["solo", "pair", "pair+witness", "grid", "grid-strict", "valkey"] as const;

/** Of host:port as it was dialled, or as a link came from there. */
function hostOf(address: string): string {
  return address.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
}

function gridOf(status: GridStatusMessage): ApiGrid {
  return {
    node: status.node,
    mode: MODES.find((mode) => mode === status.mode) ?? "solo",
    durability: status.durability,
    state: status.state as ApiGrid["state"],
    guarantee: { ko: status.guaranteeKo, en: status.guarantee },
    members: status.members.map((member) => ({
      node: member.node,
      address: member.address,
      state: member.state as ApiGrid["members"][number]["state"],
      sinceMs: member.sinceMs,
      roundTripUs: member.roundTripUs,
      clockSkewMs: member.clockSkewMs,
      syncing: member.syncing,
    })),
    agents: status.agents.map((agent) => ({
      was: agent.was,
      server: agent.server,
      state: agent.state === "attached" ? "attached" : "gone",
      sinceMs: agent.sinceMs,
      nearSessions: agent.nearSessions,
      visitor: agent.visitor,
    })),
    sessions: status.sessions,
    sessionsWithAllCopies: status.sessionsWithAllCopies,
    tombstones: status.tombstones,
    acknowledged: status.acknowledged,
    acknowledgedDegraded: status.acknowledgedDegraded,
    refusedDead: status.refusedDead,
    conflicts: status.conflicts,
    lagMs: status.lagMs,
    storeP50Us: status.storeP50Us,
    storeP99Us: status.storeP99Us,
    storeBytes: status.storeBytes,
    events: status.events.map(eventWords),
  };
}

function sessionOf(summary: SessionSummary): ApiSession {
  return {
    key: Buffer.from(summary.key).toString("hex"),
    app: summary.app,
    user: summary.user,
    address: summary.address,
    was: summary.was,
    createdMs: summary.createdMs,
    lastAccessMs: summary.lastAccessMs,
    maxInactiveS: summary.maxInactiveS,
    attributes: summary.attributes,
    bytes: summary.bytes,
    copies: summary.copies,
    writes: summary.writes,
    dead: summary.dead,
    reason: summary.reason,
  };
}
