/** Offers a value as a JSON file; nothing leaves the browser. */
export function downloadJson(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The click has taken the address; held longer it would keep the text in memory.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
