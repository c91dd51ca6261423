// The address of a list as a file.

type Value = string | readonly string[] | undefined;

/** The same question as the list's, as CSV. */
export function exportHref(question: Record<string, Value>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) {
    for (const one of value === undefined ? [] : [value].flat()) query.append(name, one);
  }
  return `/api/v1/tickets/export?${query}`;
}
