/** A table of an answer; a row may lead to its place on the page. */
import type { ApiTable } from "../../sidecar/http/api-types.ts";
import { pageLink } from "./page-link.ts";

export function AnswerTable({ table }: { readonly table: ApiTable }) {
  return (
    <figure class="answer-table">
      <figcaption class="part-head">{table.title}</figcaption>
      <div class="table-scroll">
        <table class="table">
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column} class={isNumeric(table, table.columns.indexOf(column)) ? "number" : ""}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, index) => (
              // Rows of a finished answer never move.
              <tr key={index}>
                {row.map((cell, column) => (
                  // Nor do its cells.
                  <td key={column} class={isNumeric(table, column) ? "number" : ""}>
                    {column === 0 ? <Cell text={cell} link={table.links[index]} /> : cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function Cell({ text, link }: { readonly text: string; readonly link: string | null | undefined }) {
  const safe = pageLink(link);
  return safe === null ? text : <a href={safe}>{text}</a>;
}

/** Columns whose cells all begin with a digit or sign are read from the right. */
function isNumeric(table: ApiTable, column: number): boolean {
  return (
    table.rows.length > 0 &&
    table.rows.every(
      (row) => /^[\d+\-–±]/.test(row[column] ?? "") && !/\d[.:]\d+[.:]\d/.test(row[column] ?? ""),
    )
  );
}
