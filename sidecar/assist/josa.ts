/** Joins a word and the particle (josa) its last sound asks for: josa("서버", "은/는") is "서버는". */
import { finalConsonant } from "./final-consonant.ts";

/** After a consonant / after a vowel. */
export type JosaPair = "은/는" | "이/가" | "을/를" | "과/와" | "으로/로" | "이며/며" | "이고/고" | "이라/라";

export function josa(word: string, pair: JosaPair): string {
  const [afterConsonant, afterVowel] = pair.split("/") as [string, string];
  const final = finalConsonant(word);
  // 으로 loses its 으 after ㄹ as well: 서울로, 1로.
  const vowelForm = final === "none" || (pair === "으로/로" && final === "rieul");
  return word + (vowelForm ? afterVowel : afterConsonant);
}
