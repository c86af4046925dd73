/**
 * Units as they follow a number in Korean or English text, each with the class it belongs to and its size in that class:
 * durations in milliseconds, bytes in bytes. Two figures can only be equal when they are of one class.
 */
export type UnitClass =
  | "none"
  | "users"
  | "percent"
  | "points"
  | "rate"
  | "duration"
  | "bytes"
  | "servers"
  | "sessions"
  | "items"
  | "times";

export interface FigureUnit {
  readonly pattern: string;
  readonly unit: UnitClass;
  readonly scale: number;
}

/** Adjectives that may stand between an English number and its noun. */
const BETWEEN =
  "(?:(?:concurrent|active|distinct|long|idle|slow|acknowledged|different|open|total|known)\\s)?";

/** Longer forms first: %p before %, 시간 before 시, ms before m. */
export const figureUnits: readonly FigureUnit[] = [
  {
    pattern: "%\\s?p(?![a-z])|%\\s?포인트|퍼센트\\s?포인트|percentage points?|pp(?![a-z])",
    unit: "points",
    scale: 1,
  },
  { pattern: "%|퍼센트|프로(?![가-힣])|percent", unit: "percent", scale: 1 },
  {
    pattern: "건\\s?/\\s?초|tx/s|tps|(?:transactions|requests|tx)?\\s?per second|req/s|/\\s?초|/s(?![a-z])",
    unit: "rate",
    scale: 1,
  },
  { pattern: "밀리\\s?초|milliseconds?|ms(?![a-z])", unit: "duration", scale: 1 },
  { pattern: "마이크로\\s?초|microseconds?|[µμu]s(?![a-z])", unit: "duration", scale: 0.001 },
  { pattern: "시간(?!대)|hours?|hrs?(?![a-z])|h(?![a-z])", unit: "duration", scale: 3_600_000 },
  { pattern: "초|seconds?|secs?(?![a-z])|s(?![a-z])", unit: "duration", scale: 1000 },
  { pattern: "분|minutes?|mins?(?![a-z])", unit: "duration", scale: 60_000 },
  { pattern: "주일|주간?|weeks?", unit: "duration", scale: 604_800_000 },
  { pattern: "일|days?|d(?![a-z])", unit: "duration", scale: 86_400_000 },
  { pattern: "TB|테라(?:바이트)?", unit: "bytes", scale: 1024 ** 4 },
  { pattern: "GB|GiB|기가(?:바이트)?", unit: "bytes", scale: 1024 ** 3 },
  { pattern: "MB|MiB|메가(?:바이트)?", unit: "bytes", scale: 1024 ** 2 },
  { pattern: "KB|KiB|킬로바이트", unit: "bytes", scale: 1024 },
  { pattern: "바이트|bytes?|B(?![a-z])", unit: "bytes", scale: 1 },
  {
    pattern: `명|사람|인(?![가-힣])|${BETWEEN}(?:users?|people|persons?|visitors?)`,
    unit: "users",
    scale: 1,
  },
  { pattern: `대|${BETWEEN}servers?`, unit: "servers", scale: 1 },
  { pattern: `개|${BETWEEN}sessions?`, unit: "sessions", scale: 1 },
  {
    pattern: `건|${BETWEEN}(?:requests?|transactions?|events?|writes?|errors?|failures?|calls?)`,
    unit: "items",
    scale: 1,
  },
  { pattern: "배|times?|×|x(?![a-z])|-?fold", unit: "times", scale: 1 },
  { pattern: "번|회", unit: "items", scale: 1 },
];
