import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { catalogues } from "./build/catalogues";
import { compress } from "./build/compress";
import { pretend } from "./dev/pretend";

// Where a developer's server listens, when `npm run dev` should talk to a real one.
const server = process.env.VENTANILLA_SERVER;

export default defineConfig({
  plugins: [svelte(), catalogues(), compress(), ...(server ? [] : [pretend()])],
  build: {
    outDir: process.env.VENTANILLA_UI_OUT || "dist",
    emptyOutDir: true,
    target: "es2022",
    // Small pictures would become data: addresses in scripts; the policy allows them in style sheets only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What every place stands on comes in one piece, not in thirty small ones.
    rollupOptions: { output: { manualChunks: (id) => (/\/src\/(parts|lib|api)\//.test(id) ? "ground" : undefined) } },
  },
  // The host stays as the browser said it: the server compares it with where a change comes from.
  server: server ? { proxy: { "^/(api|docs|openapi.json)": { target: server, changeOrigin: false } } } : {},
  test: { include: ["src/**/*.test.ts", "build/**/*.test.ts"] },
});
