import type { askGrid } from "../rpc/ask-grid.ts";

type ComparedMember = Awaited<ReturnType<typeof askGrid.comparison>>["members"][number];

/** Whether another member holds the same as this one of what both are homes of, in a few words. */
export function comparisonWords(member: ComparedMember, language: "ko" | "en"): string {
  const { compared, differing, parts, sessions } = member;
  const isKorean = language === "ko";
  if (!compared) return isKorean ? "비교하지 못함" : "not compared";
  if (differing === 0) return isKorean ? `일치 (세션 ${sessions}개)` : `in step (${sessions} sessions)`;
  return isKorean
    ? `${parts}개 구간 중 ${differing}개가 다름 (변경이 진행 중이면 잠시 다를 수 있음)`
    : `differs in ${differing} of ${parts} parts (a few may while changes are under way)`;
}
