/**
 * How the last syllable of a Korean reading of a word ends: with no consonant, with ㄹ, or with another one. Knows Hangul,
 * digits as they are read (0 at the end of a number is 십, 백, 천, 만, 억 or 조), spelled-out capitals, units, and Latin
 * words by a rule of thumb. Closing marks at the end are looked through.
 */
export type FinalConsonant = "none" | "rieul" | "other";

export function finalConsonant(word: string): FinalConsonant {
  // A particle follows the word itself, not what stands in brackets behind it: 1,204명(±1.6%)으로.
  const open = word.normalize("NFC").replace(/(?<=\S)\s?\([^()]*\)$/, "");
  const bare = open.replace(/[\s)\]}"'”’»›〉》.,!?…*`]+$/u, "");
  const last = bare.at(-1) ?? "";
  const code = last.charCodeAt(0);
  if (code >= 0xac00 && code <= 0xd7a3) {
    return byJongseong((code - 0xac00) % 28);
  }
  if (/\d/.test(last)) {
    return ofNumber(/\d[\d,]*$/.exec(bare)?.[0].replaceAll(",", "") ?? last);
  }
  const latin = /[A-Za-z]+$/.exec(bare)?.[0];
  if (latin !== undefined) {
    return ofLatin(latin, /\d\s?[A-Za-z]+$/.test(bare));
  }
  return "none"; // %, °, ± and other marks: 퍼센트, 도 …
}

function byJongseong(index: number): FinalConsonant {
  if (index === 0) {
    return "none";
  }
  return index === 8 ? "rieul" : "other";
}

/** 영 일 이 삼 사 오 육 칠 팔 구. */
const DIGITS: readonly FinalConsonant[] = [
  "other",
  "rieul",
  "none",
  "other",
  "none",
  "none",
  "other",
  "rieul",
  "rieul",
  "none",
];

function ofNumber(digits: string): FinalConsonant {
  const zeros = /0*$/.exec(digits)?.[0].length ?? 0;
  if (zeros >= 12 && zeros < 16 && zeros < digits.length) {
    return "none"; // 조
  }
  return DIGITS[Number(digits.at(-1))] ?? "none";
}

/** Units behind a number, as they are read: 밀리초, 바이트, 킬로미터 … none ends with a consonant. */
const UNITS = new Set(["ms", "us", "s", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "h", "min", "tps"]);

function ofLatin(word: string, afterNumber: boolean): FinalConsonant {
  if (afterNumber && UNITS.has(word.toLowerCase())) {
    return "none";
  }
  if (word === word.toUpperCase()) {
    return ofLetter(word.at(-1) as string);
  }
  const lower = word.toLowerCase();
  if (/[lr]$/.test(lower)) {
    return lower.endsWith("l") ? "rieul" : "none";
  }
  if (/(?:[mn]|ng|[^aeiou][aeiou][pkbc]|ck)$/.test(lower)) {
    return "other";
  }
  return "none";
}

/** Names of the letters: 엘 and 알 end with ㄹ, 엠 and 엔 with another consonant. */
function ofLetter(letter: string): FinalConsonant {
  if (letter === "L" || letter === "R") {
    return "rieul";
  }
  return letter === "M" || letter === "N" ? "other" : "none";
}
