/**
 * The site's calendar: wall clock ⇄ instant in one IANA zone, whole days back at the same wall clock, and how instants are
 * written. A wall clock time that a summer-time change skips is moved forward by the gap; one that happens twice is the first.
 */
import type { Language } from "./answer.ts";

/** Wall clock of the site. Month 1..12. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export class SiteTime {
  readonly zone: string;
  readonly #parts: Intl.DateTimeFormat;

  constructor(zone: string) {
    this.zone = zone;
    this.#parts = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  }

  wallClock(ms: number): WallClock {
    const parts = new Map(this.#parts.formatToParts(ms).map((part) => [part.type, Number(part.value)]));
    const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return {
      year: of("year"),
      month: of("month"),
      day: of("day"),
      hour: of("hour"),
      minute: of("minute"),
      second: of("second"),
    };
  }

  /** Fields out of range carry over: day 0 is the last day of the month before. */
  instant(wall: WallClock): number {
    const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
    const before = this.#offset(asUtc - DAY_MS);
    const after = this.#offset(asUtc + DAY_MS);
    const first = asUtc - before;
    if (this.#offset(first) === before) {
      return first;
    }
    const second = asUtc - after;
    // Neither reading holds in the gap of a summer-time change: the old offset moves it forward by the gap.
    return this.#offset(second) === after ? second : first;
  }

  startOfDay(ms: number): number {
    const wall = this.wallClock(ms);
    return this.instant({ ...wall, hour: 0, minute: 0, second: 0 });
  }

  /** The same wall clock that many days before; milliseconds are kept. */
  daysBack(ms: number, days: number): number {
    const wall = this.wallClock(ms);
    const subSecond = ms - Math.floor(ms / 1000) * 1000;
    return this.instant({ ...wall, day: wall.day - days }) + subSecond;
  }

  /** "10:02:34", for things that follow each other closely. */
  momentToSecond(ms: number, today: number, language: Language): string {
    return `${this.moment(ms, today, language)}:${two(this.wallClock(ms).second)}`;
  }

  /** "10:02", with the day in front when it is not the day of `today`. */
  moment(ms: number, today: number, language: Language): string {
    const wall = this.wallClock(ms);
    const clock = `${two(wall.hour)}:${two(wall.minute)}`;
    const now = this.wallClock(today);
    if (wall.day === now.day && wall.month === now.month && wall.year === now.year) {
      return clock;
    }
    const year = wall.year === now.year ? "" : language === "ko" ? `${wall.year}년 ` : ` ${wall.year}`;
    return language === "ko"
      ? `${year}${wall.month}월 ${wall.day}일 ${clock}`
      : `${wall.day} ${MONTHS[wall.month - 1]}${year} ${clock}`;
  }

  /** "09:25~10:25", "11월 22일 09:25~10:25". */
  window(fromMs: number, toMs: number, today: number, language: Language): string {
    const from = this.moment(fromMs, today, language);
    const sameDay = this.startOfDay(fromMs) === this.startOfDay(toMs - 1);
    const wall = this.wallClock(toMs);
    const to = sameDay ? `${two(wall.hour)}:${two(wall.minute)}` : this.moment(toMs, today, language);
    return language === "ko" ? `${from}~${to}` : `${from}–${to}`;
  }

  #offset(ms: number): number {
    const wall = this.wallClock(ms);
    const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
    return asUtc - Math.floor(ms / 1000) * 1000;
  }
}

const DAY_MS = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (value: number): string => String(value).padStart(2, "0");
