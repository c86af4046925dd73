/** How an earlier day is called in a sentence: 1 "어제", 7 "지난주 같은 요일", 3 "3일 전". */
import type { Language } from "./answer.ts";

export function dayWords(daysBack: number, language: Language): string {
  if (daysBack === 1) {
    return language === "ko" ? "어제" : "yesterday";
  }
  if (daysBack === 7) {
    return language === "ko" ? "지난주" : "last week";
  }
  return language === "ko" ? `${daysBack}일 전` : `${daysBack} days ago`;
}
