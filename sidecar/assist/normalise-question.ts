/**
 * A question in the one form the rules read: NFKC, lower case, control and invisible characters gone, one space between
 * words, at most 500 characters, and Korean and English number words before a unit as digits ("한 시간" → "1시간").
 */

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
  return digits(plain);
}

const NATIVE: Readonly<Record<string, number>> = {
  한: 1,
  하나: 1,
  두: 2,
  둘: 2,
  세: 3,
  셋: 3,
  네: 4,
  넷: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
  열: 10,
  열두: 12,
  스무: 20,
  스물네: 24,
};

const SINO: Readonly<Record<string, number>> = {
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

const ENGLISH: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
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
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  sixty: 60,
};

const KOREAN_UNITS = "시간|분|초|일|주일|주|개|명|대|건";
const ENGLISH_UNITS = "seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|sessions?|users?";

const native = new RegExp(
  `(^|[\\s,(])(${Object.keys(NATIVE).sort(byLength).join("|")})\\s?(?=(?:${KOREAN_UNITS})(?:$|[^가-힣]|이|전|동|간|넘|이상|짜|의|을|를|도|만|째|정))`,
  "g",
);
const sino = /(^|[\s,(])([일이삼사오육칠팔구]?십[일이삼사오육칠팔구]?|[삼오])\s?(?=(?:분|초|일|개|건|명))/g;
const english = new RegExp(`\\b(${Object.keys(ENGLISH).join("|")})\\s(?=(?:${ENGLISH_UNITS})\\b)`, "g");

function digits(text: string): string {
  return text
    .replace(native, (_, before: string, word: string) => `${before}${NATIVE[word]}`)
    .replace(sino, (_, before: string, word: string) => `${before}${sinoValue(word)}`)
    .replace(english, (_, word: string) => `${ENGLISH[word]} `)
    .replace(/반\s?시간/g, "30분")
    .replace(/half an hour/g, "30 minutes");
}

function sinoValue(word: string): number {
  const [tens, ones] = word.split("십") as [string, string | undefined];
  if (ones === undefined) {
    return SINO[tens] ?? 0;
  }
  return (SINO[tens] ?? 1) * 10 + (SINO[ones] ?? 0);
}

function byLength(left: string, right: string): number {
  return right.length - left.length;
}
