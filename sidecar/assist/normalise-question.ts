/**
 * A question in the one form the rules read: NFKC, lower case, control and invisible characters gone, one space between
 * words, at most 500 characters, and Korean and English number words before a unit as digits ("한 시간" → "1시간").
 */

import { numberWords } from "./number-words.ts";

/** Longer questions are cut: nobody asks so much, and rules and model need a bound. */
const LENGTH_MAX = 500;

export function normaliseQuestion(text: string): string {
  const plain = text
    .slice(0, LENGTH_MAX * 4)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{Cc}\p{Cf}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, LENGTH_MAX);
  return numberWords(plain);
}
