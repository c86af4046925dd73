/**
 * Holds one sentence of a model against the grounds of an answer: every figure must be a figure of a fact (same unit, same
 * value at the precision given, same metric where units are shared, right side of a comparison), every name known, every
 * claim one the template makes. Returns why it must be struck, or null. When in doubt it strikes: the template stands in.
 */
import type { Language } from "./answer.ts";
import type { Metric } from "./ground-fact.ts";
import type { GroundFigure, Grounds } from "./grounds.ts";
import { maskNames } from "./mask-names.ts";
import { metricBefore } from "./metric-before.ts";
import { numberWords } from "./number-words.ts";
import { type Figure, readFigures } from "./read-figures.ts";
import { sentenceClaims } from "./sentence-claims.ts";

export function checkSentence(sentence: string, grounds: Grounds, language: Language): string | null {
  if (grounds.sentences.has(sentence.replace(/\s+/g, "").toLowerCase())) {
    return null;
  }
  if (!/[.!?]["'”’)]*$/.test(sentence)) {
    return "unfinished";
  }
  const masked = maskNames(sentence, grounds.names);
  const text = numberWords(masked);
  const figures = readFigures(text);
  for (const figure of figures) {
    if (!figureHolds(figure, text, sentence, grounds, language)) {
      return `figure "${text.slice(figure.start, figure.end).trim()}"`;
    }
  }
  const word = unknownWord(masked, sentence, grounds, language);
  if (word !== null) {
    return `name "${word}"`;
  }
  const claims = sentenceClaims(text);
  const claim = claims.find((each) => !claimHolds(each, grounds.claims));
  if (claim !== undefined) {
    return `claim ${claim}`;
  }
  const named = masked.includes("\uE000");
  return figures.length > 0 || named || claims.length > 0 ? null : "no fact in it";
}

/** A direction without a metric holds when the template has it for any. */
function claimHolds(claim: string, allowed: ReadonlySet<string>): boolean {
  if (allowed.has(claim)) {
    return true;
  }
  return claim.endsWith(":any") && [...allowed].some((each) => each.startsWith(claim.slice(0, -3)));
}

/** Units that say by themselves what is measured. */
const TELLING = new Set(["users", "rate", "bytes", "times"]);
/** A normal band may stand only in a sentence that says so. */
const BAND = /평소|normal band|usual/i;
const NEUTRAL = new Set(["window", "scope"]);

function figureHolds(
  figure: Figure,
  text: string,
  sentence: string,
  grounds: Grounds,
  language: Language,
): boolean {
  const known = grounds.figures;
  const equal = known.filter((ground) => sameFigure(figure, ground.figure));
  if (equal.length === 0 || figure.kind !== "number") {
    return equal.length > 0;
  }
  const metric = figure.bound || TELLING.has(figure.unit) ? null : metricOf(figure, text, language);
  const side = sideOf(figure, text, language);
  const sides = known.some((ground) => ground.side === "then");
  const about = known.filter(({ subject }) => subject !== null && sentence.includes(subject));
  const subjectHasUnit = about.some((ground) => ground.figure.unit === figure.unit);
  const named = grounds.names.filter((name) => sentence.includes(name));
  return equal.some(
    (ground) =>
      // What is measured of all must not be said of one.
      (named.length === 0 ||
        NEUTRAL.has(ground.metric) ||
        ground.metric === "threshold" ||
        ground.names.some((name) => named.includes(name))) &&
      (metric === null ||
        NEUTRAL.has(ground.metric) ||
        ground.metric === metric ||
        isThreshold(ground, figure, text)) &&
      (ground.metric !== "threshold" || isThreshold(ground, figure, text)) &&
      (ground.metric !== "users-peak" || /최고|peak|highest/i.test(text.slice(0, figure.start))) &&
      (ground.side !== "band" || BAND.test(text)) &&
      (ground.subject === null ? !subjectHasUnit : about.some(({ subject }) => subject === ground.subject)) &&
      (!sides ||
        ground.side === "any" ||
        ground.side === "change" ||
        ground.side === "band" ||
        ground.side === side) &&
      (figure.sign === null || ground.direction === (figure.sign === "+" ? "up" : "down")),
  );
}

function isThreshold({ metric }: GroundFigure, figure: Figure, text: string): boolean {
  return (
    metric === "threshold" &&
    (/^\s?(?:이상|넘|초과|or more)/.test(text.slice(figure.end)) ||
      /(?:more than|over|at least)\s?$/.test(text.slice(0, figure.start)))
  );
}

/** English counts are mostly followed by their noun; everything else has it in front. */
function metricOf(figure: Figure, text: string, language: Language): Metric | null {
  if (language === "en" && COUNTS.has(figure.unit) && figure.unit !== "none") {
    const noun = text.slice(figure.start, figure.end);
    return metricBefore(noun, noun.length) ?? metricBefore(text, figure.start);
  }
  return metricBefore(text, figure.start);
}

const COUNTS = new Set(["users", "servers", "sessions", "items"]);

function sameFigure(said: Figure, fact: Figure): boolean {
  if (said.kind !== "number" || fact.kind !== "number") {
    return sameTime(said, fact);
  }
  const sameUnit = said.unit === fact.unit || (said.unit === "none" && COUNTS.has(fact.unit));
  if (!sameUnit || said.bound !== fact.bound) {
    return false;
  }
  const tolerance = 1e-9 * Math.max(1, Math.abs(fact.value));
  if (Math.abs(said.value - fact.value) <= tolerance) {
    // 1,204 cannot be said as 1,204.00: those digits are not known.
    return said.step >= fact.step - tolerance;
  }
  // Coarser is true, too, as long as it is not rounded to nothing; whole things are never rounded.
  const rounded = Math.round(fact.value / said.step) * said.step;
  return (
    !COUNTS.has(fact.unit) &&
    said.step > fact.step &&
    said.value > 0 &&
    Math.abs(rounded - said.value) <= tolerance
  );
}

/** A time may leave out the year or the day; a range must be known whole, and its ends are not moments by themselves. */
function sameTime(said: Figure, fact: Figure): boolean {
  if (said.kind === "date") {
    return (
      fact.kind !== "number" && fact.key.split("~").some((part) => ends(part.split("T")[0] ?? "", said.key))
    );
  }
  if (said.kind !== fact.kind) {
    return false;
  }
  const ours = said.key.split("~");
  return fact.key.split("~").every((part, index) => ends(part, ours[index] ?? ""));
}

/** "2026-11-22T10:25" may be said "11-22T10:25" or "T10:25". */
function ends(whole: string, said: string): boolean {
  return (
    whole === said ||
    // 11:20 is true of 11:20:34.
    (said.includes("T") && whole.startsWith(`${said}:`)) ||
    (said !== "" &&
      whole.endsWith(said) &&
      /^(?:T|\d{1,2}-\d{1,2})/.test(said) &&
      !/\d$/.test(whole.slice(0, -said.length)))
  );
}

const THEN =
  /어제|그제|그저께|지난\s?주|저번\s?주|전\s?주|\d일 전|그때|당시|yesterday|last week|\d days? ago|earlier|previous/giu;
const NOW = /지금|현재|오늘|이번|now\b|current|today/giu;

/**
 * Which side of a comparison a figure is on. Korean names the day before the figure; English mostly behind it, before the
 * next figure.
 */
function sideOf(figure: Figure, text: string, language: Language): "now" | "then" {
  if (language === "en") {
    const behind =
      text
        .slice(figure.end)
        .replace(/^\s*\([^)]*\)/, "")
        .split(/\d|[,;]/)[0] ?? "";
    const first = firstSide(behind);
    if (first !== null) {
      return first;
    }
  }
  const before = text.slice(0, figure.start);
  const lastThen = lastIndex(before, THEN);
  const lastNow = lastIndex(before, NOW);
  return lastThen > lastNow ? "then" : "now";
}

