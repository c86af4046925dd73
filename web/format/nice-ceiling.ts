/** Smallest of 1, 2, 2.5, 5, 10 × 10ⁿ that is not below the value: the top of an axis. */
export function niceCeiling(value: number): number {
  if (!(value > 0)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  for (const factor of [1, 2, 2.5, 5, 10]) {
    if (value <= factor * power * (1 + 1e-9)) {
      return factor * power;
    }
  }
  return 10 * power;
}
