/** A moment, short on the page and exact on hover. */
import type { TimeStyle } from "../format/format-time.ts";
import { showTime } from "../state/show-time.ts";

export function TimeText({ ms, style = "seconds" }: { readonly ms: number; readonly style?: TimeStyle }) {
  const shown = showTime(ms, style);
  return shown === "–" ? (
    <span>–</span>
  ) : (
    <time dateTime={new Date(ms).toISOString()} title={showTime(ms, "full")}>
      {shown}
    </time>
  );
}
