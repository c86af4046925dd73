/**
 * Replaces known names in a text by a mark of the same length, so that digits inside a name (shop-1, 10.0.0.7, /orders/{id})
 * are not read as figures. A name counts only where it is not part of a longer word: "shop-1" is not in "shop-12".
 */
export function maskNames(text: string, namesLongestFirst: readonly string[]): string {
  let masked = text.replace(/\bp(?:50|90|95|99)\b/gi, (name) => "\uE001".repeat(name.length));
  for (const name of namesLongestFirst) {
    let from = masked.indexOf(name);
    while (from !== -1) {
      const before = masked[from - 1] ?? "";
      const after = masked[from + name.length] ?? "";
      if (!/[\w.]/.test(before) && !/\w/.test(after) && !/^\.\d/.test(masked.slice(from + name.length))) {
        masked = masked.slice(0, from) + "\uE000".repeat(name.length) + masked.slice(from + name.length);
      }
      from = masked.indexOf(name, from + 1);
    }
  }
  return masked;
}
