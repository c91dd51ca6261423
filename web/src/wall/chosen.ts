// Which cases stand on the wall: four, since more would be read by nobody.

const MOST = 4;

/**
 * Of rows by their deadline: two that are overdue and two that are due next; where there are fewer of one kind, more of
 * the other.
 */
export function chosen<T>(rows: readonly T[], isLate: (row: T) => boolean): T[] {
  const late = rows.filter(isLate);
  const next = rows.filter((row) => !isLate(row));
  const ofNext = Math.min(next.length, Math.max(MOST / 2, MOST - late.length));
  return [...late.slice(0, MOST - ofNext), ...next.slice(0, ofNext)];
}
