import type { ApiEvent } from "./api-types.ts";

/** Sessions and the grid, the part of the contract in api-types.ts that the grid process answers. */

/** GET /api/sessions?search=&sort=lastAccess|created|age|idle|size&offset=&limit=[&dead=1] */
export interface ApiSessionList {
  readonly sessions: readonly ApiSession[];
  readonly total: number;
  /** Members that did not answer: what only they could tell of is missing. */
  readonly unheard: readonly string[];
}

export interface ApiSession {
  /** Key in hex: the id itself never leaves the WAS. */
  readonly key: string;
  readonly app: string;
  readonly user: string;
  readonly address: string;
  readonly was: string;
  readonly createdMs: number;
  readonly lastAccessMs: number;
  /** ≤ 0: never expires. */
  readonly maxInactiveS: number;
  readonly attributes: number;
  readonly bytes: number;
  readonly copies: number;
  readonly writes: number;
  readonly dead: boolean;
  readonly reason: string;
}

/** GET /api/sessions/:key */
export interface ApiSessionDetail extends ApiSession {
  readonly attributeList: readonly {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly changedMs: number;
    /** Changes without setAttribute. */
    readonly inPlace: boolean;
    /** Cannot be serialised: kept on one server only. */
    readonly localOnly: boolean;
  }[];
  readonly history: readonly ApiEvent[];
}

/** POST /api/sessions/:key/kill with ApiKill; 409 when `confirm` is not the first 8 hex digits of the key. */
export interface ApiKill {
  readonly confirm: string;
  readonly reason: string;
}

export interface ApiKillResult {
  readonly outcome: "killed" | "already_dead" | "absent";
}

/** GET /api/grid */
export interface ApiGrid {
  readonly node: string;
  readonly mode: "solo" | "pair" | "pair+witness" | "grid" | "grid-strict" | "valkey";
  readonly durability: string;
  readonly state: "clustered" | "degraded" | "recovering" | "unreachable";
  readonly guarantee: { readonly ko: string; readonly en: string };
  readonly members: readonly {
    readonly node: string;
    readonly address: string;
    readonly state: "self" | "alive" | "suspect" | "dead" | "unknown";
    readonly sinceMs: number;
    readonly roundTripUs: number;
    readonly clockSkewMs: number;
    readonly syncing: boolean;
  }[];
  readonly agents: readonly {
    readonly was: string;
    readonly server: string;
    readonly state: "attached" | "gone";
    readonly sinceMs: number;
    readonly nearSessions: number;
    readonly visitor: boolean;
  }[];
  readonly sessions: number;
  readonly sessionsWithAllCopies: number;
  readonly tombstones: number;
  readonly acknowledged: number;
  readonly acknowledgedDegraded: number;
  readonly refusedDead: number;
  readonly conflicts: number;
  readonly lagMs: number;
  readonly storeP50Us: number;
  readonly storeP99Us: number;
  readonly storeBytes: number;
  readonly events: readonly ApiEvent[];
}
