// What the other scripts share: where things are, how a command is run, and how what is missing gets installed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const cache = join(homedir(), ".cache", "zhudian");
/** Tools built for this project alone. */
export const tools = process.env.ZHUDIAN_TOOLS ?? join(cache, "tools");
/** Build output lies outside the checkout, so that a fresh clone finds the compiled dependencies. */
export const target = process.env.CARGO_TARGET_DIR ?? join(cache, "target");

/** Python of the tests, where the machine's own lacks what they open workbooks with: Debian's package would only reach Debian's. */
const pythons = join(cache, "python");
const OPENPYXL = "openpyxl==3.1.5";

const tongue = process.env.LC_ALL || process.env.LC_CTYPE || process.env.LANG || "";

export const environment = {
  ...process.env,
  // A bare machine speaks ASCII only; other programs then lose the Chinese names of files.
  ...(process.platform === "linux" && !/utf-?8/i.test(tongue) ? { LC_ALL: "C.UTF-8" } : {}),
  CARGO_TARGET_DIR: target,
  CARGO_TERM_PROGRESS_WHEN: "never",
  ZHUDIAN_TOOLS: tools,
  PATH: `${join(tools, "bin")}:${join(pythons, "bin")}:${join(homedir(), ".cargo", "bin")}:${process.env.PATH}`,
};

/** Tauri 3 is an alpha and its driver speaks to it only: stay on the 2 line. */
const TAURI_DRIVER = "2.1.0";

/**
 * Builds both programs. `--workspace` keeps the features of every crate what they are for `cargo test --workspace`, so
 * that neither command compiles again what the other made.
 */
export const PROGRAMS = ["build", "--workspace", "--bin", "zhudian", "--bin", "zhudian-cli"];

/** Debian packages by what needs them. Other systems are told the names. */
const PACKAGES = {
  build: ["build-essential", "pkg-config", "libssl-dev", "libgtk-3-dev", "libwebkit2gtk-4.1-dev", "fonts-noto-cjk"],
  test: ["chromium", "dbus", "iproute2", "poppler-utils", "python3", "strace", "unzip", "webkit2gtk-driver", "xauth", "xvfb"],
};

/** What a machine may have from elsewhere: the packages are for those where the program is not to be found. */
const OTHERWISE = {
  build: [],
  test: [
    { packages: ["libreoffice-calc-nogui", "libreoffice-writer-nogui"], there: ["sh", ["-c", "command -v soffice"]] },
    { packages: ["python3-venv"], there: ["python3", ["-c", "import ensurepip, venv"]] },
  ],
};

export const say = (text) => process.stdout.write(`${text}\n`);

export class Stop extends Error {}

/** Runs a command with its output shown; answers its exit code and, when asked, what it printed. */
export function run(command, args, { keep = false, env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...environment, ...env },
      stdio: ["ignore", keep ? "pipe" : "inherit", keep ? "pipe" : "inherit"],
    });
    let printed = "";
    for (const [stream, out] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream?.setEncoding("utf8");
      stream?.on("data", (text) => {
        printed += text;
        out.write(text);
      });
    }
    child.on("error", (error) => reject(new Stop(`${command} cannot be started: ${error.message}`)));
    child.on("close", (code, signal) => resolve({ code: code ?? 1, signal, printed }));
  });
}

/** Runs a command that must succeed. */
export async function must(command, args, options) {
  const { code } = await run(command, args, options);
  if (code !== 0) throw new Stop(`failed with ${code}: ${command} ${args.join(" ")}`);
}

const found = (command, args = ["--version"]) => spawnSync(command, args, { env: environment, stdio: "ignore" }).status === 0;

function missingPackages(kinds) {
  const wanted = kinds.flatMap((kind) => PACKAGES[kind]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the braces are dpkg's own
  const asked = spawnSync("dpkg-query", ["-W", "-f=${Package} ${db:Status-Status}\n", ...wanted], { encoding: "utf8" });
  if (asked.error) return null;
  const present = new Set(
    asked.stdout
      .split("\n")
      .filter((line) => line.endsWith(" installed"))
      .map((line) => line.split(" ")[0]),
  );
  const lacking = kinds
    .flatMap((kind) => OTHERWISE[kind])
    .filter(({ there: [command, args] }) => !found(command, args))
    .flatMap(({ packages }) => packages);
  return [...wanted.filter((name) => !present.has(name)), ...lacking];
}

async function installPackages(kinds) {
  const missing = process.platform === "linux" ? missingPackages(kinds) : [];
  if (missing === null) {
    say(`This is no Debian: see that these are installed: ${kinds.flatMap((kind) => PACKAGES[kind]).join(" ")}`);
    return;
  }
  if (missing.length === 0) return;
  say(`Installing: ${missing.join(" ")}`);
  const root = process.getuid?.() === 0;
  if (!root && !found("sudo", ["-n", "true"])) throw new Stop(`Please install: sudo apt-get install ${missing.join(" ")}`);
  // Our own lock first, so that two runs do not both refresh the lists; then apt waits for anybody else's.
  const apt = ["apt-get", "-y", "-q", "-o", "DPkg::Lock::Timeout=900", "-o", "Acquire::Retries=3"];
  const locked = (...rest) =>
    must(root ? "flock" : "sudo", [...(root ? [] : ["flock"]), "/var/lock/zhudian-apt.lock", ...apt, ...rest], {
      env: { DEBIAN_FRONTEND: "noninteractive" },
    });
  await locked("update");
  await locked("install", "--no-install-recommends", ...missing);
}

async function installNodePackages() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules", ".zhudian-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  await must("npm", ["ci", "--no-audit", "--no-fund"]);
  writeFileSync(stamp, lock);
}

async function installDriver() {
  const made = join(tools, ".crates.toml");
  if (existsSync(made) && readFileSync(made, "utf8").includes(`"tauri-driver ${TAURI_DRIVER} `)) return;
  mkdirSync(tools, { recursive: true });
  await must("cargo", ["install", "tauri-driver", "--version", TAURI_DRIVER, "--locked", "--debug", "--root", tools]);
}

async function installOpenpyxl() {
  if (found("python3", ["-c", "import openpyxl"])) return;
  const own = join(pythons, "bin", "python3");
  if (!existsSync(own)) await must("python3", ["-m", "venv", pythons]);
  await must(own, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", OPENPYXL]);
}

/** Installs what is missing: `build` to start the program, `test` for the tests as well. */
export async function setup(kinds) {
  await installPackages(kinds);
  if (!found("cargo")) throw new Stop("Rust is missing: install it from rustup.rs, then try again");
  await installNodePackages();
  if (kinds.includes("test")) {
    await installOpenpyxl();
    await installDriver();
  }
}
