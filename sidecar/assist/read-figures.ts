/**
 * Reads every figure out of a text in Korean or English: numbers with their unit (1,204명, 12.3만 명, 41.3%, 3시간 12분, 81 ms),
 * clock times, dates and ranges of them. Number words are expected as digits already. What has digits and is none of these
 * is a number without a unit, so that nothing numeric goes unseen.
 */
import { figureUnits, type UnitClass } from "./figure-units.ts";

export interface Figure {
  readonly kind: "number" | "moment" | "range" | "date";
  readonly start: number;
  readonly end: number;
  readonly unit: UnitClass;
  /** In the base unit of its class; 0 for times. */
  readonly value: number;
  /** Size of its last digit, in the same unit: what it can be rounded to. */
  readonly step: number;
  /** For times: "11-22T10:25", "T10:25", "11-22", "T10:25~T11:25". */
  readonly key: string;
  /** Written with ± in front. */
  readonly bound: boolean;
  readonly sign: "+" | "-" | null;
}

export function readFigures(text: string): Figure[] {
  const taken: Figure[] = [];
  let rest = text;
  const take = (figure: Figure): void => {
    taken.push(figure);
    rest = `${rest.slice(0, figure.start)}${"\u0000".repeat(figure.end - figure.start)}${rest.slice(figure.end)}`;
  };
  for (const match of [...text.matchAll(RANGE)]) {
    const from = moment(match.slice(1, 12));
    const to = moment(match.slice(12, 23));
    if (from !== null && to !== null) {
      take(timeFigure("range", match, `${from}~${to}`));
    }
  }
  for (const match of [...rest.matchAll(MOMENT)]) {
    const key = moment(match.slice(1, 12));
    if (key !== null) {
      take(timeFigure("moment", match, key));
    }
  }
  for (const match of [...rest.matchAll(DATE)]) {
    const key = date(match.slice(1, 10));
    if (key !== "") {
      take(timeFigure("date", match, key));
    }
  }
  for (const figure of numbers(rest)) {
    taken.push(figure);
  }
  return joinDurations(
    taken.sort((left, right) => left.start - right.start),
    text,
  );
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
/** Groups: year, month, day (Korean) · day, month, year (English) · year, month, day (ISO). */
const DATE_PART = `(?:(?:(\\d{4})년\\s?)?(\\d{1,2})월\\s?(\\d{1,2})일|(\\d{1,2})\\s(${MONTH})(?:\\s(\\d{4}))?|(?:(\\d{4})-)?(\\d{2})-(\\d{2})(?!\\d))`;
/** Groups: hour, minute. */
const CLOCK_PART =
  "(?<![\\d:])(\\d{1,2}(?::\\d{2})?\\s?[ap]\\.?m\\b\\.?|\\d{1,2}:\\d{2}(?::\\d{2})?|(?:오전|오후)?\\s?\\d{1,2}시(?!간)(?:\\s?\\d{1,2}분)?)(?!\\d|:\\d)";
const MOMENT_PART = `(?:${DATE_PART}[\\s,T]*)?${CLOCK_PART}()`;
const MOMENT = new RegExp(MOMENT_PART, "gi");
const RANGE = new RegExp(`${MOMENT_PART}\\s?(?:~|–|—|-|부터|에서|to|until|and)\\s?${MOMENT_PART}`, "gi");
const DATE = new RegExp(DATE_PART, "gi");

type Groups = readonly (string | undefined)[];

function timeFigure(kind: "moment" | "range" | "date", match: RegExpMatchArray, key: string): Figure {
  const start = match.index ?? 0;
  return {
    kind,
    start,
    end: start + match[0].length,
    unit: "none",
    value: 0,
    step: 0,
    key,
    bound: false,
    sign: null,
  };
}

function moment(groups: Groups): string | null {
  const clock = clockKey(groups[9] ?? "");
  return clock === null ? null : `${date(groups.slice(0, 9))}T${clock}`;
}

function date([koYear, koMonth, koDay, enDay, enMonth, enYear, isoYear, isoMonth, isoDay]: Groups): string {
  const month =
    koMonth ?? isoMonth ?? (enMonth ? String(MONTHS.indexOf(enMonth.slice(0, 3).toLowerCase()) + 1) : "");
  const day = koDay ?? isoDay ?? enDay ?? "";
  const year = koYear ?? enYear ?? isoYear;
  return month === "" ? "" : `${year === undefined ? "" : `${year}-`}${Number(month)}-${Number(day)}`;
}

function clockKey(text: string): string | null {
  const digits = text.match(/\d+/g) ?? [];
  let hour = Number(digits[0] ?? Number.NaN);
  const minute = Number(digits[1] ?? 0);
  const afternoon = /오후|p\.?m/i.test(text);
  if ((afternoon || /오전|a\.?m/i.test(text)) && hour <= 12) {
    hour = (hour % 12) + (afternoon ? 12 : 0);
  }
  if (!(hour <= 24) || minute > 59) {
    return null;
  }
  const clock = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  return digits[2] === undefined ? clock : `${clock}:${digits[2]}`;
}

const MAGNITUDE: Readonly<Record<string, number>> = { 조: 1e12, 억: 1e8, 만: 1e4, 천: 1e3, 백: 100 };
const DIGITS = "\\d[\\d,]*(?:\\.\\d+)?|\\.\\d+";
const NUMBER = new RegExp(
  `(±\\s?|[+\\-−]\\s?)?((?:${DIGITS})(?:\\s?[조억만천백](?![가-힣])|\\s?[조억만천백](?=\\s?(?:\\d|명|건|개|대|배|회|번)))?(?:\\s?\\d[\\d,]*\\s?[만천백]?)*)`,
  "g",
);
const UNIT = figureUnits.map(({ pattern, unit, scale }) => ({
  pattern: new RegExp(`^\\s?(?:${pattern})`, "i"),
  unit,
  scale,
}));

function numbers(text: string): Figure[] {
  const found: Figure[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const start = match.index;
    const whole = match[2] as string;
    const { value, step } = quantity(whole);
    const end = start + match[0].length;
    const after = text.slice(end);
    const unit = UNIT.find(({ pattern }) => pattern.test(after));
    const length = unit ? (unit.pattern.exec(after)?.[0].length ?? 0) : 0;
    const perSecond = unit?.unit === "items" && /초당\s*(?:\S+\s)?(?:약\s*)?$/.test(text.slice(0, start));
    const mark = match[1]?.trim() ?? "";
    found.push({
      kind: "number",
      start,
      end: end + length,
      unit: perSecond ? "rate" : (unit?.unit ?? "none"),
      value: value * (unit?.scale ?? 1),
      step: step * (unit?.scale ?? 1),
      key: "",
      bound: mark === "±",
      // A hyphen glued to a word before it is part of a name, not a sign.
      sign:
        mark === "+"
          ? "+"
          : mark !== "" && mark !== "±" && !/[\p{L}\d~–]$/u.test(text.slice(0, start))
            ? "-"
            : null,
    });
  }
  return found;
}

/** "12.3만" → 123,000 with step 1,000; "3천 5백" → 3,500 with step 100. */
function quantity(text: string): { value: number; step: number } {
  let value = 0;
  let step = 1;
  for (const [, digits, magnitude] of text.matchAll(new RegExp(`(${DIGITS})\\s?([조억만천백])?`, "g"))) {
    const size = MAGNITUDE[magnitude ?? ""] ?? 1;
    const plain = (digits as string).replaceAll(",", "");
    step = size * 10 ** -(plain.split(".")[1]?.length ?? 0);
    value += Number(plain) * size;
  }
  return { value, step };
}

/** "3시간 12분" is one duration; so is "1 h 5 min". */
function joinDurations(figures: readonly Figure[], text: string): Figure[] {
  const joined: Figure[] = [];
  for (const figure of figures) {
    const before = joined.at(-1);
    const together =
      before?.kind === "number" &&
      before.unit === "duration" &&
      figure.unit === "duration" &&
      figure.step < before.step &&
      !figure.bound &&
      /^(?:\s|과|하고|\sand\s)?$/.test(text.slice(before.end, figure.start));
    if (together && before) {
      joined[joined.length - 1] = {
        ...before,
        end: figure.end,
        value: before.value + figure.value,
        step: figure.step,
      };
    } else {
      joined.push(figure);
    }
  }
  return joined;
}
