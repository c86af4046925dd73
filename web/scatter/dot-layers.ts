/**
 * The two pictures of the scatter: successes (dots, or a density map when there are many) and failures, one by one.
 * Drawn incrementally: what is there moves by whole pixels, new dots are added; everything is drawn anew only when
 * the size, scale, range or kind of picture changes.
 */
import { DotField } from "./dot-field.ts";
import { DotRing } from "./dot-ring.ts";
import { packedColor } from "./packed-color.ts";
import type { ScatterScale } from "./scatter-scale.ts";

/** Above this many dots lie over each other and say less than a map; the lower mark keeps it from flickering. */
const DENSE_FROM = 10_000;
const DENSE_UNTIL = 8_000;
const DOT_ALPHA = 0.6;

export interface LayerStyle {
  readonly dot: string;
  readonly failed: string;
}

export class DotLayers {
  readonly ok = document.createElement("canvas");
  readonly failed = document.createElement("canvas");
  readonly #okContext = this.ok.getContext("2d") as CanvasRenderingContext2D;
  readonly #failedContext = this.failed.getContext("2d") as CanvasRenderingContext2D;
  #field = new DotField({ width: 1, height: 1, cell: 3 });
  #dotPx = 2;
  #dense = false;
  #style: LayerStyle = { dot: "#000000", failed: "#ff0000" };
  #cross = document.createElement("canvas");

  get field(): DotField {
    return this.#field;
  }

  get dense(): boolean {
    return this.#dense;
  }

  resize(width: number, height: number, ratio: number): void {
    for (const canvas of [this.ok, this.failed]) {
      canvas.width = Math.max(1, width);
      canvas.height = Math.max(1, height);
    }
    this.#dotPx = Math.max(2, Math.round(2 * ratio));
    this.#field = new DotField({ width, height, cell: Math.max(3, Math.round(3 * ratio)) });
    this.#cross = crossOf(this.#style.failed, this.#dotPx);
  }

  paint(style: LayerStyle): void {
    this.#style = style;
    this.#cross = crossOf(style.failed, this.#dotPx);
  }

  /** Draws all dots of the ring that fall into the field which ends at column `right`. */
  rebuild(ring: DotRing, right: number, columnMs: number, scale: ScatterScale, was: number | null): void {
    this.#field.reset(right);
    this.#failedContext.clearRect(0, 0, this.failed.width, this.failed.height);
    for (let n = ring.oldest; n < ring.added; n++) {
      this.#place(ring, n, columnMs, scale, was, false);
    }
    this.#dense = this.#field.ok > (this.#dense ? DENSE_UNTIL : DENSE_FROM);
    this.#picture(ring, columnMs, scale, was);
  }

