// Addresses and their patterns.

type Params = Record<string, string>;

/** The parts of `path` that `pattern` names ("/cases/:view/:number?"), or nothing when it is another place. */
export function match(pattern: string, path: string): Params | undefined {
  const wanted = pattern.split("/").filter(Boolean);
  const given = path.split("/").filter(Boolean);
  if (given.length > wanted.length) return undefined;
  const params: Params = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index];
    const optional = part.endsWith("?");
    const name = part.replace(/^:|\?$/g, "");
    if (value === undefined) {
      if (optional) continue;
      return undefined;
    }
    if (part.startsWith(":")) params[name] = decode(value);
    else if (part !== value) return undefined;
  }
  return params;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
