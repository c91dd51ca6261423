// The address says what is on the screen. A small router on the History API.

/** Addresses whose pages the server draws. */
const SERVED = /^\/(api|docs|openapi|my)\b/;

class Router {
  path = $state(location.pathname);
  query = $state.raw(new URLSearchParams(location.search));
  /** The place before this one, once somebody went from one to another. */
  before: string | undefined;

  constructor() {
    addEventListener("popstate", () => this.#read());
  }

  /** Goes to another place; `replace` leaves no step back. */
  go(to: string, options: { replace?: boolean } = {}): void {
    const url = new URL(to, location.origin);
    if (SERVED.test(url.pathname)) {
      if (options.replace) location.replace(url);
      else location.assign(url);
      return;
    }
    if (url.pathname + url.search === location.pathname + location.search) return;
    this.before = location.pathname + location.search;
    if (options.replace) history.replaceState(history.state, "", url);
    else history.pushState(null, "", url);
    this.#read();
  }

  back(otherwise: string): void {
    if (history.length > 1 && document.referrer === "") history.back();
    else this.go(otherwise);
  }

  #read(): void {
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
  }
}

export const router = new Router();

/** For a link inside the app: goes there without loading the page, unless another tab or window is wanted. */
export function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  const href = link.getAttribute("href") ?? "";
  if (href.startsWith("#") || SERVED.test(link.pathname)) return;
  event.preventDefault();
  router.go(link.pathname + link.search);
}
