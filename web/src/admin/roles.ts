// The roles of the desk, from the one who asks to the one who keeps it.

import type { Role } from "../api/types";

export const ROLES: readonly Role[] = ["requester", "agent", "supervisor", "analyst", "administrator", "client"];
