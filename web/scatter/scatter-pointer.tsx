/** Pointer and keyboard of the scatter: the box one drags, the dot one is on, and where both lead. */
import { useRef, useState } from "preact/hooks";
import { hoverTime } from "../chart/hover-time.ts";
import { formatCount } from "../format/format-count.ts";
import { formatDuration } from "../format/format-duration.ts";
import { route } from "../state/route.ts";
import { showTime } from "../state/show-time.ts";
import { words } from "../state/words.ts";
import { boxDots } from "./box-dots.ts";
import { boxMath, type PlotBox } from "./box-math.ts";
import { boxWords } from "./box-words.ts";
import { countDots } from "./count-dots.ts";
import type { Dot, DotRing } from "./dot-ring.ts";
import { nearestDot } from "./nearest-dot.ts";
import type { ScatterPainter } from "./scatter-painter.ts";

interface ScatterPointerProps {
  readonly painter: ScatterPainter;
  readonly ring: DotRing;
  readonly was: string | null;
  readonly label: string;
  /** The plot stands still while a box is drawn on it. */
  readonly onFreeze: (frozen: boolean) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A press that moved less than this is a click. */
const DRAG_PX = 4;
const TIP_WIDTH_PX = 260;

export function ScatterPointer({ painter, ring, was, label, onFreeze }: ScatterPointerProps) {
  const { scatter } = words();
  const [box, setBox] = useState<PlotBox | null>(null);
  const [hover, setHover] = useState<{ readonly dot: Dot; readonly at: Point } | null>(null);
  const start = useRef<Point | null>(null);
  const { plot } = painter;

  const point = (event: PointerEvent): Point => {
    const rect = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return { x: event.clientX - rect.left, y: event.clientY - rect.top };
  };
  const share = (at: Point): Point => ({ x: at.x / plot.width, y: at.y / plot.height });
  const dotAt = (at: Point): Dot | null =>
    nearestDot(ring, { window: painter.window, scale: painter.scale, plot, x: at.x, y: at.y, was });
  const cancel = (): void => {
    start.current = null;
    setBox(null);
    onFreeze(false);
  };
  const open = (chosen: PlotBox): void => {
    const dots = boxDots(chosen, painter.window, painter.scale);
    cancel();
    route.go("transactions", null, {
      sf: String(dots.fromMs),
      st: String(dots.toMs),
      min: dots.minUs > 0 ? String(dots.minUs) : null,
      max: dots.maxUs < Number.MAX_SAFE_INTEGER ? String(dots.maxUs) : null,
    });
  };

  const onMove = (event: PointerEvent): void => {
    const at = point(event);
    const { fromMs, toMs } = painter.window;
    hoverTime.value = fromMs + share(at).x * (toMs - fromMs);
    if (start.current) {
      setBox(boxMath.between(share(start.current), share(at)));
      return;
    }
    const dot = dotAt(at);
    setHover(dot ? { dot, at } : null);
  };
  const onUp = (event: PointerEvent): void => {
    const from = start.current;
    const at = point(event);
    if (!from) {
      return;
    }
    if (Math.hypot(at.x - from.x, at.y - from.y) >= DRAG_PX) {
      open(boxMath.between(share(from), share(at)));
      return;
    }
    cancel();
    const dot = dotAt(at);
    if (dot && dot.id !== "") {
      route.go("transactions", dot.id);
    }
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      cancel();
    } else if (event.key === "Enter" && box) {
      open(box);
    } else if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      onFreeze(true);
      setBox(boxMath.afterKey(box, event.key, event.shiftKey));
    }
  };

  return (
    <div
      class={hover ? "scatter-plot on-dot" : "scatter-plot"}
      style={{
        left: `${plot.x}px`,
        top: `${plot.y}px`,
        width: `${plot.width}px`,
        height: `${plot.height}px`,
      }}
      role="application"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard makes the box here.
      tabIndex={0}
      onPointerDown={(event) => {
        if (event.button === 0) {
          (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
          start.current = point(event);
          setHover(null);
          onFreeze(true);
        }
      }}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={cancel}
      onPointerLeave={() => {
        hoverTime.value = null;
        setHover(null);
      }}
      onKeyDown={onKey}
      onBlur={() => {
        if (!start.current && box) {
          cancel();
        }
      }}
    >
      {box ? <BoxMark box={box} painter={painter} ring={ring} was={was} /> : null}
      {hover ? <DotTip dot={hover.dot} at={hover.at} plotWidth={plot.width} /> : null}
      <span class="scatter-keys">{scatter.keys}</span>
    </div>
  );
}

function BoxMark(props: { readonly box: PlotBox } & Pick<ScatterPointerProps, "painter" | "ring" | "was">) {
  const { scatter } = words();
  const { box, painter } = props;
  const dots = boxDots(box, painter.window, painter.scale);
  const { all, failed } = countDots(props.ring, dots, props.was);
  const text = scatter.selected(boxWords(dots), formatCount(all));
  const below = box.y0 < 0.15;
  return (
    <div
      class="scatter-box"
      style={{
        left: `${box.x0 * 100}%`,
        top: `${box.y0 * 100}%`,
        width: `${(box.x1 - box.x0) * 100}%`,
        height: `${(box.y1 - box.y0) * 100}%`,
      }}
    >
      <span
        class={`scatter-box-text${below ? " below" : ""}${box.x0 > 0.6 ? " right" : ""}`}
        aria-live="polite"
      >
        {text}
        {failed > 0 ? <b> · {scatter.failedCount(formatCount(failed))}</b> : null}
      </span>
    </div>
  );
}

function DotTip({
  dot,
  at,
  plotWidth,
}: {
  readonly dot: Dot;
  readonly at: Point;
  readonly plotWidth: number;
}) {
  const left = at.x + TIP_WIDTH_PX + 14 > plotWidth ? at.x - TIP_WIDTH_PX - 12 : at.x + 12;
  return (
    <div
      class={dot.failed ? "scatter-tip failed" : "scatter-tip"}
      style={{ left: `${left}px`, top: `${at.y + 12}px` }}
    >
      <strong>
        {formatDuration(dot.durationUs)} · {dot.status || "–"}
      </strong>
      <span>{dot.endpoint}</span>
      <span class="note">
        {showTime(dot.startMs, "millis")} · {dot.was}
      </span>
    </div>
  );
}
