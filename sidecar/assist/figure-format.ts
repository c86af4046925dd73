/**
 * Numbers as an operator reads them, in Korean or English: always with the unit, never more digits than are known.
 * One object per language; every method returns exactly what may stand in a text, and the guard parses it back.
 */
import type { Language } from "./answer.ts";

export class FigureFormat {
  readonly language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  /** Whole things: exact up to 99,999; from there three digits with 만 or 억 (three digits and zeros in English). */
  whole(value: number): string {
    const rounded = Math.round(value);
    if (Math.abs(rounded) < 100_000) {
      return grouped(rounded, 0);
    }
    const three = Number(rounded.toPrecision(3));
    if (this.language === "en") {
      return grouped(three, 0);
    }
    const [unit, name] = Math.abs(three) >= 1e8 ? [1e8, "억"] : [1e4, "만"];
    const scaled = three / unit;
    return `${grouped(scaled, decimalsFor(scaled))}${name}`;
  }

  users(value: number): string {
    return this.language === "ko" ? this.#ko(this.whole(value), "명") : plural(this.whole(value), "user");
  }

  /** A number with a counter: count(3, "건", "request"). */
  count(value: number, counter: string, noun: string): string {
    return this.language === "ko" ? this.#ko(this.whole(value), counter) : plural(this.whole(value), noun);
  }

  /** 0..1 → "41.3%". */
  share(value: number): string {
    const percent = value * 100;
    const decimals = Math.abs(percent) < 10 && percent !== 0 ? (Math.abs(percent) < 0.1 ? 2 : 1) : 1;
    return `${trimmed(percent, decimals)}%`;
  }

  /** Relative change without its sign; words carry the direction. Above tenfold as a multiple would mislead less, but stays %. */
  change(ratio: number): string {
    const percent = Math.abs(ratio) * 100;
    return `${trimmed(percent, percent < 100 ? 1 : 0)}%`;
  }

  /** Difference of two shares in percentage points, without its sign. */
  points(difference: number): string {
    return `${trimmed(Math.abs(difference) * 100, 1)}%p`;
  }

  perSecond(value: number): string {
    const text = grouped(value, value >= 100 ? 0 : value >= 10 ? 1 : 2);
    return this.language === "ko" ? `${text}건/초` : `${text} tx/s`;
  }

  /** Microseconds in, milliseconds or seconds out. */
  latency(us: number): string {
    if (us >= 999_500) {
      const seconds = trimmed(us / 1e6, us >= 1e7 ? 1 : 2);
      return this.language === "ko" ? `${seconds}초` : `${seconds} s`;
    }
    const ms = trimmed(us / 1000, us < 10_000 ? 1 : 0);
    return this.language === "ko" ? `${ms}ms` : `${ms} ms`;
  }

  bytes(value: number): string {
    const units = ["B", "KB", "MB", "GB", "TB"];
    let scaled = value;
    let unit = 0;
    while (scaled >= 1000 && unit < units.length - 1) {
      scaled /= 1024;
      unit += 1;
    }
    const text = trimmed(scaled, scaled < 10 && unit > 0 ? 1 : 0);
    return this.language === "ko" ? `${text}${units[unit]}` : `${text} ${units[unit]}`;
  }

  /** Two largest parts: "3시간 12분", "2 d 3 h". */
  duration(ms: number): string {
    const total = Math.max(0, Math.round(ms / 1000));
    const parts = [
      Math.floor(total / 86_400),
      Math.floor(total / 3600) % 24,
      Math.floor(total / 60) % 60,
      total % 60,
    ];
    const names = this.language === "ko" ? ["일", "시간", "분", "초"] : [" d", " h", " min", " s"];
    const first = parts.findIndex((part) => part > 0);
    if (first === -1) {
      return `0${names[3]}`;
    }
    const shown = [first, first + 1].filter(
      (index) => index < 4 && (index === first || (parts[index] ?? 0) > 0),
    );
    return shown.map((index) => `${parts[index]}${names[index]}`).join(" ");
  }

  #ko(text: string, counter: string): string {
    // 1,204명 but 12.3만 명: a space after a word, none after a digit.
    return /\d$/.test(text) ? `${text}${counter}` : `${text} ${counter}`;
  }
}

function grouped(value: number, decimals: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: 0, maximumFractionDigits: decimals });
}

function trimmed(value: number, decimals: number): string {
  return grouped(Number(value.toFixed(decimals)), decimals).replace(/^-0$/, "0");
}

function decimalsFor(value: number): number {
  const size = Math.abs(value);
  return size >= 100 ? 0 : size >= 10 ? 1 : 2;
}

function plural(text: string, noun: string): string {
  return `${text} ${noun}${text === "1" ? "" : noun.endsWith("s") ? "es" : "s"}`;
}
