import type { ApiAnswer, ApiTable } from "../http/api-types.ts";

/**
 * An answer for a terminal: its tables, the evidence line by line with the place on the page, what is not known,
 * and who worded it. The words themselves are not in here: they may have been streamed before.
 */
export function answerText(answer: ApiAnswer, page: string, language: "ko" | "en"): string {
  const base = page.replace(/\/$/, "");
  const lines: string[] = [];
  for (const table of answer.tables) lines.push("", ...tableLines(table));
  if (answer.facts.length > 0) lines.push("", language === "ko" ? "근거:" : "Evidence:");
  for (const fact of answer.facts) {
    lines.push(`  - ${fact.label}: ${fact.shown} (${fact.source}) ${base}/${fact.link}`);
  }
  for (const unknown of answer.unknown) lines.push(`  ? ${unknown}`);
  const { by, model, fallback } = answer.wording;
  if (fallback !== null) lines.push(`  (${fallback})`);
  else if (by === "model") lines.push(`  (${model})`);
  return `${lines.map(printable).join("\n")}\n`;
}

function tableLines(table: ApiTable): string[] {
  const rows = [table.columns, ...table.rows];
  const widths = table.columns.map((_, column) => Math.max(...rows.map((row) => cells(row[column] ?? ""))));
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => text + " ".repeat((widths[column] as number) - cells(text)))
      .join("  ")
      .trimEnd();
  return [table.title, ...rows.map((row) => `  ${line(row)}`)];
}

/** Columns a terminal needs: Hangul and other wide characters take two. */
function cells(text: string): number {
  let count = 0;
  for (const character of text)
    count += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(character) ? 2 : 1;
  return count;
}

/** Text of users and spans must not move the cursor of a terminal. */
function printable(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return line.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ");
}
