/**
 * What an answer is: the types `ask()` yields. They equal the page's contract field by field (sidecar/http/api-types.ts);
 * they live here because http imports assist and not the other way round. Times are milliseconds since the epoch.
 */

/** Language an answer is worded in. */
export type Language = "ko" | "en";

/** One question of an operator. */
export interface Question {
  readonly text: string;
  readonly language: Language;
  /** Range the page shows, so that "now" means what the operator sees. */
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** Parts come in this order: facts once, delta any number of times, done once. */
export type AnswerPart =
  | { readonly kind: "facts"; readonly answer: Answer }
  | { readonly kind: "delta"; readonly text: string }
  | { readonly kind: "done"; readonly answer: Answer };

/** An answer. Every figure of `text` is one of `facts`. */
export interface Answer {
  readonly id: string;
  readonly question: string;
  readonly intent: string;
  readonly text: string;
  readonly facts: readonly Fact[];
  readonly charts: readonly Chart[];
  readonly tables: readonly Table[];
  /** What is not known and why, in the answer's language. */
  readonly unknown: readonly string[];
  readonly wording: Wording;
}

/** Who worded it. */
export interface Wording {
  readonly by: "template" | "model";
  readonly model: string | null;
  /** Version of the prompt the model was given; null when the template speaks. */
  readonly prompt: string | null;
  /** Why the template speaks although a model is configured; null otherwise. */
  readonly fallback: string | null;
  /** Sentences of the model that matched no fact and were replaced. */
  readonly struck: readonly string[];
}

/** One measured value and where it came from. */
export interface Fact {
  readonly id: string;
  readonly label: string;
  readonly value: number | string | null;
  readonly unit: string;
  /** As it stands in the text, for example "1,204명". */
  readonly shown: string;
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly samples: number | null;
  readonly errorBound: number | null;
  readonly source: string;
  readonly link: string;
}

/** Lines over time: points are [milliseconds, value]. */
export interface Chart {
  readonly title: string;
  readonly unit: string;
  readonly series: readonly {
    readonly label: string;
    readonly points: readonly (readonly [number, number | null])[];
  }[];
}

/** Rows to act on; `links` has one place on the page, or null, per row. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly links: readonly (string | null)[];
}
