import { formatDuration } from "../format/format-duration.ts";
import { showTime } from "../state/show-time.ts";
import type { DotBox } from "./count-dots.ts";

/** A box in words: "12:03:10–12:03:40, 120 ms–1.2 s". */
export function boxWords(box: DotBox): string {
  const times = `${showTime(box.fromMs, "seconds")}–${showTime(box.toMs, "seconds")}`;
  if (box.maxUs >= Number.MAX_SAFE_INTEGER) {
    return box.minUs <= 0 ? times : `${times}, ≥ ${formatDuration(box.minUs)}`;
  }
  return `${times}, ${box.minUs <= 0 ? "0" : formatDuration(box.minUs)}–${formatDuration(box.maxUs)}`;
}
