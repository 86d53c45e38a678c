// Writes package-lock.json whole: node scripts/lock.mjs, after a version in package.json changed.
// A tool that is a binary names one optional package a system. A registry need not hold those of every system, and npm
// then leaves them out of the lock, which `npm ci` refuses. They are written in by name, version and system; where they
// are needed, npm fetches them, elsewhere it passes them over.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { must, root, Stop, say } from "./tools.mjs";

/** The systems a package of one system's binary is for, read from its name, such as `cli-linux-arm64-musl`. */
function systems(name) {
  const parts = name.split("-");
  const os = parts.find((part) => ["aix", "android", "darwin", "freebsd", "linux", "openbsd", "win32"].includes(part));
  const cpu = parts.find((part) => ["arm", "arm64", "ia32", "ppc64", "riscv64", "s390x", "x64"].includes(part));
  const libc = { gnu: "glibc", gnueabihf: "glibc", musl: "musl" }[parts.at(-1)];
  if (!os || !cpu) throw new Stop(`cannot tell the system of ${name}`);
  return { cpu: [cpu], ...(os === "linux" && libc ? { libc: [libc] } : {}), os: [os] };
}

try {
  await must("npm", ["install", "--package-lock-only", "--no-audit", "--no-fund"]);
  const file = join(root, "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const added = [];
  for (const { optionalDependencies = {}, dev } of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const place = `node_modules/${name}`;
      if (lock.packages[place]) continue;
      lock.packages[place] = { version, ...systems(name), ...(dev ? { dev } : {}), optional: true };
      added.push(name);
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  if (added.length > 0) say(`not in this registry, written by name: ${added.join(" ")}`);
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
