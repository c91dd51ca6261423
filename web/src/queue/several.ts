// The same done to several cases: one after the other, each as far as its own actions allow.

import { api, ask } from "../api/client";
import { asProblem, problemWords } from "../api/problem";
import type { Action, Ticket } from "../api/types";
import { whyNot } from "../ticket/words";

/** What came of it: the cases as they were before, and those that stayed as they are. */
export interface Outcome {
  done: readonly Ticket[];
  left: readonly { number: number; why: string }[];
}

/**
 * Does `act` to each case that allows `action`. `progress` hears how many are through. Without a connection it stops:
 * what is left can be tried again as it is.
 */
export async function toEach(
  numbers: readonly number[],
  action: Action,
  act: (number: number) => Promise<unknown>,
  progress: (through: number) => void,
): Promise<Outcome> {
  const done: Ticket[] = [];
  const left: { number: number; why: string }[] = [];
  for (const [through, number] of numbers.entries()) {
    progress(through);
    try {
      const ticket = await ask(api.GET("/tickets/{number}", { params: { path: { number } } }));
      const why = whyNot(ticket.actions, action);
      if (why === undefined) {
        await act(number);
        done.push(ticket);
      } else {
        left.push({ number, why });
      }
    } catch (thrown) {
      const problem = asProblem(thrown);
      const why = problemWords(problem);
      if (problem.code === "offline") {
        left.push(...numbers.slice(through).map((number) => ({ number, why })));
        break;
      }
      left.push({ number, why });
    }
  }
  return { done, left };
}
