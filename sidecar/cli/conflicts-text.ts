import type { askGrid } from "../rpc/ask-grid.ts";

type ConflictList = Awaited<ReturnType<typeof askGrid.conflicts>>;

const WORDS = {
  ko: {
    none: "지난 24시간 동안 충돌이 없습니다.",
    head: (shown: number, total: number) =>
      `지난 24시간의 충돌 ${total}건${shown < total ? ` 중 최근 ${shown}건` : ""}`,
    line: (kept: string, lost: string) => `${kept}의 변경을 남기고 ${lost}의 변경을 버림`,
    removal: "삭제",
    bytes: (count: number) => `${count}바이트`,
    made: "만든 시각",
    forgotten: (count: number) => `너무 많아서 하루가 지나기 전에 지운 충돌: ${count}건`,
  },
  en: {
    none: "No conflicts in the last 24 hours.",
    head: (shown: number, total: number) =>
      `${total} conflicts in the last 24 hours${shown < total ? `, the last ${shown} of them` : ""}`,
    line: (kept: string, lost: string) => `the change made at ${kept} stays, that of ${lost} lost`,
    removal: "a removal",
    bytes: (count: number) => `${count} bytes`,
    made: "made",
    forgotten: (count: number) => `dropped before their day was over, because there were too many: ${count}`,
  },
} as const;

/** Conflicts as a person reads them on a terminal: which attribute of which session, whose change stayed, when; never a value. */
export function conflictsText(list: ConflictList, language: "ko" | "en"): string {
  const words = WORDS[language];
  const { conflicts, total, forgotten } = list;
  if (total === 0) return `${words.none}\n`;
  const lines = [words.head(conflicts.length, total)];
  for (const { key, atMs, attribute, keptNode, lostNode, lostAtMs, lostBytes, type } of conflicts) {
    const what =
      lostBytes === 0 ? words.removal : [words.bytes(lostBytes), plain(type)].filter(Boolean).join(", ");
    const session = Buffer.from(key).toString("hex").slice(0, 12);
    const choice = words.line(plain(keptNode), plain(lostNode));
    lines.push(
      `  ${time(atMs)} ${session} "${plain(attribute)}": ${choice} (${what}, ${words.made} ${time(lostAtMs)})`,
    );
  }
  if (forgotten > 0) lines.push(words.forgotten(forgotten));
  return `${lines.join("\n")}\n`;
}

function time(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 23).replace("T", " ")}Z`;
}

/** Names come from applications: none of them may move the cursor. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out.
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "?").slice(0, 100);
}
