/** One GET of JSON with a deadline; null when nobody answers, or not with JSON. */
const TIMEOUT_MS = 10_000;

export async function readJson(url: string): Promise<unknown> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
