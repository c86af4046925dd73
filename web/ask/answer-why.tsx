/** The facts behind an answer and how it was found: what an operator asks for when told something. */
import type { ApiAnswer, ApiFact } from "../../sidecar/http/api-types.ts";
import { formatCount } from "../format/format-count.ts";
import { formatShare } from "../format/format-share.ts";
import { Facts } from "../parts/facts.tsx";
import { showTime } from "../state/show-time.ts";
import { words } from "../state/words.ts";
import { pageLink } from "./page-link.ts";

export function AnswerWhy({ answer }: { readonly answer: ApiAnswer }) {
  const { ask } = words();
  return (
    <details class="why">
      <summary>{ask.why}</summary>
      <div class="table-scroll">
        <table class="table">
          <thead>
            <tr>
              <th>{ask.fact}</th>
              <th class="number">{ask.value}</th>
              <th>{ask.window}</th>
              <th class="number">{ask.samples}</th>
              <th>{ask.source}</th>
            </tr>
          </thead>
          <tbody>
            {answer.facts.map((fact) => (
              <tr key={fact.id}>
                <td>{fact.label}</td>
                <td class="number">
                  <FactLink fact={fact} />
                  {fact.errorBound === null ? null : (
                    <span class="note"> ±{formatShare(fact.errorBound)}</span>
                  )}
                </td>
                <td>{windowText(fact)}</td>
                <td class="number">{fact.samples === null ? "–" : formatCount(fact.samples)}</td>
                <td>
                  <code>{fact.source}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Facts
        rows={[
          [ask.intent, answer.intent],
          [ask.method, [...new Set(answer.facts.map((fact) => fact.source))].join(", ")],
        ]}
      />
    </details>
  );
}

function FactLink({ fact }: { readonly fact: ApiFact }) {
  const link = pageLink(fact.link);
  return link === null ? <span>{fact.shown}</span> : <a href={link}>{fact.shown}</a>;
}

function windowText(fact: ApiFact): string {
  return fact.fromMs === null || fact.toMs === null
    ? "–"
    : `${showTime(fact.fromMs, "day")}–${showTime(fact.toMs, "clock")}`;
}
