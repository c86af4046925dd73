import type { Version } from "./version.ts";

/** Answer to a change. Structurally the StoreResult of session.proto; `outcome` by its name there. */
export interface StoreAnswer {
  readonly outcome: "ACKNOWLEDGED" | "DEGRADED" | "DEAD";
  readonly version?: Version | null;
  readonly stale?: boolean;
}

/** Answer to ExpireIfIdle. */
export interface ExpireAnswer {
  readonly expired: boolean;
  readonly lastAccessMs: number;
  readonly gone: boolean;
}
