// What a reviewer would not want to say: format, lints, types. npm run check
import { run, say } from "./tools.mjs";

const checks = [
  ["cargo", ["fmt", "--all", "--check"]],
  ["cargo", ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]],
  ["npm", ["run", "--silent", "ui:check"]],
];
let failed = 0;
for (const [command, args] of checks) {
  const since = Date.now();
  const { code } = await run(command, args);
  failed += code === 0 ? 0 : 1;
  say(`${code === 0 ? "ok    " : "FAILED"} ${((Date.now() - since) / 1000).toFixed(1)} s  ${command} ${args.join(" ")}`);
}
process.exitCode = failed === 0 ? 0 : 1;
