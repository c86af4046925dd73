/** The sidecar's time of day as a signal that moves once a second; stands still while the tab is hidden. */
import { signal } from "@preact/signals";

const TICK_MS = 1000;
/** Sidecar's clock minus the browser's: a page opened from another desk may be minutes off. */
let skewMs = 0;
const current = signal(Date.now());

function move(): void {
  if (!document.hidden) {
    current.value = Date.now() + skewMs;
  }
}

setInterval(move, TICK_MS);
document.addEventListener("visibilitychange", move);

export const now = {
  /** Subscribes the reader: it is drawn again each second. */
  get ticking(): number {
    return current.value;
  },
  /** The time without subscribing. */
  exact(): number {
    return Date.now() + skewMs;
  },
  setServerTime(ms: number): void {
    skewMs = ms - Date.now();
    move();
  },
};
