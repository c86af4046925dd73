import type { RequestFailure } from "../state/request-failure.ts";
import { words } from "../state/words.ts";

/** What to do about a failure, in the operator's language; the sidecar's own sentence where there is no better. */
export function failureWords(failure: RequestFailure): string {
  const { state } = words();
  if (failure.code === "offline") {
    return state.offline;
  }
  if (failure.code === "timeout") {
    return state.timeout;
  }
  if (failure.code === "unavailable") {
    return state.unavailable;
  }
  if (failure.code === "too_many") {
    return state.tooMany;
  }
  return failure.status === 404 ? state.notFound : `${failure.message} (${failure.code})`;
}
