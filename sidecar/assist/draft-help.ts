/** What can be asked, what is not possible yet, and the question back when one slot is missing. */
import { AnswerDraft } from "./answer-draft.ts";
import type { DraftContext } from "./draft-context.ts";
import type { Understanding, Unsupported } from "./understanding.ts";

export function draftHelp({ say }: DraftContext, understood: Understanding): AnswerDraft {
  const draft = new AnswerDraft();
  draft.fixedWords = true;
  if (understood.missing === "baseline") {
    draft.say(say("언제와 비교할까요?", "Compare with when?"));
    draft.say(
      say(
        "예: “어제 같은 시간대와 비교해줘”, “지난주 같은 요일과 비교해줘”, “3일 전과 비교해줘”",
        "For example “compare with the same time yesterday”, “with the same day last week”, “with 3 days ago”.",
      ),
    );
    return draft;
  }
  if (understood.wanted !== null) {
    draft.sayUnknown(notYet(say, understood.wanted));
  } else if (understood.intent !== "help") {
    draft.sayUnknown(
      say("이 질문에는 측정한 자료로 답할 수 없습니다.", "I cannot answer that from what is measured here."),
    );
  }
  draft.say(say("이렇게 물어볼 수 있습니다.", "You can ask:"));
  draft.tables.push({
    title: say("물어볼 수 있는 것", "What you can ask"),
    columns: [say("질문", "Question"), say("답", "Answer")],
    rows: examples(say),
    links: examples(say).map(() => null),
  });
  return draft;
}

function notYet(say: DraftContext["say"], wanted: Unsupported): string {
  switch (wanted) {
    case "cause":
      return say(
        "원인 분석은 아직 할 수 없습니다. 지금 상태, 느린 거래, 어제와의 비교는 답할 수 있습니다.",
        "I cannot find causes yet. I can tell the state now, slow transactions and the comparison with yesterday.",
      );
    case "forecast":
      return say("증설 판단과 예측은 아직 할 수 없습니다.", "I cannot forecast or plan capacity yet.");
    case "report":
      return say("보고서는 아직 만들 수 없습니다.", "I cannot write reports yet.");
    case "region":
      return say("지역별 자료는 아직 모으지 않습니다.", "Figures by region are not collected yet.");
    case "action":
      return say(
        "저는 아무것도 바꾸지 않습니다. 세션 종료는 세션 화면에서 확인을 거쳐 할 수 있습니다.",
        "I change nothing. A session can be ended on the sessions view, after confirmation.",
      );
    case "deployment":
      return say(
        "배포 전후 비교는 아직 할 수 없습니다. 느린 거래와 어제 같은 시간대와의 비교는 답할 수 있습니다.",
        "I cannot compare before and after a deployment yet. I can show slow transactions and compare with yesterday.",
      );
    case "long-history":
      return say(
        "달이나 분기 단위 비교와 장애 이력 비교는 아직 할 수 없습니다. 며칠 전이나 몇 주 전 같은 시간대와는 비교할 수 있습니다.",
        "I cannot compare months, quarters or histories of failures yet. I can compare with the same time some days or weeks ago.",
      );
  }
}

function examples(say: DraftContext["say"]): (readonly [string, string])[] {
  return [
    [
      say("지금 상태 어때?", "How is it going?"),
      say("전체 상태와 주요 수치", "The state and the main figures"),
    ],
    [
      say(
        "어제 같은 시간대 동시접속자와 시스템 사용률 비교해줘",
        "Compare users and load with the same time yesterday",
      ),
      say("두 구간의 값과 변화", "Both ranges and the change"),
    ],
    [
      say("지난주 같은 요일과 비교해줘", "Compare with the same day last week"),
      say("주간 흐름과의 차이", "The difference from the weekly pattern"),
    ],
    [
      say("장시간 접속 사용자 목록을 보여줘", "Show long-running sessions"),
      say("오래된 세션과 같은 주소의 여러 세션", "Old sessions, and several from one address"),
    ],
    [say("방금 무슨 일이 있었어?", "What just happened?"), say("장애와 전환 이력", "The failover history")],
    [
      say("느린 거래 보여줘", "Show slow transactions"),
      say("느린 API와 거래", "Slow endpoints and transactions"),
    ],
    [
      say("지금 접속자 몇 명이야?", "How many users are there now?"),
      say("기준별 접속자 수", "Users by each key"),
    ],
  ];
}
