/**
 * A fact together with what the guard must know to bind a figure of a text to it: which metric it measures, which side of a
 * comparison it belongs to, and every form in which it may be said.
 */
import type { Fact } from "./answer.ts";

export type Metric =
  | "users"
  | "users-peak"
  | "cpu"
  | "memory"
  | "rate"
  | "requests"
  | "latency"
  | "errors"
  | "sql"
  | "servers"
  | "servers-up"
  | "sessions"
  | "long"
  | "copies"
  | "writes"
  | "age"
  | "idle"
  | "events"
  | "threshold"
  | "coverage"
  | "window"
  | "scope";

/** "any": it may be said beside either side (windows, thresholds). */
export type Side = "now" | "then" | "change" | "band" | "any";

export interface GroundFact {
  readonly fact: Fact;
  readonly metric: Metric;
  readonly side: Side;
  /** Forms besides `fact.shown` in which it may stand in a text. */
  readonly said: readonly string[];
  /** Names (servers, endpoints, users, addresses) that this fact allows in a text. */
  readonly names: readonly string[];
  /** The one name a sentence must hold for this figure to stand in it; null when it is about nobody in particular. */
  readonly subject: string | null;
  /** For a change: which way; the guard refuses words of the other way. */
  readonly direction: "up" | "down" | "same" | null;
}
