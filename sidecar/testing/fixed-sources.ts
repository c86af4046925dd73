/** Reads of an answer with fixed figures, for tests of the words; each part can be replaced. */
import type { AssistSources, SeriesPoint } from "../assist/assist-sources.ts";

export function fixedSources(
  parts: Partial<AssistSources> & { readonly point?: Partial<SeriesPoint> } = {},
): AssistSources {
  const point: Omit<SeriesPoint, "startMs" | "widthMs" | "coveredMs"> = {
    count: 3_690,
    errors: 4,
    p50Us: 12_000,
    p95Us: 81_234,
    p99Us: 400_000,
    users: {
      address: { count: 1_180, error: 0.0081 },
      session: { count: 1_204, error: 0.0081 },
      cookie: { count: 0, error: 0.0081 },
    },
    cpu: 0.413,
    heapUsedBytes: 620e6,
    heapMaxBytes: 1e9,
    ...parts.point,
  };
  return {
    series: async ({ fromMs, toMs, widthMs }) =>
      Array.from({ length: Math.ceil((toMs - fromMs) / widthMs) }, (_, index) => ({
        ...point,
        startMs: fromMs + index * widthMs,
        widthMs,
        coveredMs: widthMs,
      })),
    firstStoredMs: async () => 1_700_000_000_000,
    servers: async () => [server("shop-1"), server("shop-2")],
    endpoints: async () => [
      {
        endpoint: "GET /shop/search",
        count: 240,
        errors: 0,
        p50Us: 210_000,
        p95Us: 812_000,
        totalUs: 5e7,
        sqlShare: 0.73,
      },
      {
        endpoint: "GET /shop/cart",
        count: 812,
        errors: 1,
        p50Us: 4_000,
        p95Us: 21_000,
        totalUs: 4e6,
        sqlShare: 0.2,
      },
    ],
    transactions: async () => [
      {
        id: "0af7651916cd43dd8448eb211c80319cb7ad6b7169203331",
        was: "shop-2",
        startMs: 1_763_860_000_000,
        durationUs: 3_120_000,
        status: 200,
        endpoint: "GET /shop/search",
        sqlCount: 2,
        sqlUs: 3_000_000,
      },
    ],
    sessions: async () => ({ sessions: [], total: 0, unheard: [] }),
    grid: async () => ({
      node: "a",
      mode: "pair",
      state: "clustered",
      members: [],
      sessions: 1_240,
      sessionsWithAllCopies: 1_238,
      acknowledged: 48_210,
      acknowledgedDegraded: 3,
      conflicts: 0,
      lagMs: 0,
      events: [],
    }),
    ...parts,
  };
}

function server(was: string): Awaited<ReturnType<AssistSources["servers"]>>[number] {
  return {
    was,
    node: was === "shop-1" ? "a" : "b",
    state: "up",
    lastSeenMs: 0,
    startedMs: 0,
    sessionMode: "clustered",
    tps: 6,
    p95Us: 81_000,
    errorShare: 0.001,
    cpu: 0.4,
    heapUsedAfterGcBytes: 3e8,
    heapMaxBytes: 1e9,
    gcShare: 0.01,
    inFlight: [1, 0, 0, 0],
  };
}
