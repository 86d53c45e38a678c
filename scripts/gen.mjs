// Writes what is generated and committed: the TypeScript of all calls, and the keys of all screen words.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environment, must, PROGRAMS, root, Stop, target } from "./tools.mjs";

try {
  await must("cargo", PROGRAMS);
  const made = spawnSync(join(target, "debug", "zhudian-cli"), ["calls", "--typescript"], { encoding: "utf8", env: environment });
  if (made.status !== 0) throw new Stop(made.stderr || String(made.error));
  mkdirSync(join(root, "ui/bridge/types"), { recursive: true });
  writeFileSync(join(root, "ui/bridge/types/calls.ts"), made.stdout);
  process.env.ZHUDIAN_GENERATE = "1";
  await must("cargo", ["test", "--workspace", "--test", "core", "generated"]);
  await must("npm", ["run", "--silent", "ui:words"]);
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
