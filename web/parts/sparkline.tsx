/** The shape of a series in the width of a word, over the band where most of its values lie. Decoration: the figure says it. */
import { type Band, percentileBand } from "../format/percentile-band.ts";

const WIDTH = 120;
const HEIGHT = 30;

export function Sparkline({
  values,
  title,
}: {
  readonly values: readonly (number | null)[];
  readonly title: string;
}) {
  const known = values.filter((value) => value !== null);
  const band = percentileBand(values);
  const top = Math.max(1e-9, ...known) * 1.08;
  const y = (value: number): number => HEIGHT - 1 - (value / top) * (HEIGHT - 3);
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <title>{title}</title>
      {band === null ? null : <BandRect band={band} y={y} />}
      <path class="sparkline-line" d={linePath(values, y)} vector-effect="non-scaling-stroke" />
    </svg>
  );
}

function BandRect({ band, y }: { readonly band: Band; readonly y: (value: number) => number }) {
  const height = Math.max(1, y(band.low) - y(band.high));
  return <rect class="sparkline-band" x="0" width={WIDTH} y={y(band.high)} height={height} />;
}

function linePath(values: readonly (number | null)[], y: (value: number) => number): string {
  const step = WIDTH / Math.max(1, values.length - 1);
  let path = "";
  let pen = false;
  values.forEach((value, index) => {
    if (value === null) {
      pen = false;
      return;
    }
    path += `${pen ? "L" : "M"}${(index * step).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = true;
  });
  return path;
}
