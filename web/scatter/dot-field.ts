/**
 * How many dots each column and each cell of the scatter holds, for a field that moves to the left. Columns and cells are
 * numbered by absolute time, so moving on only empties what enters at the right. Does not draw.
 */
export class DotField {
  readonly width: number;
  readonly height: number;
  readonly cell: number;
  readonly #okByColumn: Uint32Array;
  readonly #failedByColumn: Uint32Array;
  readonly #cells: Uint16Array;
  readonly #cellColumns: number;
  readonly #cellRows: number;
  #right = 0;
  #ok = 0;
  #failed = 0;

  constructor(size: { readonly width: number; readonly height: number; readonly cell: number }) {
    this.width = Math.max(1, size.width);
    this.height = Math.max(1, size.height);
    this.cell = size.cell;
    this.#okByColumn = new Uint32Array(this.width);
    this.#failedByColumn = new Uint32Array(this.width);
    // One cell column more than fits, because the edges of the field cut cells.
    this.#cellColumns = Math.ceil(this.width / this.cell) + 1;
    this.#cellRows = Math.ceil(this.height / this.cell);
    this.#cells = new Uint16Array(this.#cellColumns * this.#cellRows);
  }

  get right(): number {
    return this.#right;
  }

  get left(): number {
    return this.#right - this.width + 1;
  }

  /** Dots in the field that succeeded. */
  get ok(): number {
    return this.#ok;
  }

  get failed(): number {
    return this.#failed;
  }

  /** Empties the field and puts its right edge at a column. */
  reset(right: number): void {
    this.#right = right;
    this.#ok = 0;
    this.#failed = 0;
    this.#okByColumn.fill(0);
    this.#failedByColumn.fill(0);
    this.#cells.fill(0);
  }

  /** Moves the right edge on, by less than the width. */
  advance(right: number): void {
    for (let column = this.#right + 1; column <= right; column++) {
      const index = modulo(column, this.width);
      this.#ok -= this.#okByColumn[index] ?? 0;
      this.#failed -= this.#failedByColumn[index] ?? 0;
      this.#okByColumn[index] = 0;
      this.#failedByColumn[index] = 0;
      if (modulo(column, this.cell) === 0) {
        this.#emptyCells(column);
      }
    }
    this.#right = right;
  }

  /** Counts a dot; false when its column is not in the field. */
  add(column: number, row: number, failed: boolean): boolean {
    if (column < this.left || column > this.#right) {
      return false;
    }
    const index = modulo(column, this.width);
    if (failed) {
      this.#failed++;
      this.#failedByColumn[index] = (this.#failedByColumn[index] ?? 0) + 1;
      return true;
    }
    this.#ok++;
    this.#okByColumn[index] = (this.#okByColumn[index] ?? 0) + 1;
    const cell = this.#cellIndex(column, row);
    this.#cells[cell] = Math.min(65_535, (this.#cells[cell] ?? 0) + 1);
    return true;
  }

  cellCount(column: number, row: number): number {
    return this.#cells[this.#cellIndex(column, row)] ?? 0;
  }

  #cellIndex(column: number, row: number): number {
    const across = modulo(Math.floor(column / this.cell), this.#cellColumns);
    return across * this.#cellRows + Math.min(this.#cellRows - 1, Math.floor(row / this.cell));
  }

  #emptyCells(column: number): void {
    const start = this.#cellIndex(column, 0);
    this.#cells.fill(0, start, start + this.#cellRows);
  }
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
