/**
 * Sessions an operator should look at: old ones, idle ones, and several of one address or one user. Ages by the given
 * instant; a session made "in the future" by a skewed clock has age 0. Lists are sorted, most notable first.
 */

export interface SessionInput {
  readonly key: string;
  readonly user: string;
  readonly address: string;
  readonly createdMs: number;
  readonly lastAccessMs: number;
  readonly writes: number;
}

export interface AgedSession<T extends SessionInput> {
  readonly session: T;
  readonly ageMs: number;
  readonly idleMs: number;
  /** Saved changes an hour, since it was made; null in its first minute, when a rate means nothing. */
  readonly writesPerHour: number | null;
  /** Its rate is far above the others'. */
  readonly busy: boolean;
}

export interface SessionGroup {
  readonly name: string;
  readonly count: number;
  readonly keys: readonly string[];
}

export interface LongSessions<T extends SessionInput> {
  /** Older than the threshold, oldest first. */
  readonly long: readonly AgedSession<T>[];
  /** Long ones that have also been idle for at least half the threshold. */
  readonly idle: readonly AgedSession<T>[];
  /** All of them, oldest first. */
  readonly all: readonly AgedSession<T>[];
  /** Addresses with several sessions, and users with several; most first. */
  readonly byAddress: readonly SessionGroup[];
  readonly byUser: readonly SessionGroup[];
}

/** Sessions from one address that make it notable: below this it is a household or an office printer. */
const ADDRESS_MIN = 3;
const USER_MIN = 2;
const RATE_AGE_MIN_MS = 60_000;
/** Times the median rate that is busy, and the least number of sessions a median needs. */
const BUSY_TIMES = 10;
const BUSY_SESSIONS_MIN = 5;

export function findLongSessions<T extends SessionInput>(
  sessions: readonly T[],
  nowMs: number,
  thresholdMs: number,
): LongSessions<T> {
  const rates = sessions.map((session) => rate(session, nowMs)).filter((value) => value !== null);
  const median = [...rates].sort((left, right) => left - right)[rates.length >> 1] ?? 0;
  const all = sessions
    .map((session) => {
      const writesPerHour = rate(session, nowMs);
      return {
        session,
        ageMs: Math.max(0, nowMs - session.createdMs),
        idleMs: Math.max(0, nowMs - session.lastAccessMs),
        writesPerHour,
        busy:
          rates.length >= BUSY_SESSIONS_MIN &&
          median > 0 &&
          writesPerHour !== null &&
          writesPerHour > BUSY_TIMES * median,
      };
    })
    .sort((left, right) => right.ageMs - left.ageMs);
  const long = all.filter(({ ageMs }) => ageMs >= thresholdMs);
  return {
    all,
    long,
    idle: long.filter(({ idleMs }) => idleMs >= thresholdMs / 2),
    byAddress: groups(sessions, ({ address }) => address, ADDRESS_MIN),
    byUser: groups(sessions, ({ user }) => user, USER_MIN),
  };
}

function rate(session: SessionInput, nowMs: number): number | null {
  const ageMs = nowMs - session.createdMs;
  return ageMs < RATE_AGE_MIN_MS ? null : (session.writes / ageMs) * 3_600_000;
}

function groups<T extends SessionInput>(
  sessions: readonly T[],
  nameOf: (session: T) => string,
  countMin: number,
): SessionGroup[] {
  const found = new Map<string, string[]>();
  for (const session of sessions) {
    const name = nameOf(session);
    const keys = found.get(name);
    if (keys) {
      keys.push(session.key);
    } else if (name !== "") {
      found.set(name, [session.key]);
    }
  }
  return [...found]
    .filter(([, keys]) => keys.length >= countMin)
    .map(([name, keys]) => ({ name, count: keys.length, keys }))
    .sort((left, right) => right.count - left.count || left.name.localeCompare(right.name));
}
