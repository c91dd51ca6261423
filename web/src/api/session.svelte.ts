// Who is signed in. When the session ends, the place and everything typed stay; sign-in is shown over them.

import type { Me, Role } from "./types";

class SessionState {
  /** Who is signed in; `undefined` until it is known, `null` when nobody is. */
  me = $state<Me | null | undefined>(undefined);
  /** Whether a session ended while somebody worked: what they see is still there. */
  ended = $state(false);

  /** Somebody signed in, or their account changed. */
  begin(me: Me): void {
    this.me = me;
    this.ended = false;
  }

  /** The server no longer knows the session. */
  end(): void {
    if (this.me) this.ended = true;
    else this.me = null;
  }

  /** The server wants a second step before anything else. */
  mustSetUp(): void {
    if (this.me) this.me = { ...this.me, second_step: { on: false, required: true, recovery_codes: 0 } };
  }

  /** Whether a second step has to be set up first. */
  get due(): boolean {
    return this.me?.second_step.required === true && !this.me.second_step.on;
  }

  /** Somebody signed out. */
  leave(): void {
    this.me = null;
    this.ended = false;
  }

  has(...roles: Role[]): boolean {
    return roles.some((role) => this.me?.roles.includes(role));
  }

  /** Whether they work at the desk, and so see queues; others see their own cases. */
  get desk(): boolean {
    return this.has("agent", "supervisor", "analyst");
  }

  /** Whether they watch over the whole desk. */
  get watches(): boolean {
    return this.has("supervisor", "analyst");
  }

  /** Whether cases are given to them. */
  get takesCases(): boolean {
    return this.has("agent", "supervisor");
  }
}

export const session = new SessionState();
