// Opens the program: npm start. Installs what is missing, builds, opens the window. Without a screen it says so and does
// the same main job from the terminal, on the sample township.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { environment, must, PROGRAMS, root, Stop, say, setup, target } from "./tools.mjs";

const screen = process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const program = (name) => join(target, "debug", process.platform === "win32" ? `${name}.exe` : name);

try {
  await setup(["build"]);
  await must("npm", ["run", "--silent", "build"]);
  await must("cargo", PROGRAMS);
  if (screen) {
    say("Opening the window.");
    const child = spawn(program("zhudian"), [], { cwd: root, env: environment, stdio: "inherit" });
    child.on("exit", (code) => {
      process.exitCode = code ?? 1;
    });
  } else {
    say("There is no screen (DISPLAY is not set): doing the same work from the terminal, on the sample township.");
    const { sample } = await import("./sample.mjs");
    process.exitCode = await sample(program("zhudian-cli"));
  }
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
