/** How it is, in one sentence. Grey when well. */
import type { ApiSentence } from "../../sidecar/http/api-types.ts";
import { Mark } from "../parts/mark.tsx";
import { settings } from "../state/settings.ts";
import { showTime } from "../state/show-time.ts";
import { words } from "../state/words.ts";

export function Sentence({ sentence }: { readonly sentence: ApiSentence }) {
  const { overview } = words();
  return (
    <p class={`sentence ${sentence.level}`} role="status">
      <Mark level={sentence.level} />
      <span>{settings.language === "en" ? sentence.en : sentence.ko}</span>
      {sentence.sinceMs === null ? null : (
        <span class="note" title={showTime(sentence.sinceMs, "full")}>
          {overview.since(showTime(sentence.sinceMs, "seconds"))}
        </span>
      )}
    </p>
  );
}
