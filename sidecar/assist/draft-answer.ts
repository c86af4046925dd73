/** Picks the template of an intent. */
import type { AnswerDraft } from "./answer-draft.ts";
import type { DraftContext } from "./draft-context.ts";
import { draftHelp } from "./draft-help.ts";
import { draftStatus } from "./draft-status.ts";
import type { Understanding } from "./understanding.ts";

export function draftAnswer(context: DraftContext, understood: Understanding): AnswerDraft {
  switch (understood.intent) {
    case "status":
      return draftStatus(context);
    default:
      return draftHelp(context, understood);
  }
}
