import type { ApiEvent } from "../../sidecar/http/api-types.ts";
import { eventLevel } from "../parts/event-level.ts";
import type { EventLine } from "../scatter/scatter-painter.ts";

const TONE = { ok: "ink-3", unknown: "ink-3", watch: "watch", bad: "bad" } as const;

/** What happened, as lines over the scatter and the charts: in colour only where it was no good news. */
export function eventLines(events: readonly ApiEvent[]): EventLine[] {
  return events.map((event) => ({ atMs: event.atMs, tone: TONE[eventLevel(event.kind)] }));
}
