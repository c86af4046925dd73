/**
 * Everything of an answer that comes before its words: understands the question, plans, reads and drafts. The draft holds the
 * facts and the template's sentences.
 */
import type { Question } from "./answer.ts";
import type { AnswerDraft } from "./answer-draft.ts";
import type { AssistSources, UserKey } from "./assist-sources.ts";
import { draftAnswer } from "./draft-answer.ts";
import type { DraftContext } from "./draft-context.ts";
import { FigureFormat } from "./figure-format.ts";
import type { IntentClassifier } from "./intent-classifier.ts";
import { makePlan } from "./make-plan.ts";
import type { Plan } from "./plan.ts";
import type { Readings } from "./readings.ts";
import { runPlan } from "./run-plan.ts";
import type { SiteTime } from "./site-time.ts";
import { understand } from "./understand.ts";

export interface PrepareOptions {
  readonly sources: AssistSources;
  readonly site: SiteTime;
  readonly classifier: IntentClassifier;
  readonly userKey: UserKey;
  readonly nowMs: number;
}

export interface PreparedAnswer {
  readonly plan: Plan;
  readonly draft: AnswerDraft;
  readonly failures: Readings["failures"];
}

export async function prepareAnswer(
  question: Question,
  options: PrepareOptions,
  signal: AbortSignal,
): Promise<PreparedAnswer> {
  const { site, nowMs, userKey } = options;
  const understood = understand(question.text, options.classifier);
  const plan = makePlan({ understood, nowMs, site, page: pageRange(question) });
  const readings = await runPlan(plan, options.sources, signal);
  const korean = question.language === "ko";
  const context: DraftContext = {
    plan,
    readings,
    format: new FigureFormat(question.language),
    site,
    nowMs,
    userKey,
    say: (ko, en) => (korean ? ko : en),
  };
  return { plan, draft: draftAnswer(context, understood), failures: readings.failures };
}

function pageRange({ fromMs, toMs }: Question): { fromMs: number; toMs: number } | null {
  return fromMs !== undefined && toMs !== undefined && toMs > fromMs ? { fromMs, toMs } : null;
}
