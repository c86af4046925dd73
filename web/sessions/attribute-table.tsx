/** A session's attributes: names, classes, sizes and marks. Values are never here. */
import type { ApiSessionDetail } from "../../sidecar/http/api-types.ts";
import { formatBytes } from "../format/format-bytes.ts";
import { showTime } from "../state/show-time.ts";
import { words } from "../state/words.ts";

export function AttributeTable({ attributes }: { readonly attributes: ApiSessionDetail["attributeList"] }) {
  const { sessions } = words();
  if (attributes.length === 0) {
    return <p class="note">{sessions.noAttributes}</p>;
  }
  const largest = [...attributes].sort((a, b) => b.bytes - a.bytes);
  return (
    <ul class="attributes">
      {largest.map((attribute) => (
        <li key={attribute.name} title={`${sessions.changed} ${showTime(attribute.changedMs, "full")}`}>
          <span class="attribute-name">{attribute.name}</span>
          <span class="attribute-size">{formatBytes(attribute.bytes)}</span>
          <code class="attribute-type">{attribute.type}</code>
          <span class="attribute-marks">
            {attribute.inPlace ? (
              <span class="chip" title={sessions.inPlaceHint}>
                {sessions.inPlace}
              </span>
            ) : null}
            {attribute.localOnly ? (
              <span class="chip watch" title={sessions.localOnlyHint}>
                {sessions.localOnly}
              </span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
