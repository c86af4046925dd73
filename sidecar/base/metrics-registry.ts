/** Labels of one series, for example {reason: "full"}. */
export type Labels = Readonly<Record<string, string>>;

/** Only grows. */
export interface Counter {
  readonly add: (by?: number) => void;
  readonly value: () => number;
}

/** Distribution with fixed upper bounds. */
export interface Histogram {
  readonly observe: (value: number) => void;
}

interface Family {
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly series: Map<string, () => readonly string[]>;
}

/** Series of one name; more labels than this are a mistake in the caller and share one overflow series. */
const SERIES_MAX = 1_000;

/** Every figure of this process. One registry feeds `/metrics`, the page and the answers. */
export class MetricsRegistry {
  readonly #families = new Map<string, Family>();

  counter(name: string, help: string, labels: Labels = {}): Counter {
    let total = 0;
    this.#register(name, help, "counter", labels, (id) => [`${id} ${total}`]);
    return {
      add: (by = 1) => {
        total += by;
      },
      value: () => total,
    };
  }

  /** `read` is called when the figures are asked for; it must be cheap and must not throw. */
  gauge(name: string, help: string, read: () => number, labels: Labels = {}): void {
    this.#register(name, help, "gauge", labels, (id) => [`${id} ${read()}`]);
  }

  /** `bounds` are the upper bounds of the buckets, ascending. */
  histogram(name: string, help: string, bounds: readonly number[], labels: Labels = {}): Histogram {
    const counts = new Array<number>(bounds.length + 1).fill(0);
    let sum = 0;
    this.#register(name, help, "histogram", labels, () => histogramLines(name, labels, bounds, counts, sum));
    return {
      observe: (value) => {
        let index = 0;
        while (index < bounds.length && value > (bounds[index] as number)) index += 1;
        counts[index] = (counts[index] as number) + 1;
        sum += value;
      },
    };
  }

  /** Prometheus text format, version 0.0.4. */
  text(): string {
    const lines: string[] = [];
    for (const [name, family] of this.#families) {
      lines.push(`# HELP ${name} ${family.help.replaceAll("\n", " ")}`, `# TYPE ${name} ${family.type}`);
      for (const read of family.series.values()) lines.push(...read());
    }
    return `${lines.join("\n")}\n`;
  }

  #register(
    name: string,
    help: string,
    type: Family["type"],
    labels: Labels,
    read: (id: string) => readonly string[],
  ): void {
    let family = this.#families.get(name);
    if (family === undefined) {
      family = { help, type, series: new Map() };
      this.#families.set(name, family);
    }
    const overflow = family.series.size >= SERIES_MAX;
    const id = seriesId(name, overflow ? { overflow: "true" } : labels);
    family.series.set(id, () => read(id));
  }
}

function seriesId(name: string, labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(",")}}`;
}

function escapeLabel(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

function histogramLines(
  name: string,
  labels: Labels,
  bounds: readonly number[],
  counts: readonly number[],
  sum: number,
): string[] {
  const lines: string[] = [];
  let total = 0;
  for (const [index, count] of counts.entries()) {
    total += count;
    const le = index < bounds.length ? String(bounds[index]) : "+Inf";
    lines.push(`${seriesId(`${name}_bucket`, { ...labels, le })} ${total}`);
  }
  lines.push(`${seriesId(`${name}_sum`, labels)} ${sum}`, `${seriesId(`${name}_count`, labels)} ${total}`);
  return lines;
}
