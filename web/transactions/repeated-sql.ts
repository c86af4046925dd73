import type { ApiCall } from "../../sidecar/http/api-types.ts";

/** The same statement run again and again in one transaction. */
export interface RepeatedSql {
  readonly text: string;
  readonly count: number;
  readonly totalUs: number;
}

/** Fewer may be a page that needs them; more is a loop around a query. */
const COUNT_MIN = 5;

/** Statements run at least five times, the costliest first. */
export function repeatedSql(calls: readonly ApiCall[]): RepeatedSql[] {
  const byText = new Map<string, { count: number; totalUs: number }>();
  for (const call of calls) {
    if (call.kind === "jdbc") {
      const held = byText.get(call.text) ?? { count: 0, totalUs: 0 };
      byText.set(call.text, { count: held.count + 1, totalUs: held.totalUs + call.durationUs });
    }
  }
  return [...byText]
    .map(([text, held]) => ({ text, ...held }))
    .filter(({ count }) => count >= COUNT_MIN)
    .sort((a, b) => b.totalUs - a.totalUs);
}
