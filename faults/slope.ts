/** One reading of a process' memory. */
export interface Reading {
  readonly atMs: number;
  readonly pid: number;
  readonly bytes: number;
}

/** A process younger than this is still warming up; its growth says nothing. */
const WARM_MS = 60_000;
const READINGS_MIN = 5;

/**
 * Growth in bytes an hour by least squares, over the longest life among these readings without its first minute; null when no
 * process lived long enough to say.
 */
export function slope(readings: readonly Reading[]): number | null {
  const lives = new Map<number, Reading[]>();
  for (const each of readings) lives.set(each.pid, [...(lives.get(each.pid) ?? []), each]);
  const [longest] = [...lives.values()].sort((a, b) => span(b) - span(a));
  const first = longest?.[0];
  if (longest === undefined || first === undefined) return null;
  const warm = longest.filter(({ atMs }) => atMs - first.atMs >= WARM_MS);
  if (warm.length < READINGS_MIN) return null;
  const mean = (of: (each: Reading) => number): number =>
    warm.reduce((sum, each) => sum + of(each), 0) / warm.length;
  const [at, bytes] = [mean(({ atMs }) => atMs), mean((each) => each.bytes)];
  const over = warm.reduce((sum, each) => sum + (each.atMs - at) * (each.bytes - bytes), 0);
  const under = warm.reduce((sum, each) => sum + (each.atMs - at) ** 2, 0);
  return under === 0 ? null : Math.round((over / under) * 3_600_000);
}

function span(readings: readonly Reading[]): number {
  return (readings.at(-1)?.atMs ?? 0) - (readings[0]?.atMs ?? 0);
}
