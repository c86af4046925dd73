/** Words for an age, by language; the caller picks the units so that this stays a function of values. */
export interface AgeUnits {
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

/** A time span in its two largest units: "3시간 12분", "12초", "2d 4h". "–" when not known. */
export function formatAge(ms: number | null | undefined, units: AgeUnits): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) {
    return "–";
  }
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), units.day],
    [Math.floor(seconds / 3600) % 24, units.hour],
    [Math.floor(seconds / 60) % 60, units.minute],
    [seconds % 60, units.second],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) {
    return `0${units.second}`;
  }
  return parts
    .slice(first, first + 2)
    .filter(([count], index) => index === 0 || count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join(" ");
}
