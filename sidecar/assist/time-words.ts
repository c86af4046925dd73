/**
 * What a question says about time, read from its normalised text: a width ("최근 10분"), a day ("오늘"), how many days back
 * ("어제", "지난주", "3일 전"), whether the same clock time is meant, and whether the range on the screen is. Nothing is
 * resolved here: instants come later, in the site's zone.
 */

export interface TimeWords {
  /** "최근 10분", "last hour"; null when no width is said. */
  readonly widthMs: number | null;
  /** "오늘", "today". */
  readonly today: boolean;
  /** 어제 1, 그저께 2, 지난주 7, "3일 전" 3; null when no earlier day is said. */
  readonly daysBack: number | null;
  /** "같은 시간대", "이맘때", "this time". */
  readonly sameTime: boolean;
  /** "이 구간", "화면", "this range". */
  readonly screen: boolean;
  /** "방금", "just now". */
  readonly justNow: boolean;
  /** Months, quarters and years: understood, but not kept that long. */
  readonly tooLong: boolean;
}

const MINUTE_MS = 60_000;
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:초|s|sec|secs|seconds?)$/, 1000],
  [/^(?:분|m|min|mins|minutes?)$/, MINUTE_MS],
  [/^(?:시간|h|hr|hrs|hours?)$/, 60 * MINUTE_MS],
  [/^(?:일|days?)$/, 1440 * MINUTE_MS],
];
const UNIT = "시간|분|초|일|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|min|sec|h|m|s";

/** Words that make a duration the width of the window: before it, or behind it. */
const recent = new RegExp(
  `(?:최근|지난|직전|방금|요\\s?최근|last|past|recent|previous)\\s?(?:the\\s)?(\\d+(?:\\.\\d+)?)\\s?(${UNIT})(?![a-z])`,
);
const during = new RegExp(
  `(\\d+(?:\\.\\d+)?)\\s?(${UNIT})\\s?(?:동안|간\\s|사이|전부터|이내|안에|within|of data)`,
);
const bareLast = /(?:last|past)\s(hour|minute|day)\b/;
const daysAgo = /(\d+)\s?(?:일|days?)\s?(?:전|ago|earlier|before)/;
const weeksAgo = /(\d+)\s?(?:주일?|weeks?)\s?(?:전|ago|earlier|before)/;

export function timeWords(text: string): TimeWords {
  return {
    widthMs: width(text),
    today: /오늘|금일|today/.test(text),
    daysBack: daysBack(text),
    sameTime:
      /같은\s?시[간각]|동\s?시간대?에?|이\s?시[간각]|이맘때|요맘때|시간대|(?:same|this)\s(?:time|hour)|같은\s?때|그\s?시간/.test(
        text,
      ) && !/동시접속\s?시간/.test(text),
    screen: /이\s?구간|화면|선택한|지금\s?보는|보이는|this range|selected|on screen|this window/.test(text),
    justNow: /방금|막\s|조금\s?전|좀\s?전|just\s(?:now|happened)|a moment ago|아까/.test(text),
    tooLong:
      /지난\s?달|이번\s?달|저번\s?달|전월|분기|작년|올해|\d+\s?(?:개월|달|년)|last\s(?:month|quarter|year)|this\s(?:month|quarter|year)/.test(
        text,
      ),
  };
}

function width(text: string): number | null {
  const match = recent.exec(text) ?? during.exec(text);
  if (match) {
    return unitMs(match[2] as string) * Number(match[1]);
  }
  const bare = bareLast.exec(text);
  return bare ? unitMs(bare[1] as string) : null;
}

function unitMs(unit: string): number {
  return UNITS.find(([pattern]) => pattern.test(unit))?.[1] ?? MINUTE_MS;
}

function daysBack(text: string): number | null {
  const weeks = weeksAgo.exec(text);
  if (weeks) {
    return Number(weeks[1]) * 7;
  }
  const days = daysAgo.exec(text);
  if (days) {
    return Number(days[1]);
  }
  if (/그저께|그제|엊그제|day before yesterday/.test(text)) {
    return 2;
  }
  if (
    /지난\s?주|저번\s?주|전\s?주(?!\s?문)|일주일\s?전|1주일?\s?전|last\sweek|week\s(?:ago|earlier|before)|previous week/.test(
      text,
    )
  ) {
    return 7;
  }
  return /어제|어저께|전일|전날|하루\s?전|yesterday|the day before|a day (?:ago|earlier)/.test(text)
    ? 1
    : null;
}