  /** Moves the pictures so that the field ends at column `right`. */
  advance(right: number): void {
    const shift = right - this.#field.right;
    for (const context of [this.#okContext, this.#failedContext]) {
      context.globalAlpha = 1;
      context.globalCompositeOperation = "copy";
      context.drawImage(context.canvas, -shift, 0);
      context.globalCompositeOperation = "source-over";
    }
    this.#field.advance(right);
  }

  /** Adds dots from number `from` on. True when the kind of picture must change: then rebuild. */
  append(ring: DotRing, from: number, columnMs: number, scale: ScatterScale, was: number | null): boolean {
    for (let n = Math.max(from, ring.oldest); n < ring.added; n++) {
      this.#place(ring, n, columnMs, scale, was, true);
    }
    const { ok } = this.#field;
    return this.#dense ? ok < DENSE_UNTIL : ok > DENSE_FROM;
  }

  #place(
    ring: DotRing,
    n: number,
    columnMs: number,
    scale: ScatterScale,
    was: number | null,
    draw: boolean,
  ): void {
    const slot = ring.slot(n);
    if (was !== null && ring.was[slot] !== was) {
      return;
    }
    // A clock a moment ahead of ours would put a dot into the future: it stands at the edge.
    const column = Math.min(this.#field.right, Math.floor((ring.startMs[slot] ?? 0) / columnMs));
    const row = Math.round((1 - scale.toShare(ring.durationUs[slot] ?? 0)) * (this.#field.height - 1));
    const failed = DotRing.failed(ring.status[slot] ?? 0);
    if (!this.#field.add(column, row, failed)) {
      return;
    }
    const x = column - this.#field.left;
    if (failed) {
      const half = this.#cross.width >> 1;
      this.#failedContext.drawImage(this.#cross, x - half, row - half);
    } else if (draw) {
      this.#drawOk(column, x, row);
    }
  }

  #drawOk(column: number, x: number, row: number): void {
    const context = this.#okContext;
    context.fillStyle = this.#style.dot;
    if (!this.#dense) {
      context.globalAlpha = DOT_ALPHA;
      context.fillRect(x - (this.#dotPx >> 1), row - (this.#dotPx >> 1), this.#dotPx, this.#dotPx);
      return;
    }
    const { cell } = this.#field;
    const cellX = Math.floor(column / cell) * cell - this.#field.left;
    const cellY = Math.floor(row / cell) * cell;
    context.clearRect(cellX, cellY, cell, cell);
    context.globalAlpha = densityAlpha(this.#field.cellCount(column, row));
    context.fillRect(cellX, cellY, cell, cell);
  }

  /** All successes at once, written pixel by pixel: ten times faster than as many rectangles. */
  #picture(ring: DotRing, columnMs: number, scale: ScatterScale, was: number | null): void {
    const { width, height } = this.ok;
    const image = this.#okContext.createImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    const color = packedColor(this.#style.dot);
    if (this.#dense) {
      this.#fillCells(pixels, width, height, color);
    } else {
      this.#fillDots(pixels, color, { ring, columnMs, scale, was });
    }
    this.#okContext.putImageData(image, 0, 0);
  }

  #fillCells(pixels: Uint32Array, width: number, height: number, color: number): void {
    const { left, right, cell } = this.#field;
    for (let column = Math.floor(left / cell) * cell; column <= right; column += cell) {
      for (let row = 0; row < height; row += cell) {
        const count = this.#field.cellCount(column, row);
        if (count > 0) {
          const packed = withAlpha(color, densityAlpha(count));
          fillBox(pixels, { width, height, x: column - left, y: row, size: cell }, () => packed);
        }
      }
    }
  }

  #fillDots(
    pixels: Uint32Array,
    color: number,
    from: { ring: DotRing; columnMs: number; scale: ScatterScale; was: number | null },
  ): void {
    const { ring, columnMs, scale, was } = from;
    const { left, right, width, height } = this.#field;
    const size = this.#dotPx;
    for (let n = ring.oldest; n < ring.added; n++) {
      const slot = ring.slot(n);
      const skip = DotRing.failed(ring.status[slot] ?? 0) || (was !== null && ring.was[slot] !== was);
      const column = Math.min(right, Math.floor((ring.startMs[slot] ?? 0) / columnMs));
      if (skip || column < left) {
        continue;
      }
      const row = Math.round((1 - scale.toShare(ring.durationUs[slot] ?? 0)) * (height - 1));
      const box = { width, height, x: column - left - (size >> 1), y: row - (size >> 1), size };
      fillBox(pixels, box, (old) => withAlpha(color, over((old >>> 24) / 255)));
    }
  }
}

function over(alpha: number): number {
  return alpha + (1 - alpha) * DOT_ALPHA;
}

function densityAlpha(count: number): number {
  return Math.min(0.95, 0.2 + 0.14 * Math.log2(count));
}

function withAlpha(color: number, alpha: number): number {
  return ((color & 0xffffff) | (Math.round(alpha * 255) << 24)) >>> 0;
}

function fillBox(
  pixels: Uint32Array,
  box: { width: number; height: number; x: number; y: number; size: number },
  color: (old: number) => number,
): void {
  const xEnd = Math.min(box.width, box.x + box.size);
  const yEnd = Math.min(box.height, box.y + box.size);
  for (let y = Math.max(0, box.y); y < yEnd; y++) {
    for (let x = Math.max(0, box.x); x < xEnd; x++) {
      const at = y * box.width + x;
      pixels[at] = color(pixels[at] ?? 0);
    }
  }
}

/** A failure's mark: a cross, so that it is told apart without its colour. */
function crossOf(color: string, dotPx: number): HTMLCanvasElement {
  const size = dotPx * 3 + 1;
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.strokeStyle = color;
  context.lineWidth = Math.max(1.6, dotPx * 0.75);
  context.lineCap = "round";
  context.beginPath();
  context.moveTo(1.2, 1.2);
  context.lineTo(size - 1.2, size - 1.2);
  context.moveTo(size - 1.2, 1.2);
  context.lineTo(1.2, size - 1.2);
  context.stroke();
  return canvas;
}
