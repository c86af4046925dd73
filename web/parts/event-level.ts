import type { Level } from "./mark.tsx";

/** How grave an event is, by its kind; kinds not known are plain news. */
export function eventLevel(kind: string): Level {
  if (/dead|gone|lost|down|unreachable/.test(kind)) {
    return "bad";
  }
  if (/degraded|suspect|killed|local|refused|conflict|stale/.test(kind)) {
    return "watch";
  }
  return /alive|attached|clustered|resynced|up|recovered/.test(kind) ? "ok" : "unknown";
}
