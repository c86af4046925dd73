/**
 * The grid process as this one asks it: a port, so that http knows nothing of the wire. Every call ends within its
 * deadline or throws an AppError `unavailable`; reads change nothing.
 */
import type { ApiGrid, ApiKillResult, ApiSessionDetail, ApiSessionList } from "./api-grid-types.ts";

export interface GridAdmin {
  readonly grid: () => Promise<ApiGrid>;
  readonly sessions: (query: SessionQuery) => Promise<ApiSessionList>;
  /** Null when there is no such session. `key` is hex. */
  readonly session: (key: string) => Promise<ApiSessionDetail | null>;
  readonly kill: (kill: SessionKill) => Promise<ApiKillResult>;
}

export interface SessionQuery {
  readonly search: string;
  readonly sort: "lastAccess" | "created" | "age" | "idle" | "size";
  readonly offset: number;
  readonly limit: number;
  readonly dead: boolean;
}

export interface SessionKill {
  /** Hex. */
  readonly key: string;
  readonly reason: string;
  /** Who asked, for the history. */
  readonly by: string;
}
