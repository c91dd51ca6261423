// The languages of the desk, in the order in which they are offered.

import type { Language } from "../api/types";

export const LANGUAGES: readonly Language[] = ["es", "en", "pt"];
