/**
 * What the users saw, counted: writes, losses, waits around each kill. It decides nothing; verdict.ts does. Times are
 * milliseconds of performance.now().
 */

export type KillKind = "was" | "sidecar" | "host";

/** One kill and the longest wait of any user around it. */
export interface Kill {
  readonly kind: KillKind;
  readonly atMs: number;
  gapMs: number;
  /** What that user had asked for, and when after the kill. */
  gapOf: string;
}

/** A request still open at the kill, or begun within this time after it, counts towards its gap. */
const GAP_WINDOW_MS = 8000;
/** A connection that broke within this time of a kill was cut by it. */
const CUT_WINDOW_MS = 5000;
/** The first problems tell what happened; a broken server makes thousands. */
const PROBLEMS_MAX = 40;

export class Tally {
  sessions = 0;
  requests = 0;
  acknowledgedWrites = 0;
  unknownWrites = 0;
  lostWrites = 0;
  lostSessions = 0;
  wrongReads = 0;
  /** Wrong reads that a later read put right: the write was there, but not yet seen. */
  staleReads = 0;
  cookieChanges = 0;
  errorsSeenByUser = 0;
  cutRequests = 0;
  formLogins = 0;
  idChangesAtLogin = 0;
  endedSessions = 0;
  inPlaceCartItems = 0;
  directReads = 0;
  /** Cart pages whose table was compared line by line. */
  cartTables = 0;
  readonly answeredBy = new Map<string, number>();
  readonly kills: Kill[] = [];
  readonly problems: string[] = [];
  readonly #startedAt = performance.now();

  killed(kind: KillKind): Kill {
    const kill: Kill = { kind, atMs: performance.now(), gapMs: 0, gapOf: "" };
    this.kills.push(kill);
    return kill;
  }

  isCutByKill(atMs: number): boolean {
    return this.kills.some((kill) => atMs >= kill.atMs - 50 && atMs <= kill.atMs + CUT_WINDOW_MS);
  }

  /** A user waited from one moment to the other for a good answer. */
  waited(fromMs: number, toMs: number, what = ""): void {
    for (const kill of this.kills) {
      const touches = toMs >= kill.atMs && fromMs <= kill.atMs + GAP_WINDOW_MS;
      const gapMs = Math.round(toMs - fromMs);
      if (!touches || gapMs <= kill.gapMs) continue;
      kill.gapMs = gapMs;
      kill.gapOf = `${what} asked ${Math.round(fromMs - kill.atMs)} ms after it`;
    }
  }

  /** Null when nothing of that kind was killed. */
  gapMs(kind: KillKind): number | null {
    const gaps = this.kills.filter((kill) => kill.kind === kind).map((kill) => kill.gapMs);
    return gaps.length === 0 ? null : Math.max(...gaps);
  }

  problem(text: string): void {
    if (this.problems.length >= PROBLEMS_MAX) return;
    const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(1);
    this.problems.push(`${seconds} s: ${text}`);
  }

  error(text: string): void {
    this.errorsSeenByUser++;
    this.problem(`error: ${text}`);
  }
}
