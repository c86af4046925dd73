/** What every template is given: the plan, what it brought back, and how this site writes figures and times. */
import type { UserKey } from "./assist-sources.ts";
import type { FigureFormat } from "./figure-format.ts";
import type { Plan } from "./plan.ts";
import type { Readings } from "./readings.ts";
import type { SiteTime } from "./site-time.ts";

export interface DraftContext {
  readonly plan: Plan;
  readonly readings: Readings;
  readonly format: FigureFormat;
  readonly site: SiteTime;
  readonly nowMs: number;
  /** By which users are told apart here. */
  readonly userKey: UserKey;
  /** Picks the words of the answer's language. */
  say(korean: string, english: string): string;
}
