import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Newest } from "./newest";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server whose answers come when the test says so. */
function slow() {
  const open = new Map<string, (answer: string) => void>();
  const told: string[] = [];
  const newest = new Newest<string, string>(
    (question) => new Promise((answer) => open.set(question, answer)),
    (question, answer) => told.push(`${question}=${answer}`),
    (question) => told.push(`${question} failed`),
  );
  return { newest, open, told };
}

describe("asking while somebody types", () => {
  it("asks once for letters that come close together", () => {
    const { newest, open } = slow();
    newest.ask("r");
    newest.ask("ro");
    newest.ask("roj");
    vi.advanceTimersByTime(100);
    expect([...open.keys()]).toEqual(["roj"]);
  });

  it("drops the answer to an older question, whenever it comes", async () => {
    const { newest, open, told } = slow();
    newest.ask("ro");
    vi.advanceTimersByTime(100);
    newest.ask("roj");
    vi.advanceTimersByTime(100);
    open.get("roj")?.("Rojas");
    open.get("ro")?.("Román");
    await vi.runAllTimersAsync();
    expect(told).toEqual(["roj=Rojas"]);
    expect(newest.pending).toBe(false);
  });

  it("can be asked at once", () => {
    const { newest, open } = slow();
    newest.ask("roj");
    newest.now();
    expect([...open.keys()]).toEqual(["roj"]);
    expect(newest.pending).toBe(true);
  });
});
