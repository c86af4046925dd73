/**
 * Number words as digits, so that a rule or the guard meets one form only: 한 시간 → 1시간, 천이백사 명 → 1204 명, 하루 → 1일,
 * 절반 → 0.5배, "twelve users" → "12 users", "twice" → "2 times". A word is a number only before a unit, or when it is long
 * enough to be nothing else; 이 서버, 사용자, 일부 stay words.
 */
export function numberWords(text: string): string {
  return text
    .replace(
      NATIVE,
      (_, before: string, ten: string | undefined, one: string | undefined, only: string | undefined) =>
        `${before}${nativeValue(ten, one ?? only)}`,
    )
    .replace(SINO, (_, before: string, word: string) => `${before}${sinoValue(word)}`)
    .replace(SINO_DIGIT, (_, before: string, word: string) => `${before}${SINO_DIGITS[word]}`)
    .replace(DAYS, (_, before: string, word: string) => `${before}${DAY_WORDS[word]}`)
    .replace(/절반/g, "0.5배")
    .replace(/반\s?시간/g, "30분")
    .replace(/\bhalf an hour\b/gi, "30 minutes")
    .replace(ENGLISH_COMPOUND, (word) => String(englishValue(word)))
    .replace(/\b(?:twice|double[ds]?)\b/gi, "2 times")
    .replace(/\b(?:thrice|tripled?)\b/gi, "3 times")
    .replace(/\bhal(?:f|ved)\b/gi, "0.5 times");
}

const START = "(^|[^가-힣A-Za-z\\d])";
const COUNTERS = "시간|분|초|일|주일|주|개월|달|개|명|대|건|배|번|회|곳|가지|사람|살|퍼센트|프로";

const NATIVE_TENS: Readonly<Record<string, number>> = {
  열: 10,
  스물: 20,
  스무: 20,
  서른: 30,
  마흔: 40,
  쉰: 50,
  예순: 60,
  일흔: 70,
  여든: 80,
  아흔: 90,
};
const NATIVE_ONES: Readonly<Record<string, number>> = {
  한: 1,
  하나: 1,
  두: 2,
  둘: 2,
  세: 3,
  셋: 3,
  석: 3,
  네: 4,
  넷: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
};
const tens = Object.keys(NATIVE_TENS).join("|");
const ones = Object.keys(NATIVE_ONES)
  .sort((left, right) => right.length - left.length)
  .join("|");
const NATIVE = new RegExp(`${START}(?:(${tens})(${ones})?|(${ones}))(?=\\s?(?:${COUNTERS}))`, "g");

const SINO_DIGITS: Readonly<Record<string, number>> = {
  영: 0,
  일: 1,
  이: 2,
  삼: 3,
  사: 4,
  오: 5,
  육: 6,
  칠: 7,
  팔: 8,
  구: 9,
};
const MAGNITUDES: Readonly<Record<string, number>> = { 십: 10, 백: 100, 천: 1000 };
const GROUPS: Readonly<Record<string, number>> = { 만: 1e4, 억: 1e8, 조: 1e12 };
/** At least one magnitude, and a unit or the end of the word behind it. */
const SINO = new RegExp(
  `${START}([일이삼사오육칠팔구]?[십백천][일이삼사오육칠팔구십백천만억조]*|[일이삼사오육칠팔구]+[만억][일이삼사오육칠팔구십백천만억조]*)(?=\\s?(?:${COUNTERS}|밀리초|%|쪼)|[^가-힣])`,
  "g",
);
/** A single digit only before units that nothing else precedes: 삼 초, 오 분, 이 퍼센트. */
const SINO_DIGIT = new RegExp(
  `${START}([일삼사오육칠팔구])(?=\\s?(?:초(?!과)|분(?!의|석|산)|퍼센트|밀리초|시간))`,
  "g",
);

const DAY_WORDS: Readonly<Record<string, string>> = {
  하루: "1일",
  이틀: "2일",
  사흘: "3일",
  나흘: "4일",
  일주일: "7일",
};
const DAYS = new RegExp(`${START}(${Object.keys(DAY_WORDS).join("|")})`, "g");

const ENGLISH: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const englishWord = `(?:${Object.keys(ENGLISH).join("|")}|hundred|thousand|million|an?(?=\\s(?:hour|minute|day|week|hundred|thousand|million)\\b))`;
/** "one" alone is a pronoun as often as a number: it counts only before a unit. */
const ENGLISH_COMPOUND = new RegExp(
  `\\b(?!one\\b(?!\\s(?:hundred|thousand|million|hour|minute|second|day|week|user|server|session|request|percent|time)))${englishWord}(?:[\\s-](?:and\\s)?${englishWord})*\\b`,
  "gi",
);

function nativeValue(tensWord: string | undefined, onesWord: string | undefined): number {
  return (NATIVE_TENS[tensWord ?? ""] ?? 0) + (NATIVE_ONES[onesWord ?? ""] ?? 0);
}

function sinoValue(word: string): number {
  let total = 0;
  let group = 0;
  let digit = 0;
  for (const letter of word) {
    if (letter in GROUPS) {
      total += (group + digit || 1) * (GROUPS[letter] as number);
      group = 0;
      digit = 0;
    } else if (letter in MAGNITUDES) {
      group += (digit || 1) * (MAGNITUDES[letter] as number);
      digit = 0;
    } else {
      digit = SINO_DIGITS[letter] ?? 0;
    }
  }
  return total + group + digit;
}

function englishValue(words: string): number {
  let total = 0;
  let group = 0;
  for (const word of words.toLowerCase().split(/[\s-]+/)) {
    if (word === "hundred") {
      group = (group || 1) * 100;
    } else if (word === "thousand" || word === "million") {
      total += (group || 1) * (word === "thousand" ? 1000 : 1e6);
      group = 0;
    } else if (word === "a" || word === "an") {
      group += 1;
    } else {
      group += ENGLISH[word] ?? 0;
    }
  }
  return total + group;
}
