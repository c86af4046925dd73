/** The scatter of the page's range: flowing from the live ring, or filled once for a range that stands still. */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { ApiDots } from "../../sidecar/http/api-types.ts";
import { failureWords } from "../parts/failure-words.ts";
import { DotRing } from "../scatter/dot-ring.ts";
import { Scatter } from "../scatter/scatter.tsx";
import type { EventLine } from "../scatter/scatter-painter.ts";
import { live } from "../state/live.ts";
import { liveWindow } from "../state/live-window.ts";
import { now } from "../state/now.ts";
import { range, type TimeWindow } from "../state/range.ts";
import { route } from "../state/route.ts";
import { useResource } from "../state/use-resource.ts";
import { words } from "../state/words.ts";

/** What a scatter can show at once; the sidecar never cuts failures. */
const DOTS_MAX = 50_000;
/** With reduced motion the plot steps instead of flowing. */
const STEP_MS = 2000;
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

interface OverviewScatterProps {
  readonly events: readonly EventLine[];
}

export function OverviewScatter({ events }: OverviewScatterProps) {
  return range.kind === "live" ? <LiveScatter events={events} /> : <RangeScatter events={events} />;
}

function LiveScatter({ events }: OverviewScatterProps) {
  return (
    <Scatter
      ring={live.ring}
      window={liveNow}
      was={route.param("was")}
      total={null}
      version={0}
      events={events}
      notice={null}
    />
  );
}

/** Ends now; ends with the last word of the sidecar when the socket is lost: an empty stretch would look like silence. */
function liveNow(): TimeWindow {
  const lost = live.connection.peek() === "lost" && live.heardMs.peek() > 0;
  const exact = lost ? live.heardMs.peek() : now.exact();
  const toMs = reducedMotion.matches ? Math.floor(exact / STEP_MS) * STEP_MS : exact;
  return { fromMs: toMs - liveWindow.spanMs, toMs };
}

function RangeScatter({ events }: OverviewScatterProps) {
  const was = route.param("was");
  const ring = useMemo(() => new DotRing(), []);
  const [shown, setShown] = useState<{ window: TimeWindow; version: number } | null>(null);
  const { data, failure } = useResource<ApiDots>({
    identity: `dots ${range.identity} ${was ?? ""}`,
    url: () => `/api/dots?${range.query()}&limit=${DOTS_MAX}`,
    refreshMs: range.refreshMs === 0 ? 0 : Math.max(10_000, range.refreshMs),
  });
  useEffect(() => {
    ring.clear();
    if (data) {
      ring.add(data);
    }
    setShown((old) => ({ window: range.window(), version: (old?.version ?? 0) + 1 }));
  }, [data, ring]);
  const window = shown?.window ?? range.window();
  return (
    <Scatter
      ring={ring}
      window={() => window}
      was={was}
      total={data?.total ?? null}
      version={shown?.version ?? 0}
      events={events}
      notice={data ? null : failure ? failureWords(failure) : words().state.loading}
    />
  );
}
