/** The one address a model may have: http on this machine. Anything else is refused when the process starts. */
import { AppError } from "../base/app-error.ts";

export function loopbackUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const loopback = url !== null && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url === null || url.protocol !== "http:" || !loopback || url.username !== "" || url.search !== "") {
    throw new AppError(
      "config_invalid",
      `--ollama ${JSON.stringify(text)} is not on this machine: use http://127.0.0.1:PORT, so that no byte leaves the building`,
    );
  }
  return url;
}
