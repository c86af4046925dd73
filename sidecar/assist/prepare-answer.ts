/**
 * Everything of an answer that comes before its words: understands the question, plans, reads and drafts. The draft holds the
 * facts and the template's sentences.
 */
import type { Question } from "./answer.ts";
import type { AnswerDraft } from "./answer-draft.ts";
import type { AssistSources, UserKey } from "./assist-sources.ts";
import { Deadline } from "./deadline.ts";
import { draftAnswer } from "./draft-answer.ts";
import type { DraftContext } from "./draft-context.ts";
import { FigureFormat } from "./figure-format.ts";
import type { IntentClassifier } from "./intent-classifier.ts";
import { makePlan } from "./make-plan.ts";
import { pageLink } from "./page-link.ts";
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
  const was = await namedServer(question.text, options.sources, signal);
  const plan = makePlan({ understood, nowMs, site, page: pageRange(question), was });
  const readings = ofServer(await runPlan(plan, options.sources, signal), was);
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
  const draft = draftAnswer(context, understood);
  sayServer(context, draft);
  return { plan, draft, failures: readings.failures };
}

/** The longest known server name that stands in the question. */
async function namedServer(
  text: string,
  sources: AssistSources,
  signal: AbortSignal,
): Promise<string | null> {
  const deadline = new Deadline(signal, NAMES_DEADLINE_MS);
  try {
    const servers = await sources.servers(deadline.signal);
    const asked = text.toLowerCase();
    const named = servers
      .map(({ was }) => was)
      .filter((was) => was !== "" && mentions(asked, was.toLowerCase()));
    return named.sort((left, right) => right.length - left.length)[0] ?? null;
  } catch {
    // Without the names the answer is about all servers, and says how many.
    return null;
  } finally {
    deadline.clear();
  }
}

/** Names are only looked up; a slow store must not double the wait. */
const NAMES_DEADLINE_MS = 2_000;

function mentions(text: string, name: string): boolean {
  const at = text.indexOf(name);
  return at !== -1 && !/[\w-]/.test(text[at - 1] ?? "") && !/[\w-]/.test(text[at + name.length] ?? "");
}

function ofServer(readings: Readings, was: string | null): Readings {
  if (was !== null) {
    readings.servers = readings.servers?.filter((server) => server.was === was) ?? null;
    const held = readings.sessions?.sessions.filter((session) => session.was === was);
    readings.sessions = held ? { sessions: held, total: held.length } : null;
  }
  return readings;
}

function sayServer({ plan, say }: DraftContext, draft: AnswerDraft): void {
  if (plan.was === null || draft.fixedWords || plan.intent === "failover") {
    return;
  }
  draft.fact({
    id: "was",
    label: say("서버", "Server"),
    value: plan.was,
    unit: "",
    shown: plan.was,
    metric: "scope",
    source: "question",
    link: pageLink("/servers"),
    names: [plan.was],
  });
  draft.nameAll(plan.was);
  draft.sentences.unshift(say(`${plan.was} 서버만 본 값입니다.`, `These figures are of ${plan.was} alone.`));
}

function pageRange({ fromMs, toMs }: Question): { fromMs: number; toMs: number } | null {
  return fromMs !== undefined && toMs !== undefined && toMs > fromMs ? { fromMs, toMs } : null;
}
