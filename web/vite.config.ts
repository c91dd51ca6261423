import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { catalogues } from "./build/catalogues";
import { compress } from "./build/compress";

// The desk that `npm run dev` shows.
const target = process.env.VENTANILLA_SERVER || "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [svelte(), catalogues(), compress()],
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
  server: { proxy: { "^/(api|docs|openapi.json)": { target, changeOrigin: false } } },
  test: { include: ["src/**/*.test.ts", "build/**/*.test.ts"] },
});
