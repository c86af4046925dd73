/** True when a key belongs to text being composed (Korean, Japanese, Chinese): Enter then ends the syllable, nothing else. */
export function keyGuard(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
