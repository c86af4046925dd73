/**
 * What `POST /api/ask` takes and answers; part of the contract in api-types.ts, which hands these types on.
 */

/** POST /api/ask with ApiQuestion answers a stream of JSON lines (application/x-ndjson) of ApiAnswerPart. */
export interface ApiQuestion {
  readonly text: string;
  readonly language: "ko" | "en";
  /** Range the page shows, so that "now" and "this" mean what the operator sees. */
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** Parts come in this order: facts, then text once or more (the model streams), then done. */
export type ApiAnswerPart =
  | { readonly kind: "facts"; readonly answer: ApiAnswer }
  /** Words of the model as they come; not yet checked. */
  | { readonly kind: "delta"; readonly text: string }
  | { readonly kind: "done"; readonly answer: ApiAnswer };

/** An answer. Every figure of `text` is one of `facts`. */
export interface ApiAnswer {
  readonly id: string;
  readonly question: string;
  readonly intent: string;
  /** The template's words at first, the model's checked words at the end when there is a model. */
  readonly text: string;
  readonly facts: readonly ApiFact[];
  readonly charts: readonly ApiChart[];
  readonly tables: readonly ApiTable[];
  /** What is not known and why, in the answer's language. */
  readonly unknown: readonly string[];
  /** Who worded it, and what was struck from the model's words. */
  readonly wording: {
    readonly by: "template" | "model";
    readonly model: string | null;
    /** Version of the prompt the model was given; null when the template speaks. */
    readonly prompt?: string | null;
    /** Why the template speaks although a model is configured; null otherwise. */
    readonly fallback: string | null;
    readonly struck: readonly string[];
  };
}

/** One measured value and where it came from. */
export interface ApiFact {
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
  /** What was asked to get it, for example "overview.tps". */
  readonly source: string;
  /** Place on the page that shows what it was computed from, for example "#/?from=…&to=…". */
  readonly link: string;
}

export interface ApiChart {
  readonly title: string;
  readonly unit: string;
  readonly series: readonly {
    readonly label: string;
    readonly points: readonly (readonly [number, number | null])[];
  }[];
}

export interface ApiTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Per row: place on the page, or null. */
  readonly links: readonly (string | null)[];
}
