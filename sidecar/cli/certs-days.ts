import { AppError } from "../base/app-error.ts";

const DAY_MS = 24 * 3_600_000;

/** Clocks of two servers differ: valid from an hour ago. */
const EARLY_MS = 3_600_000;

/** Span of a certificate that is valid for `text` days, or for `fallback` when nothing was said. */
export function certsDays(text: string | undefined, fallback: number): { notBefore: Date; notAfter: Date } {
  const days = text === undefined ? fallback : Number(text);
  if (!(days > 0 && days <= 36_500)) {
    throw new AppError("invalid_argument", `--days "${text}" must be a number of days, up to 36500`);
  }
  const nowMs = Date.now();
  return { notBefore: new Date(nowMs - EARLY_MS), notAfter: new Date(nowMs + days * DAY_MS) };
}
