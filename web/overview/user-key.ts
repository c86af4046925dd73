/** By what users are counted, as chosen on the page: in the URL, else the cookie where one is configured, else the session. */
import type { UserKey } from "../../sidecar/http/api-types.ts";
import { live } from "../state/live.ts";
import { route } from "../state/route.ts";

export function userKey(): UserKey {
  const chosen = route.param("users");
  if (chosen === "address" || chosen === "session" || chosen === "cookie") {
    return chosen;
  }
  return live.meta.value?.userCookie ? "cookie" : "session";
}
