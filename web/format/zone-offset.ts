import { formatTime } from "./format-time.ts";

/** Milliseconds the zone is ahead of UTC at that moment; 0 for a moment that is not known. */
export function zoneOffset(ms: number, zone: string): number {
  const local = formatTime(ms, zone, "full");
  if (local === "–") {
    return 0;
  }
  return Date.parse(`${local.replace(" ", "T")}Z`) - Math.floor(ms);
}
