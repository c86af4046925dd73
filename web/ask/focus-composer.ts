/** Puts the cursor into the question field as soon as it is drawn. */
export function focusComposer(): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => document.querySelector<HTMLTextAreaElement>(".composer textarea")?.focus());
  });
}
