const UNITS = ["B", "KB", "MB", "GB", "TB"] as const;

/** Bytes in binary steps with at most three digits: "512 B", "3.4 KB", "1.2 GB". "–" when not known. */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined || !Number.isFinite(bytes)) {
    return "–";
  }
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const shown = unit === 0 || value >= 9.95 ? String(Math.round(value)) : value.toFixed(1);
  return `${shown}\u00a0${UNITS[unit]}`;
}
