import { AppError } from "../base/app-error.ts";
import type { Config } from "../base/config.ts";
import { RunDir } from "../base/run-dir.ts";
import type { ApiAnswer, ApiAnswerPart } from "../http/api-types.ts";
import { answerText } from "./answer-text.ts";
import { takeFlag } from "./take-flag.ts";

/** A model may take long to word an answer; the template is there at once. */
const DEADLINE_MS = 120_000;

/** `gyeot ask "…"`: puts the question to the running sidecar and prints its answer with the evidence. */
export async function ask(
  argv: readonly string[],
  load: (flags: readonly string[]) => Config,
): Promise<number> {
  const { value: url, rest } = takeFlag(argv, "url");
  const words: string[] = [];
  const flags: string[] = [];
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] as string;
    if (!word.startsWith("--")) words.push(word);
    else if (word.includes("=")) flags.push(word);
    else {
      flags.push(word);
      index += 1;
      if (rest[index] !== undefined) flags.push(rest[index] as string);
    }
  }
  const text = words.join(" ").trim();
  if (text === "")
    throw new AppError("invalid_argument", 'ask something, for example: gyeot ask "지금 상태 어때?"');
  const config = load(flags);
  const asksKorean = /[가-힣]/.test(text);
  const language = flags.some((flag) => flag.startsWith("--lang")) ? config.lang : asksKorean ? "ko" : "en";
  const page =
    url ?? new RunDir(config.runDir).readEndpoints()["page"] ?? `http://127.0.0.1:${config.httpPort}`;
  const answer = await stream(page.replace(/\/$/, ""), { text, language });
  process.stdout.write(answerText(answer, page, language));
  return 0;
}

async function stream(page: string, question: { text: string; language: "ko" | "en" }): Promise<ApiAnswer> {
  let response: Response;
  try {
    response = await fetch(`${page}/api/ask`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(question),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
  } catch (cause) {
    throw new AppError("unavailable", `no sidecar answers at ${page}; start it or name its --url`, cause);
  }
  if (!response.ok || response.body === null) {
    const body = (await response.text()).slice(0, 500);
    throw new AppError("unavailable", `${page} answered ${response.status}: ${body}`);
  }
  return printParts(response.body);
}

/** Shows a person the model's words as they come, dimmed because nobody has checked them yet; the checked text stands at the end. */
async function printParts(body: ReadableStream<Uint8Array>): Promise<ApiAnswer> {
  let last: ApiAnswer | null = null;
  let streamed = "";
  let rest = "";
  const decoder = new TextDecoder();
  for await (const bytes of body as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.trim() === "") continue;
      const part = JSON.parse(line) as ApiAnswerPart;
      if (part.kind === "delta") {
        if (!process.stdout.isTTY) continue;
        streamed += part.text;
        process.stdout.write(`\u001b[2m${part.text}\u001b[0m`);
      } else last = part.answer;
    }
  }
  if (last === null) throw new AppError("unavailable", "the answer was cut short; ask again");
  process.stdout.write(`${streamed === "" ? "" : "\n\n"}${last.text}\n`);
  return last;
}
