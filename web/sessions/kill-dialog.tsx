/** Ends a session after its key's first eight digits were typed and a reason given. The sidecar checks both again. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ApiKill, ApiKillResult, ApiSession } from "../../sidecar/http/api-types.ts";
import { failureWords } from "../parts/failure-words.ts";
import { keyGuard } from "../parts/key-guard.ts";
import { fetchJson } from "../state/fetch-json.ts";
import { RequestFailure } from "../state/request-failure.ts";
import { words } from "../state/words.ts";

const CONFIRM_DIGITS = 8;
/** As long as the history shows. */
const REASON_CHARS_MAX = 200;

interface KillDialogProps {
  readonly session: ApiSession;
  /** Null: nothing was done. */
  readonly onClose: (outcome: ApiKillResult["outcome"] | null) => void;
}

export function KillDialog({ session, onClose }: KillDialogProps) {
  const { sessions } = words();
  const dialog = useRef<HTMLDialogElement>(null);
  const [confirm, setConfirm] = useState("");
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  const wanted = session.key.slice(0, CONFIRM_DIGITS);
  const ready = confirm.trim().toLowerCase() === wanted.toLowerCase() && reason.trim() !== "" && !busy;
  useEffect(() => dialog.current?.showModal(), []);

  const kill = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const body: ApiKill = { confirm: confirm.trim().toLowerCase(), reason: reason.trim() };
      const result = await fetchJson<ApiKillResult>(`/api/sessions/${encodeURIComponent(session.key)}/kill`, {
        body,
      });
      onClose(result.outcome);
    } catch (cause) {
      setBusy(false);
      setFailure(
        cause instanceof RequestFailure ? cause : new RequestFailure("bad_answer", String(cause), 0),
      );
    }
  };

  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="kill-title" onCancel={() => onClose(null)}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) {
            void kill();
          }
        }}
        onKeyDown={(event) => {
          // Enter that ends a Korean syllable must not end a session.
          if (event.key === "Enter" && keyGuard(event)) {
            event.preventDefault();
          }
        }}
      >
        <h2 id="kill-title">{sessions.killTitle}</h2>
        <p>
          <strong>{session.user || sessions.anonymous}</strong> · {session.address || "–"} · {session.app}
        </p>
        <p class="note">{sessions.killBody}</p>
        <label class="field">
          <span>{sessions.killReason}</span>
          <input
            class="input"
            name="reason"
            value={reason}
            maxLength={REASON_CHARS_MAX}
            placeholder={sessions.killReasonExample}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{sessions.killConfirm(wanted)}</span>
          <input
            class="input mono"
            name="confirm"
            value={confirm}
            autoComplete="off"
            spellcheck={false}
            placeholder={wanted}
            onInput={(event) => setConfirm(event.currentTarget.value)}
          />
        </label>
        {failure ? (
          <p class="error-box" role="alert">
            {sessions.killFailed}: {failureWords(failure)}
          </p>
        ) : null}
        <div class="row end">
          <button type="button" class="button" onClick={() => onClose(null)}>
            {sessions.cancel}
          </button>
          <button type="submit" class="button danger" disabled={!ready}>
            {sessions.kill}
          </button>
        </div>
      </form>
    </dialog>
  );
}
