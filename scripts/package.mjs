// Builds the installer of this system: npm run package [-- --bundles deb]
// The print fonts travel as resources; the daily build does not need them, so they are named here and not in
// tauri.conf.json, where a checkout without node_modules would no longer compile.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { must, root, Stop, setup } from "./tools.mjs";

/** Weights that papers are set in; see docs/decisions and src-tauri/documents/src/fonts.rs. */
const FACES = [
  ["noto-serif-sc", /NotoSerifSC_400Regular\.ttf$/],
  ["noto-serif-sc", /NotoSerifSC_700Bold\.ttf$/],
  ["noto-sans-sc", /NotoSansSC_700Bold\.ttf$/],
];

function fonts() {
  const resources = {};
  for (const [family, face] of FACES) {
    const folder = join("node_modules", "@expo-google-fonts", family);
    const file = readdirSync(join(root, folder), { recursive: true }).find((name) => face.test(name));
    if (!file) throw new Stop(`the font ${face} is missing in ${folder}`);
    resources[join(folder, file)] = `fonts/${file.split(/[\\/]/).pop()}`;
  }
  return resources;
}

try {
  await setup(["build"]);
  await must("npm", ["run", "--silent", "build"]);
  const extra = JSON.stringify({ bundle: { resources: { ...fonts(), NOTICE: "NOTICE" } } });
  await must("npx", ["tauri", "build", "--config", extra, ...process.argv.slice(2)]);
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
