import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aegis, filesBelow, temporaryFolder } from "./command.ts";
import { pathWith } from "./stand-in.ts";
import { converse, keys, noTerminal } from "./terminal.ts";

const flags = ["--yes", "--no-git"];

test("the manager runs in the application, and its success is told", async () => {
  const cwd = temporaryFolder();
  const env = { PATH: pathWith({ npm: 'mkdir node_modules; echo "$@" > arguments.txt' }) };
  const { code, stdout, stderr } = await aegis(["init", "shop", ...flags], { cwd, env });
  expect(code).toBe(0);
  expect(stderr).toMatch(/^Installing with npm…\nInstalled \(\d+ s\)\n$/);
  expect(readFileSync(join(cwd, "shop/arguments.txt"), "utf8")).toMatch(/^install /);
  expect(stdout).toContain("cd shop\n  npm run dev");
});

test("a failed install ends with 1, shows what the manager said, and leaves the files", async () => {
  const cwd = temporaryFolder();
  const env = {
    PATH: pathWith({ npm: "echo 'npm http fetch GET 200 x'; echo 'npm error code EWHY' >&2; exit 7" }),
  };
  const { code, stderr } = await aegis(["init", "shop", ...flags], { cwd, env });
  expect(code).toBe(1);
  expect(stderr).toContain("npm ended with 7");
  expect(stderr).toContain("npm error code EWHY");
  expect(stderr).not.toContain("npm http");
  expect(stderr).toContain(`run "npm install" in ${join(cwd, "shop")}`);
  expect(existsSync(join(cwd, "shop/package.json"))).toBe(true);
});

test.each([{ NODE_ENV: "production" }, { npm_config_omit: "dev" }, { npm_config_production: "true" }])(
  "with %j the development packages come all the same, and every script runs as for development",
  async (given) => {
    const cwd = temporaryFolder();
    const npm = 'echo "$@ $NODE_ENV$npm_config_omit$npm_config_production" >> calls.txt';
    const env = { PATH: pathWith({ npm }), ...given };
    const { code } = await aegis(["init", "shop", "-c", "database", ...flags], { cwd, env });
    expect(code).toBe(0);
    const [install = "", generate = ""] = readFileSync(join(cwd, "shop/calls.txt"), "utf8").split("\n");
    expect(install).toMatch(/^install --include=dev .* $/);
    expect(generate).toBe("run db:generate ");
    const later = await aegis(["init", "later", "--yes", "--no-git", "--no-install"], { cwd, env });
    expect(later.stdout).toContain("npm install --include=dev\n");
  },
);

/** An npm that installs these packages, as far as it is looked at. */
const installing = (...names: string[]) => ({
  npm: names
    .map((name) => `mkdir -p node_modules/${name} && echo '{}' > node_modules/${name}/package.json`)
    .join("; "),
});

test("an install that ends well and leaves packages out is a failure", async () => {
  const cwd = temporaryFolder();
  const env = { PATH: pathWith(installing("fastify", "zod", "pino")) };
  const { code, stdout } = await aegis(["init", "shop", ...flags, "--json"], { cwd, env });
  const { error } = JSON.parse(stdout);
  expect([code, error.code]).toEqual([1, "install-incomplete"]);
  expect(error.details.missing).toContain("typescript");
  expect(error.details.missing).not.toContain("zod");
});

test("a Node of its own that no script has fetched is named, with the one command that fetches it", async () => {
  const cwd = temporaryFolder();
  const made = await aegis(["init", "whole", "--yes", "--no-git", "--no-install"], { cwd });
  expect(made.code).toBe(0);
  const manifest = JSON.parse(readFileSync(join(cwd, "whole/package.json"), "utf8"));
  const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const env = { PATH: pathWith(installing(...all, "node")) };
  const { code, stderr } = await aegis(["init", "shop", ...flags], { cwd, env });
  expect(code).toBe(1);
  expect(stderr).toContain("(install-incomplete)");
  expect(stderr).toContain('"npm rebuild node --ignore-scripts=false"');
});

test("a failed install is still followed by the repository", async () => {
  const cwd = temporaryFolder();
  const env = { PATH: pathWith({ npm: "exit 1" }) };
  const { code, stdout } = await aegis(["init", "shop", "--yes", "--json"], { cwd, env });
  expect(code).toBe(1);
  expect(JSON.parse(stdout).error.code).toBe("install-failed");
  expect(existsSync(join(cwd, "shop/.git"))).toBe(true);
});

test("without a network it is the network that is named", async () => {
  const cwd = temporaryFolder();
  const env = {
    npm_config_registry: "http://127.0.0.1:9/",
    npm_config_cache: join(cwd, "cache"),
    npm_config_fetch_retries: "0",
  };
  const { code, stderr } = await aegis(["init", "shop", ...flags], { cwd, env });
  expect(code).toBe(1);
  expect(stderr).toContain("npm does not reach the registry");
  expect(existsSync(join(cwd, "shop/package.json"))).toBe(true);
});

test("pnpm takes the tested versions over from npm's lock, which is gone afterwards", async () => {
  const cwd = temporaryFolder();
  const env = {
    PATH: pathWith({
      pnpm: '[ "$1" = import ] && cp package-lock.json imported.json; echo "$1" >> calls.txt',
    }),
  };
  const { code } = await aegis(["init", "shop", "--package-manager", "pnpm", ...flags], { cwd, env });
  expect(code).toBe(0);
  expect(readFileSync(join(cwd, "shop/calls.txt"), "utf8")).toBe("import\ninstall\n");
  expect(JSON.parse(readFileSync(join(cwd, "shop/imported.json"), "utf8")).packages[""].name).toBe("shop");
  expect(existsSync(join(cwd, "shop/package-lock.json"))).toBe(false);
});

