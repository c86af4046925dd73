import { formatTime, type TimeStyle } from "../format/format-time.ts";
import { live } from "./live.ts";

/** A moment in the site's zone as the sidecar states it; the browser's zone until it is known. */
export function showTime(ms: number | null | undefined, style: TimeStyle): string {
  return formatTime(ms, live.meta.value?.timeZone ?? "", style);
}
