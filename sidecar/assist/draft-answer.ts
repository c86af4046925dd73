/** Picks the template of an intent. */
import type { AnswerDraft } from "./answer-draft.ts";
import { draftCompare } from "./draft-compare.ts";
import type { DraftContext } from "./draft-context.ts";
import { draftFailover } from "./draft-failover.ts";
import { draftHelp } from "./draft-help.ts";
import { draftLongSessions } from "./draft-long-sessions.ts";
import { draftSlow } from "./draft-slow.ts";
import { draftStatus } from "./draft-status.ts";
import { draftUsers } from "./draft-users.ts";
import type { Understanding } from "./understanding.ts";

export function draftAnswer(context: DraftContext, understood: Understanding): AnswerDraft {
  switch (understood.intent) {
    case "status":
      return draftStatus(context);
    case "compare":
      return understood.missing === null ? draftCompare(context) : draftHelp(context, understood);
    case "users-now":
      return draftUsers(context);
    case "long-sessions":
      return draftLongSessions(context);
    case "failover":
      return draftFailover(context);
    case "slow":
      return draftSlow(context);
    case "help":
    case "unsupported":
    case "unknown":
      return draftHelp(context, understood);
  }
}
