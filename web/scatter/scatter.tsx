/** Every transaction of the range as a dot: time across, response time up. Drag a box, or make one with the arrow keys. */
import { useEffect, useRef, useState } from "preact/hooks";
import { hoverTime } from "../chart/hover-time.ts";
import { formatCount } from "../format/format-count.ts";
import { Card } from "../parts/card.tsx";
import { Segments } from "../parts/segments.tsx";
import type { TimeWindow } from "../state/range.ts";
import { route } from "../state/route.ts";
import { settings } from "../state/settings.ts";
import { words } from "../state/words.ts";
import type { DotRing } from "./dot-ring.ts";
import { type EventLine, ScatterPainter } from "./scatter-painter.ts";
import { ScatterPointer } from "./scatter-pointer.tsx";
import type { ScaleKind } from "./scatter-scale.ts";

interface ScatterProps {
  readonly ring: DotRing;
  /** The range at this moment; asked at every frame. */
  readonly window: () => TimeWindow;
  readonly was: string | null;
  /** How many there were, when not all were sent. */
  readonly total: number | null;
  readonly events: readonly EventLine[];
  /** Why there is nothing yet: loading, or what failed. Null: what there is, is all. */
  readonly notice: string | null;
  /** Changes when the ring was filled anew. */
  readonly version: number;
}

/** An outlier that left the plot must not flatten it for ever: the axis is fitted anew this often. */
const REFIT_MS = 30_000;
const COUNT_MS = 500;

export function Scatter(props: ScatterProps) {
  const { scatter } = words();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [painter, setPainter] = useState<ScatterPainter | null>(null);
  const [counts, setCounts] = useState({ ok: 0, failed: 0, dense: false });
  const frozen = useRef(false);
  const windowRef = useRef(props.window);
  windowRef.current = props.window;
  const kind: ScaleKind = route.param("scale") === "linear" ? "linear" : "log";
  const { ring, was, version } = props;

  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    const made = new ScatterPainter(element, ring);
    const sizes = new ResizeObserver(() => made.resize());
    sizes.observe(element);
    const stopHover = hoverTime.subscribe((at) => {
      made.pointerMs = at;
    });
    let handle = 0;
    const loop = (): void => {
      handle = requestAnimationFrame(loop);
      if (!frozen.current && element.clientWidth > 0) {
        const { fromMs, toMs } = windowRef.current();
        made.frame(toMs, toMs - fromMs);
      }
    };
    made.resize();
    loop();
    const counter = setInterval(() => setCounts(made.counts), COUNT_MS);
    setPainter(made);
    return () => {
      cancelAnimationFrame(handle);
      clearInterval(counter);
      sizes.disconnect();
      stopHover();
    };
  }, [ring]);

  // `version` says that the ring's dots are others now.
  useEffect(() => {
    painter?.show({ ring, kind, was });
    const refit = setInterval(() => painter?.show({ ring, kind, was }), REFIT_MS);
    return () => clearInterval(refit);
  }, [painter, ring, kind, was, version]);

  const theme = settings.theme;
  // The canvas holds colours of the theme.
  useEffect(() => painter?.restyle(), [painter, theme]);

  const { events } = props;
  useEffect(() => {
    if (painter) {
      painter.events = events;
    }
  }, [painter, events]);

  const all = counts.ok + counts.failed;
  return (
    <Card
      class="scatter-card"
      title={scatter.title}
      note={countNote(counts, props.total)}
      aside={
        <>
          <span class="scatter-legend">
            <svg viewBox="0 0 10 10" aria-hidden="true">
              <rect class="key-dot" x="3" y="3" width="4" height="4" />
            </svg>
            {scatter.ok}
            <svg viewBox="0 0 10 10" aria-hidden="true">
              <path class="key-cross" d="M2 2l6 6M8 2l-6 6" />
            </svg>
            {scatter.failed} <b>{formatCount(counts.failed)}</b>
          </span>
          <Segments
            small
            label={scatter.scale}
            value={kind}
            options={[
              { value: "log", label: scatter.log },
              { value: "linear", label: scatter.linear },
            ]}
            onChoose={(value) => route.patch({ scale: value === "log" ? null : value }, true)}
          />
        </>
      }
    >
      <div class="scatter" data-dots={all} data-dense={counts.dense}>
        <canvas ref={canvas} class="scatter-canvas" />
        {painter === null ? null : (
          <ScatterPointer
            painter={painter}
            ring={ring}
            was={was}
            label={scatter.label(
              scatter.dots(formatCount(all)),
              scatter.failedCount(formatCount(counts.failed)),
            )}
            onFreeze={(value) => {
              frozen.current = value;
            }}
          />
        )}
        {all === 0 && ring.added === 0 ? <p class="chart-none">{props.notice ?? scatter.empty}</p> : null}
      </div>
    </Card>
  );
}

function countNote(counts: { ok: number; failed: number; dense: boolean }, total: number | null): string {
  const { scatter } = words();
  const all = counts.ok + counts.failed;
  if (total !== null && total > all) {
    return scatter.cut(formatCount(all), formatCount(total));
  }
  const shown = counts.dense ? scatter.density(formatCount(all)) : scatter.dots(formatCount(all));
  return `${shown} · ${scatter.hint}`;
}
