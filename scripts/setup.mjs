// Installs everything the tests need: npm run setup
import { Stop, setup } from "./tools.mjs";

try {
  await setup(["build", "test"]);
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
