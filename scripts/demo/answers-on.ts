/** One GET with a deadline, for readiness checks: the status, or null when nobody answers. */
import { get } from "node:http";

const TIMEOUT_MS = 3000;

export function answersOn(url: string): Promise<number | null> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: TIMEOUT_MS }, (response) => {
      response.resume();
      resolve(response.statusCode ?? null);
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(null));
  });
}
