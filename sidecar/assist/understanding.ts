/** A question as understood without a model: what it wants, how sure that is, and the slots that were said. */
import type { Intent } from "./plan.ts";
import type { TimeWords } from "./time-words.ts";

export interface Understanding {
  readonly intent: Intent;
  /** 0..1; 1 when a rule decided. */
  readonly confidence: number;
  readonly time: TimeWords;
  /** "5개", "top 5". */
  readonly limit: number | null;
  /** "2시간 넘은", "3초 이상". */
  readonly thresholdMs: number | null;
  /** The one slot that must be asked for; null when nothing is missing. */
  readonly missing: "baseline" | null;
  /** For "unsupported": what was wanted. */
  readonly wanted: Unsupported | null;
}

/** What is understood but not possible yet. */
export type Unsupported =
  | "cause"
  | "forecast"
  | "report"
  | "region"
  | "action"
  | "long-history"
  | "deployment";
