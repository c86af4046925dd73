/** "clock" 12:03, "seconds" 12:03:10, "millis" 12:03:10.123, "full" 2026-11-23 12:03:10.123, "day" 11-23 12:03. */
export type TimeStyle = "clock" | "seconds" | "millis" | "full" | "day";

/** One formatter per zone: making one costs about 50 µs, a table of 50 rows asks 100 times. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** A moment in the site's zone, always 24 hours, the same in both languages. "–" when not known. */
export function formatTime(ms: number | null | undefined, zone: string, style: TimeStyle): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms) || ms <= 0) {
    return "–";
  }
  const part: Record<string, string> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(ms)) {
    part[type] = value;
  }
  const clock = `${part["hour"]}:${part["minute"]}`;
  const seconds = `${clock}:${part["second"]}`;
  const millis = `${seconds}.${String(Math.floor(ms) % 1000).padStart(3, "0")}`;
  switch (style) {
    case "clock":
      return clock;
    case "seconds":
      return seconds;
    case "millis":
      return millis;
    case "day":
      return `${part["month"]}-${part["day"]} ${clock}`;
    case "full":
      return `${part["year"]}-${part["month"]}-${part["day"]} ${millis}`;
  }
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-CA", {
      ...(zone === "" ? {} : { timeZone: zone }),
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}
