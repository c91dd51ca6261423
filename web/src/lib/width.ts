// The widths at which the frame changes; the same as in look/narrow.css.

import { MediaQuery } from "svelte/reactivity";

/** The side panel has its own column. */
export const wide = new MediaQuery("min-width: 1200px");
/** One pane at a time. */
export const phone = new MediaQuery("max-width: 799px");
