import { Log } from "../base/log.ts";
import { systemClock } from "../base/system-clock.ts";

/** A log for tests: lines go to `lines` when it is given, else nowhere. */
export function quietLog(lines?: string[]): Log {
  return new Log({ clock: systemClock, level: "debug", part: "test", write: (line) => lines?.push(line) });
}
