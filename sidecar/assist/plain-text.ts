/**
 * Text that came from outside (endpoints, users, addresses, SQL) made fit for a sentence: no control, direction or invisible
 * characters, one line, at most 120 characters. It stays text; the page never reads it as markup.
 */

/** Longer names are cut: a sentence and a prompt need a bound. */
const LENGTH_MAX = 120;

export function plainText(text: string, lengthMax: number = LENGTH_MAX): string {
  const clean = text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return clean.length <= lengthMax ? clean : `${clean.slice(0, lengthMax - 1)}…`;
}
