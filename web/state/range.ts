/** The one time range of the whole page, from the URL: live, the last minutes or hours, or two fixed moments. */
import { liveWindow } from "./live-window.ts";
import { now } from "./now.ts";
import { route } from "./route.ts";

export type RangeKind = "live" | "15m" | "1h" | "24h" | "custom";

export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

const SPAN_MS: Readonly<Record<Exclude<RangeKind, "custom">, number>> = {
  live: liveWindow.spanMs,
  "15m": 15 * 60_000,
  "1h": 3_600_000,
  "24h": 24 * 3_600_000,
};

/** How often a view of that range asks again: a tenth of a pixel column would be waste. */
const REFRESH_MS: Readonly<Record<RangeKind, number>> = {
  live: 2000,
  "15m": 5000,
  "1h": 10_000,
  "24h": 60_000,
  custom: 0,
};

function fixed(): TimeWindow | null {
  const fromMs = Number(route.param("from"));
  const toMs = Number(route.param("to"));
  return fromMs > 0 && toMs > fromMs ? { fromMs, toMs } : null;
}

export const range = {
  get kind(): RangeKind {
    if (fixed()) {
      return "custom";
    }
    const named = route.param("range");
    return named === "15m" || named === "1h" || named === "24h" ? named : "live";
  },
  get refreshMs(): number {
    return REFRESH_MS[range.kind];
  },
  /** The range as it is at this moment, without subscribing to the clock. */
  window(): TimeWindow {
    const kind = range.kind;
    if (kind === "custom") {
      return fixed() as TimeWindow;
    }
    const toMs = now.exact();
    return { fromMs: toMs - SPAN_MS[kind], toMs };
  },
  /** Part of a resource's identity: changes when the operator chooses another range, not when time goes by. */
  get identity(): string {
    const chosen = fixed();
    return chosen ? `${chosen.fromMs}-${chosen.toMs}` : range.kind;
  },
  /** `from=…&to=…[&was=…]` for the sidecar. */
  query(): string {
    const { fromMs, toMs } = range.window();
    const query = new URLSearchParams({ from: String(Math.floor(fromMs)), to: String(Math.ceil(toMs)) });
    const was = route.param("was");
    if (was) {
      query.set("was", was);
    }
    return query.toString();
  },
  choose(kind: Exclude<RangeKind, "custom">): void {
    route.patch({ range: kind === "live" ? null : kind, from: null, to: null });
  },
  chooseFixed(window: TimeWindow): void {
    route.patch({ range: null, from: String(Math.floor(window.fromMs)), to: String(Math.ceil(window.toMs)) });
  },
};
