/** A few choices side by side, one of them pressed. */
export interface Segment<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly title?: string;
}

interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly options: readonly Segment<T>[];
  readonly onChoose: (value: T) => void;
  readonly small?: boolean;
}

export function Segments<T extends string>(props: SegmentsProps<T>) {
  return (
    <fieldset class={props.small ? "segments small" : "segments"} aria-label={props.label}>
      {props.options.map((option) => (
        <button
          key={option.value}
          type="button"
          class="segment"
          title={option.title}
          aria-pressed={option.value === props.value}
          onClick={() => props.onChoose(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
