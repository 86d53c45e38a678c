import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const ui = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { "@": ui.replace(/\/$/, "") } },
  test: { environment: "happy-dom", include: ["tests/ui/**/*.test.ts"], passWithNoTests: false },
});
