/**
 * A distinct count as facts: the count, and the error bound of its sketch. Returns both as they are said together,
 * "1,204명(±1.6%)". The bound is two standard errors: 19 of 20 times the truth lies inside.
 */
import type { AnswerDraft } from "./answer-draft.ts";
import type { DistinctReading } from "./assist-sources.ts";
import type { DraftContext } from "./draft-context.ts";
import type { Side } from "./ground-fact.ts";

export interface UserFactsInput {
  readonly id: string;
  readonly reading: DistinctReading;
  readonly fromMs: number;
  readonly toMs: number;
  readonly link: string;
  readonly side: Side;
  readonly label?: string;
  /** Words a sentence must hold to say this count, where several counts stand side by side. */
  readonly subject?: string;
}

export function userFacts(
  { format, say, userKey }: DraftContext,
  draft: AnswerDraft,
  input: UserFactsInput,
): string {
  const { reading, side, fromMs, toMs, link } = input;
  const by = {
    address: say("접속 주소 기준", "by client address"),
    session: say("세션 기준", "by session"),
    cookie: say("사용자 쿠키 기준", "by user cookie"),
  }[userKey];
  const label = input.label ?? say(`동시접속 (${by})`, `Concurrent users (${by})`);
  const bound = 2 * reading.error;
  const subject = input.subject === undefined ? {} : { subject: input.subject };
  const users = draft.fact({
    ...subject,
    id: input.id,
    label,
    value: reading.count,
    unit: say("명", "users"),
    shown: format.users(reading.count),
    metric: "users",
    side,
    fromMs,
    toMs,
    errorBound: bound,
    source: `series.users.${userKey}`,
    link,
  });
  // A bound of less than half a person is no bound worth saying.
  if (bound * reading.count < 0.5) {
    return users;
  }
  const error = draft.fact({
    ...subject,
    id: `${input.id}.error`,
    label: say("오차 한계", "Error bound"),
    value: bound,
    unit: "%",
    shown: `±${format.share(bound)}`,
    metric: "users",
    side,
    fromMs,
    toMs,
    source: "sketch",
    link,
  });
  return say(`${users}(${error})`, `${users} (${error})`);
}
