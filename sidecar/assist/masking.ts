/**
 * Takes personal numbers out of text that goes to a model: resident and foreigner registration numbers, phone numbers, e-mail
 * addresses, payment cards; also full-width and spaced forms. Order numbers, versions, times and counts stay. It errs on the
 * side of masking where the shape is plain; names are not its business (see prompt-names.ts).
 */
export function masking(text: string): string {
  return text
    .normalize("NFKC")
    .replace(EMAIL, "[e-mail]")
    .replace(CARD, (match) => (isCard(match) ? "[card]" : match))
    .replace(REGISTRATION, (match, month: string, day: string) =>
      isDay(Number(month), Number(day)) ? "[registration number]" : match,
    )
    .replace(PHONE, "[phone]");
}

const EMAIL = /[\p{L}\d._%+-]{1,64}\s?@\s?[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}/gu;
/** yymmdd-gnnnnnn, g 1..8, with a hyphen, a space or nothing between. */
const REGISTRATION = /(?<![\d.])\d{2}(\d{2})(\d{2})\s?[-–—·]?\s?[1-8]\d{6}(?!\d)/g;
/** Mobile numbers in any spelling; others only with separators, because a bare digit run may be an order number. */
const PHONE =
  /(?<![\d-])(?:(?:\+?82[-.\s]?)?0?1[016789][-.\s]?\d{3,4}[-.\s]?\d{4}|(?:\+?82[-.\s]|0)\d{1,2}[-.)\s]\s?\d{3,4}[-.\s]\d{4})(?!\d)/g;
const CARD = /(?<!\d)\d(?:[-\s]?\d){12,18}(?!\d)/g;

function isDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** Luhn's check digit, and a first digit that card networks use. */
function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, "");
  if (!/^[2-69]/.test(digits)) {
    return false;
  }
  const sum = [...digits].reverse().reduce((total, letter, index) => {
    const doubled = Number(letter) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
