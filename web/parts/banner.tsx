/** One line above a view that says what is not as it should be with the data below. */
import { Mark } from "./mark.tsx";

interface BannerProps {
  readonly title: string;
  readonly note?: string;
  readonly level?: "watch" | "bad";
  readonly action?: { readonly label: string; readonly run: () => void };
}

export function Banner({ title, note, level = "watch", action }: BannerProps) {
  return (
    <div class={`banner ${level}`} role="status">
      <Mark level={level} />
      <strong>{title}</strong>
      {note ? <span class="note">{note}</span> : null}
      {action ? (
        <button type="button" class="button small bare" onClick={action.run}>
          {action.label}
        </button>
      ) : null}
    </div>
  );
}
