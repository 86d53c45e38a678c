// Builds the installer of this system: npm run package [-- --bundles appimage]
// On Linux a .deb unless another kind is named: for an AppImage the bundler fetches its tools from the network.
// The print fonts travel as resources; the daily build does not need them, so they are named here and not in
// tauri.conf.json, where a checkout without node_modules would no longer compile.
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { writeNotices } from "./notices.mjs";
import { must, root, Stop, say, setup, target } from "./tools.mjs";

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
  const notices = join(target, "NOTICES.txt");
  mkdirSync(target, { recursive: true });
  const { parts, texts } = writeNotices(notices);
  say(`${parts} parts of others, ${texts} licence texts`);
  const resources = { ...fonts(), [notices]: "NOTICES.txt", "LICENSE-MIT": "LICENSE-MIT", "LICENSE-APACHE": "LICENSE-APACHE" };
  const extra = JSON.stringify({ bundle: { resources } });
  const args = process.argv.slice(2);
  const kind = process.platform === "linux" && !args.includes("--bundles") ? ["--bundles", "deb"] : [];
  // The window alone: the other programs of the workspace are optimised as long as it is.
  await must("npx", ["tauri", "build", "--config", extra, ...kind, ...args, "--", "-p", "zhudian"]);
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
