/** An address of this page as the sidecar gave it; null for anything else, so that no text of others becomes a link out. */
export function pageLink(link: string | null | undefined): string | null {
  return typeof link === "string" && /^#\/[\w\-./?=&%+:,~]*$/.test(link) ? link : null;
}
