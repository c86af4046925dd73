/**
 * What a text about an answer may say: every figure of its facts with the metric and side it belongs to, the names, the Latin
 * words, and the claims of the template. Made once per answer from the draft.
 */
import type { GroundFact, Metric, Side } from "./ground-fact.ts";
import { maskNames } from "./mask-names.ts";
import { numberWords } from "./number-words.ts";
import { type Figure, readFigures } from "./read-figures.ts";
import { sentenceClaims } from "./sentence-claims.ts";

export interface GroundFigure {
  readonly figure: Figure;
  readonly factId: string;
  readonly metric: Metric;
  readonly side: Side;
  readonly subject: string | null;
  /** Of its fact: a sentence that names one of these may say the figure. */
  readonly names: readonly string[];
  readonly direction: "up" | "down" | "same" | null;
}

export interface Grounds {
  readonly figures: readonly GroundFigure[];
  /** Longest first. */
  readonly names: readonly string[];
  /** Lower case. */
  readonly words: ReadonlySet<string>;
  readonly claims: ReadonlySet<string>;
  /** Sentences of the template without spaces and case: always allowed. */
  readonly sentences: ReadonlySet<string>;
}

export function grounds(facts: readonly GroundFact[], template: readonly string[]): Grounds {
  const names = [...new Set(facts.flatMap((fact) => fact.names))]
    .filter((name) => name.length > 1 && !isFigure(name))
    .sort((left, right) => right.length - left.length);
  const figures = facts.flatMap((ground) =>
    [ground.fact.shown, ...ground.said].flatMap((text) =>
      readFigures(numberWords(maskNames(text, names))).map((figure) => ({
        figure,
        factId: ground.fact.id,
        metric: ground.metric,
        side: ground.side,
        subject: ground.subject,
        names: ground.names,
        direction: ground.direction,
      })),
    ),
  );
  const spoken = [...template, ...facts.flatMap(({ fact, said }) => [fact.label, fact.shown, ...said])];
  return {
    figures,
    names,
    words: new Set([...spoken, ...names].flatMap(latinWords).concat(GENERAL)),
    claims: new Set(template.flatMap((text) => sentenceClaims(numberWords(maskNames(text, names))))),
    sentences: new Set(template.map((text) => text.replace(/\s+/g, "").toLowerCase())),
  };
}

/** A user may be called "9,999명": such a name must not hide a figure from the guard. Addresses may. */
function isFigure(name: string): boolean {
  const [first] = readFigures(name);
  return (
    first !== undefined &&
    first.start === 0 &&
    first.end === name.length &&
    !/^[\d.:a-f]*[.:][\d.:a-f]*[.:]/i.test(name)
  );
}

/** Words of the trade that claim nothing. */
const GENERAL = ["cpu", "gc", "jvm", "api", "sql", "was", "tps", "gyeot", "ip", "http"];

function latinWords(text: string): string[] {
  return text.toLowerCase().match(/[a-z][a-z\d_./-]*/g) ?? [];
}
