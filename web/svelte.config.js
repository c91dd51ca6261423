import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    runes: true,
    // What a form begins with is taken once, on purpose: later changes from elsewhere must not overwrite typing.
    warningFilter: (warning) => warning.code !== "state_referenced_locally",
  },
};
