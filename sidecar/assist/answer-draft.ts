/**
 * An answer in the making: facts, sentences made of them, charts, tables and what is not known. The template's text is its
 * sentences in order; the model is shown the same facts, and the guard checks the model's text against them.
 */
import type { Chart, Fact, Table } from "./answer.ts";
import type { GroundFact, Metric, Side } from "./ground-fact.ts";

export interface FactInput {
  readonly id: string;
  readonly label: string;
  readonly value: number | string | null;
  readonly unit: string;
  readonly shown: string;
  readonly metric: Metric;
  readonly side?: Side;
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly samples?: number | null;
  readonly errorBound?: number | null;
  readonly source: string;
  readonly link: string;
  readonly said?: readonly string[];
  readonly names?: readonly string[];
  readonly subject?: string;
  readonly direction?: "up" | "down" | "same";
}

export class AnswerDraft {
  readonly facts: GroundFact[] = [];
  readonly sentences: string[] = [];
  readonly charts: Chart[] = [];
  readonly tables: Table[] = [];
  readonly unknown: string[] = [];
  /** Names and addresses of people in the facts: a model sees tokens instead. */
  readonly personal: string[] = [];
  /** Set when the answer asks back or explains what can be asked: words a model has nothing to add to. */
  fixedWords = false;

  /** Records the fact and returns it as it is shown. */
  fact(input: FactInput): string {
    const fact: Fact = {
      id: input.id,
      label: input.label,
      value: input.value,
      unit: input.unit,
      shown: input.shown,
      fromMs: input.fromMs ?? null,
      toMs: input.toMs ?? null,
      samples: input.samples ?? null,
      errorBound: input.errorBound ?? null,
      source: input.source,
      link: input.link,
    };
    this.facts.push({
      fact,
      metric: input.metric,
      side: input.side ?? "any",
      said: input.said ?? [],
      names: [...(input.names ?? []), ...(input.subject === undefined ? [] : [input.subject])],
      subject: input.subject ?? null,
      direction: input.direction ?? null,
    });
    return input.shown;
  }

  /** All facts so far are about this one: a sentence may name it beside any of them. */
  nameAll(name: string): void {
    for (const [index, ground] of this.facts.entries()) {
      this.facts[index] = { ...ground, names: [...ground.names, name] };
    }
  }

  say(text: string): void {
    this.sentences.push(text);
  }

  /** What is not known: a sentence of the answer and a line of `unknown`. */
  sayUnknown(text: string): void {
    this.unknown.push(text);
    this.say(text);
  }

  text(): string {
    return this.sentences.join(" ");
  }
}
