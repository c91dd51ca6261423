// What was typed to find a caller that the desk does not know: a name, a number or an address.

export interface Stranger {
  name: string;
  email: string;
  phone: string;
}

/** Where what was typed belongs in the form that registers a new person. */
export function strangerFrom(typed: string): Stranger {
  const text = typed.trim();
  if (text.includes("@")) return { name: "", email: text, phone: "" };
  const digits = text.replace(/\D/g, "").length;
  const letters = (text.match(/\p{L}/gu) ?? []).length;
  if (digits >= 3 && letters === 0) return { name: "", email: "", phone: text };
  return { name: text, email: "", phone: "" };
}

/** Whether enough was typed to ask the desk: two letters or digits. */
export function isEnough(typed: string): boolean {
  return (typed.match(/[\p{L}\p{N}]/gu) ?? []).length >= 2;
}