test("bun takes them over by itself while it installs", async () => {
  const cwd = temporaryFolder();
  const env = { PATH: pathWith({ bun: "cp package-lock.json seen.json" }) };
  const { code } = await aegis(["init", "shop", "--package-manager", "bun", ...flags], { cwd, env });
  expect(code).toBe(0);
  expect(existsSync(join(cwd, "shop/seen.json"))).toBe(true);
  expect(existsSync(join(cwd, "shop/package-lock.json"))).toBe(false);
});

test.each([
  ["pnpm", "--no-frozen-lockfile"],
  ["yarn", "--no-immutable"],
])("%s may write its lock where the environment says CI", async (manager, flag) => {
  const cwd = temporaryFolder();
  const env = { CI: "true", PATH: pathWith({ [manager]: 'echo "$@" > arguments.txt' }) };
  const { code } = await aegis(["init", "shop", "--package-manager", manager, ...flags], { cwd, env });
  expect(code).toBe(0);
  expect(readFileSync(join(cwd, "shop/arguments.txt"), "utf8")).toMatch(
    new RegExp(`^install (.* )?${flag}( |$)`, "m"),
  );
});

test("a manager that is not there is named", async () => {
  const cwd = temporaryFolder();
  const env = { PATH: join(cwd, "nothing") };
  const { code, stderr } = await aegis(["init", "shop", "--package-manager", "pnpm", ...flags], { cwd, env });
  expect(code).toBe(1);
  expect(stderr).toContain("pnpm is not installed on this machine");
});

test("stopped while installing: the files are whole, what was installed by half is gone", async () => {
  const cwd = temporaryFolder();
  const env = {
    PATH: pathWith({ npm: "mkdir -p node_modules/half; touch node_modules/half/x started; exec sleep 30" }),
  };
  const { code, stderr } = await aegis(["init", "shop", ...flags], {
    cwd,
    env,
    meanwhile: (child) => {
      const poll = setInterval(() => {
        const isInstalling = existsSync(join(cwd, "shop/started"));
        // Once: a second one ends it on the spot, before it has cleared away.
        if (isInstalling) child.kill("SIGINT");
        if (isInstalling || child.exitCode !== null) clearInterval(poll);
      }, 20);
    },
  });
  expect(code).toBe(130);
  expect(stderr).toContain("Stopping; Ctrl-C again ends at once…\n");
  expect(stderr).toContain('run "npm install"');
  expect(existsSync(join(cwd, "shop/package.json"))).toBe(true);
  expect(filesBelow(join(cwd, "shop/node_modules"))).toEqual([]);
});

test("an npm that does not end when it is interrupted is ended, and with it the wait", async () => {
  const cwd = temporaryFolder();
  const env = { PATH: pathWith({ npm: "trap '' INT TERM; touch started; sleep 600 & wait; sleep 600" }) };
  const { code } = await aegis(["init", "shop", ...flags], {
    cwd,
    env,
    meanwhile: (child) => {
      const poll = setInterval(() => {
        const isInstalling = existsSync(join(cwd, "shop/started"));
        if (isInstalling) child.kill("SIGINT");
        if (isInstalling || child.exitCode !== null) clearInterval(poll);
      }, 20);
    },
  });
  expect(code).toBe(130);
});

test("--start runs the application after the last line, and waits for it", async () => {
  const cwd = temporaryFolder();
  const script = 'if [ "$1" = run ]; then echo "running $2"; else mkdir node_modules; fi';
  const { code, stdout } = await aegis(["init", "shop", "--start", ...flags], {
    cwd,
    env: { PATH: pathWith({ npm: script }) },
  });
  expect(code).toBe(0);
  expect(stdout).toMatch(/init shop --yes\nrunning dev\n$/);
});

test("an application that does not start is a failure", async () => {
  const cwd = temporaryFolder();
  const env = { PATH: pathWith({ npm: '[ "$1" = install ]' }) };
  const { code, stderr } = await aegis(["init", "shop", "--start", ...flags], { cwd, env });
  expect(code).toBe(1);
  expect(stderr).toContain("(start-failed)");
});

describe.skipIf(noTerminal)("in a terminal", () => {
  test("one line lives while the manager works, and says what it fetches", async () => {
    const cwd = temporaryFolder();
    const path = pathWith({
      npm: "echo 'npm http fetch GET 200 https://r.example/@fastify%2fcors 3ms'; sleep 0.4",
    });
    const { code, shown } = await converse(["init", "shop", ...flags], [], { cwd, env: { PATH: path } });
    expect(code).toBe(0);
    expect(shown).toMatch(/Installing with npm \d+ s @fastify\/cors/);
    expect(shown).toMatch(/Installed \(\d+ s\)/);
  });

  test("Ctrl-C reaches a started application once: it may drain", async () => {
    const cwd = temporaryFolder();
    const run =
      "trap 'echo interrupted' INT; trap 'echo terminated' TERM; echo ready; sleep 5; sleep 0.3; exit 0";
    const path = pathWith({ npm: `if [ "$1" = run ]; then ${run}; fi` });
    const { code, shown } = await converse(
      ["init", "shop", "--start", ...flags],
      [["ready", keys.interrupt]],
      {
        cwd,
        env: { PATH: path },
      },
    );
    expect(code).toBe(0);
    expect(shown).toContain("interrupted");
    expect(shown).not.toContain("terminated");
  });
});