function firstSide(text: string): "now" | "then" | null {
  const then = text.search(new RegExp(THEN.source, "iu"));
  const now = text.search(new RegExp(NOW.source, "iu"));
  if (then === -1 && now === -1) {
    return null;
  }
  return then !== -1 && (now === -1 || then < now) ? "then" : "now";
}

function lastIndex(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1;
}

/** Scripts no answer is written in, and Latin words that nothing of the answer holds. */
function unknownWord(
  masked: string,
  sentence: string,
  { words }: Grounds,
  language: Language,
): string | null {
  const foreign =
    /[^\p{Script=Hangul}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}\uE000\uE001]+/u.exec(masked);
  if (foreign) {
    return foreign[0];
  }
  if (language === "en" && /\p{Script=Hangul}/u.test(masked)) {
    return "한글";
  }
  const quantile = [...sentence.matchAll(/\bp\d{2,3}(?!\d)/gi)].find(
    ([name]) => !words.has(name.toLowerCase()),
  );
  if (quantile) {
    return quantile[0];
  }
  for (const match of masked.matchAll(/[A-Za-z][A-Za-z\d_./-]*/g)) {
    const word = match[0].replace(/[.\-/]+$/, "");
    const identifier = /[\d_./]|[a-z][A-Z]|^[A-Z]{2,}$/.test(word);
    const proper = /^[A-Z]/.test(word) && match.index > 0;
    if (
      (language === "ko" || identifier || proper) &&
      !words.has(word.toLowerCase()) &&
      !UNIT_WORDS.test(word)
    ) {
      return word;
    }
  }
  return null;
}

const UNIT_WORDS = /^(?:ms|us|s|h|min|d|kb|mb|gb|tb|tx\/s|pp)$/i;
