/** Draws the scatter on its canvas: grid, axes, layers, pointer line. Does nothing in a frame in which nothing changed. */
import { cssColor } from "../chart/css-color.ts";
import { formatDuration } from "../format/format-duration.ts";
import { timeTicks } from "../format/time-ticks.ts";
import { zoneOffset } from "../format/zone-offset.ts";
import { live } from "../state/live.ts";
import type { TimeWindow } from "../state/range.ts";
import { showTime } from "../state/show-time.ts";
import { DotLayers } from "./dot-layers.ts";
import type { DotRing } from "./dot-ring.ts";
import { type ScaleKind, type ScatterScale, scatterScale } from "./scatter-scale.ts";

/** Room for the axes, in CSS pixels. */
const MARGIN = { left: 54, right: 6, top: 8, bottom: 20 } as const;
const LABEL_PX = 90;

/** Something that happened, and the colour of the theme it is drawn in. */
export interface EventLine {
  readonly atMs: number;
  readonly tone: string;
}

export class ScatterPainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #layers = new DotLayers();
  #ring: DotRing;
  #kind: ScaleKind = "log";
  #scale: ScatterScale = scatterScale("log", 0);
  #was: string | null = null;
  #window: TimeWindow = { fromMs: 0, toMs: 1 };
  #seen = 0;
  #highestUs = 0;
  #dirty = true;
  #pointerMs: number | null = null;
  #events: readonly EventLine[] = [];
  #colors = { dot: "#000000", failed: "#ff0000", line: "#ccc", ink: "#666" };

  constructor(canvas: HTMLCanvasElement, ring: DotRing) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d") as CanvasRenderingContext2D;
    this.#ring = ring;
  }

  get scale(): ScatterScale {
    return this.#scale;
  }

  get window(): TimeWindow {
    return this.#window;
  }

  get counts(): { readonly ok: number; readonly failed: number; readonly dense: boolean } {
    const { ok, failed } = this.#layers.field;
    return { ok, failed, dense: this.#layers.dense };
  }

  /** The rectangle dots are drawn in, CSS pixels of the canvas. */
  get plot(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
    const { clientWidth, clientHeight } = this.#canvas;
    return {
      x: MARGIN.left,
      y: MARGIN.top,
      width: Math.max(1, clientWidth - MARGIN.left - MARGIN.right),
      height: Math.max(1, clientHeight - MARGIN.top - MARGIN.bottom),
    };
  }

  resize(): void {
    const ratio = window.devicePixelRatio || 1;
    this.#canvas.width = Math.round(this.#canvas.clientWidth * ratio);
    this.#canvas.height = Math.round(this.#canvas.clientHeight * ratio);
    this.#layers.resize(Math.round(this.plot.width * ratio), Math.round(this.plot.height * ratio), ratio);
    this.restyle();
  }

  restyle(): void {
    this.#colors = {
      dot: cssColor("dot"),
      failed: cssColor("bad"),
      line: cssColor("line"),
      ink: cssColor("ink-3"),
    };
    this.#layers.paint(this.#colors);
    this.#dirty = true;
  }

  show(options: { readonly ring: DotRing; readonly kind: ScaleKind; readonly was: string | null }): void {
    this.#ring = options.ring;
    this.#kind = options.kind;
    this.#was = options.was;
    this.#dirty = true;
  }

  set pointerMs(value: number | null) {
    if (value !== this.#pointerMs) {
      this.#pointerMs = value;
      this.#compose();
    }
  }

  /** What happened in the range: each is a dashed line, as in the charts. */
  set events(events: readonly EventLine[]) {
    this.#events = events;
    this.#compose();
  }

  /** One frame: the field ends at `toMs`. */
  frame(toMs: number, spanMs: number): void {
    const { width } = this.#layers.field;
    const columnMs = spanMs / width;
    const right = Math.floor(toMs / columnMs);
    const { field } = this.#layers;
    const far = right < field.right || right - field.right >= width;
    const resized = spanMs !== this.#window.toMs - this.#window.fromMs;
    if (!this.#dirty && !far && !resized && right === field.right && this.#ring.added === this.#seen) {
      return;
    }
    this.#window = { fromMs: toMs - spanMs, toMs };
    const was = this.#was === null ? null : this.#ring.wasIndex(this.#was);
    if (this.#raiseTop() || this.#dirty || far || resized) {
      this.#layers.rebuild(this.#ring, right, columnMs, this.#scale, was);
    } else {
      if (right > field.right) {
        this.#layers.advance(right);
      }
      if (this.#layers.append(this.#ring, this.#seen, columnMs, this.#scale, was)) {
        this.#layers.rebuild(this.#ring, right, columnMs, this.#scale, was);
      }
    }
    this.#seen = this.#ring.added;
    this.#dirty = false;
    this.#compose();
  }

  /** Fits the axis to the slowest dot ever seen in this ring; true when its top moved. */
  #raiseTop(): boolean {
    const from = this.#dirty ? this.#ring.oldest : Math.max(this.#seen, this.#ring.oldest);
    let highest = this.#dirty ? 0 : this.#highestUs;
    for (let n = from; n < this.#ring.added; n++) {
      highest = Math.max(highest, this.#ring.durationUs[this.#ring.slot(n)] ?? 0);
    }
    this.#highestUs = highest;
    const next = scatterScale(this.#kind, highest);
    const moved = next.topUs !== this.#scale.topUs || next.kind !== this.#scale.kind;
    this.#scale = next;
    return moved;
  }

  #compose(): void {
    const context = this.#context;
    const ratio = this.#canvas.width / Math.max(1, this.#canvas.clientWidth);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#drawAxes();
    const { x, y } = this.plot;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.#layers.ok, Math.round(x * ratio), Math.round(y * ratio));
    context.drawImage(this.#layers.failed, Math.round(x * ratio), Math.round(y * ratio));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (const { atMs, tone } of this.#events) {
      this.#drawLine(atMs, cssColor(tone), [3, 3]);
    }
    if (this.#pointerMs !== null) {
      this.#drawLine(this.#pointerMs, this.#colors.ink, []);
    }
  }

  #drawAxes(): void {
    const context = this.#context;
    const { x, y, width, height } = this.plot;
    context.font = `11px ${getComputedStyle(document.body).fontFamily}`;
    context.fillStyle = this.#colors.ink;
    context.strokeStyle = this.#colors.line;
    context.lineWidth = 1;
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const us of [0, ...this.#scale.ticksUs]) {
      const at = Math.round(y + (1 - this.#scale.toShare(us)) * height) + 0.5;
      context.beginPath();
      context.moveTo(x, at);
      context.lineTo(x + width, at);
      context.stroke();
      if (us > 0) {
        context.fillText(formatDuration(us).replace(/\.0+(?=\D)/, ""), x - 6, at);
      }
    }
    this.#drawTimes();
  }

  #drawTimes(): void {
    const context = this.#context;
    const { x, y, width, height } = this.plot;
    const offset = zoneOffset(this.#window.toMs, live.meta.peek()?.timeZone ?? "");
    const { stepMs, ticks } = timeTicks(this.#window, Math.max(2, Math.floor(width / LABEL_PX)), offset);
    context.textAlign = "center";
    context.textBaseline = "top";
    for (const tick of ticks) {
      const at = x + ((tick - this.#window.fromMs) / (this.#window.toMs - this.#window.fromMs)) * width;
      const label = showTime(tick, stepMs < 60_000 ? "seconds" : "clock");
      if (at > x + 24 && at < x + width - 20) {
        context.fillText(label, at, y + height + 6);
      }
    }
  }

  #drawLine(atMs: number, color: string, dash: number[]): void {
    const { fromMs, toMs } = this.#window;
    if (atMs < fromMs || atMs > toMs) {
      return;
    }
    const { x, y, width, height } = this.plot;
    const at = Math.round(x + ((atMs - fromMs) / (toMs - fromMs)) * width) + 0.5;
    const context = this.#context;
    context.strokeStyle = color;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(at, y);
    context.lineTo(at, y + height);
    context.stroke();
    context.setLineDash([]);
  }
}
