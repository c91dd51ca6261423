// A survey as a file: its name and its form, as the API takes them.

import type { SurveyInput } from "../api/types";

type SurveyFile = Pick<SurveyInput, "name" | "form">;

/** Gives the file to the browser to save. */
export function saveFile({ name, form }: SurveyFile): void {
  const text = `${JSON.stringify({ name, form }, null, 2)}\n`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `${fileName(name)}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A name that any file system takes. */
export function fileName(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "survey";
}

/** What a file says, as far as it is one of a survey: what is in its form is for the desk to judge. */
export function readFile(text: string): SurveyFile | undefined {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== "object" || found === null || !("form" in found)) return undefined;
    const { form } = found;
    if (typeof form !== "object" || form === null) return undefined;
    const name = "name" in found && typeof found.name === "string" ? found.name : "";
    return { name, form: form as SurveyInput["form"] };
  } catch {
    return undefined;
  }
}
