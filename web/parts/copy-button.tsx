/** Copies a text to the clipboard and says so for a moment. */
import { useEffect, useState } from "preact/hooks";
import { words } from "../state/words.ts";

const SAY_MS = 1500;

export function CopyButton({ text }: { readonly text: string }) {
  const { transaction } = words();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) {
      return;
    }
    const timer = setTimeout(() => setCopied(false), SAY_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Refused by the browser: the text can still be marked by hand.
    }
  };
  return (
    <button type="button" class="button small" onClick={copy}>
      {copied ? transaction.copied : transaction.copy}
    </button>
  );
}
