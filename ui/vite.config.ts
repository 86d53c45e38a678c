import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const ui = fileURLToPath(new URL(".", import.meta.url));

/** The oldest web view we meet is WebKitGTK 2.40, which is Safari 16.4: nothing newer may reach the bundle. */
export default defineConfig({
  root: ui,
  base: "./",
  resolve: { alias: { "@": ui.replace(/\/$/, "") } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "safari16.4",
    cssTarget: "safari16.4",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { port: 5173, strictPort: true, fs: { allow: [fileURLToPath(new URL("..", import.meta.url))] } },
});
