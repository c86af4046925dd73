/** Why the template speaks although a model is configured, as the page says it. */
import type { Language } from "./answer.ts";

export function fallbackWords(
  language: Language,
  why: "busy" | "unfounded" | "failed",
  reason: string,
): string {
  const words = {
    busy: [
      "모델이 다른 답을 쓰는 중이어서 기본 문장으로 답했습니다.",
      "The model is busy with other answers.",
    ],
    unfounded: [
      "모델의 문장이 측정값과 맞지 않아 기본 문장으로 답했습니다.",
      "Nothing the model wrote matched what was measured.",
    ],
    failed: [
      `모델이 답하지 못해 기본 문장으로 답했습니다(${reason}).`,
      `The model did not answer (${reason}).`,
    ],
  } as const;
  return words[why][language === "ko" ? 0 : 1];
}
