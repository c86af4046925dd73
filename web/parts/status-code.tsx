/** An HTTP status: grey when fine, marked when the server failed. 0: not known. */
import { Mark } from "./mark.tsx";

export function StatusCode({ status }: { readonly status: number }) {
  const level = status >= 500 ? "bad" : status >= 400 ? "watch" : "ok";
  return (
    <span class={`with-mark ${level === "ok" ? "" : level}`}>
      {level === "ok" ? null : <Mark level={level} />}
      {status === 0 ? "–" : status}
    </span>
  );
}
