/** A share 0..1 as per cent: "0.4 %", "37 %". Small shares keep a digit more so they do not read as none. "–" when not known. */
export function formatShare(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) {
    return "–";
  }
  const percent = share * 100;
  if (percent === 0) {
    return "0\u00a0%";
  }
  if (Math.abs(percent) < 0.095) {
    return `${percent.toFixed(2)}\u00a0%`;
  }
  return `${Math.abs(percent) < 9.95 ? percent.toFixed(1) : Math.round(percent)}\u00a0%`;
}
