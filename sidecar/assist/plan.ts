/**
 * What will be read to answer a question: an intent, its slots and typed steps. The template and the model get the facts of
 * one and the same plan.
 */
import type { SeriesRange, TimeRange } from "./assist-sources.ts";

/** What a question wants. "compare" needs a baseline; "unsupported" is understood but not possible yet. */
export type Intent =
  | "status"
  | "compare"
  | "long-sessions"
  | "failover"
  | "slow"
  | "users-now"
  | "help"
  | "unsupported"
  | "unknown";

export type PlanStep =
  | { readonly id: string; readonly tool: "series"; readonly range: SeriesRange }
  | { readonly id: string; readonly tool: "first-stored" }
  | { readonly id: string; readonly tool: "servers" }
  | { readonly id: string; readonly tool: "endpoints"; readonly range: TimeRange; readonly limit: number }
  | { readonly id: string; readonly tool: "transactions"; readonly range: TimeRange; readonly limit: number }
  | { readonly id: string; readonly tool: "sessions"; readonly limit: number }
  | { readonly id: string; readonly tool: "grid" };

export interface Plan {
  readonly intent: Intent;
  /** The one server the question names; null for all. */
  readonly was: string | null;
  /** The range "now" means. */
  readonly window: TimeRange;
  /** For "compare": the other window and how many days it lies back. */
  readonly baseline: (TimeRange & { readonly daysBack: number }) | null;
  /** For "compare": earlier windows of the same kind, for the normal band. */
  readonly history: readonly (TimeRange & { readonly stepId: string })[];
  /** Sessions older than this are long; slower than this is slow. */
  readonly thresholdMs: number | null;
  readonly limit: number;
  readonly steps: readonly PlanStep[];
}
