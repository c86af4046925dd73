/** What "live" shows: the last five minutes, on the scatter and on every chart alike. */
export const liveWindow = { spanMs: 5 * 60_000 } as const;
