import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../command.ts";
import { untilReady } from "../matrix/boot.ts";

/** Whether this machine can build images: buildah needs no daemon, and debootstrap makes the image that they begin with. */
export const canBuildImages =
  process.getuid?.() === 0 &&
  ["buildah", "debootstrap"].every((tool) => spawnSync("which", [tool]).status === 0);

const DEBIAN_MIRROR = "http://deb.debian.org/debian";
const DEBIAN_SUITE = "bookworm";
const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

/** What an image says of the process that it starts. */
interface ImageConfig {
  readonly Cmd: readonly string[];
  readonly User: string;
  readonly Env: readonly string[];
  readonly Healthcheck: { readonly Test: readonly string[] };
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
}

/** A process of an image. */
export interface ImageProcess {
  output(): string;
  /** Sends SIGTERM and resolves to the exit code. */
  stop(): Promise<number | null>;
}

/** Builds and runs images in a store of their own, without a daemon and without a registry of images. */
export interface ImageBuilder {
  /** Builds the production image of an application. */
  build(folder: string, name: string): void;
  config(image: string): ImageConfig;
  /** Runs a command in a new container of an image, as the user of the image. @throws with its output when it fails */
  run(image: string, command: readonly string[], options?: RunOptions): string;
  /** Starts a command in a new container of an image, and resolves when it is ready on a port or has logged a line. */
  start(
    image: string,
    command: readonly string[],
    until: StartCondition,
    options?: RunOptions,
  ): Promise<ImageProcess>;
  /** Kills what still runs, and releases what is mounted. */
  close(): void;
}

/** When a process counts as started. */
export type StartCondition = { readonly port: number } | { readonly message: string };

/** A builder whose images begin with Debian and the Node of this process, under the name that Dockerfiles have for it. */
export function createImageBuilder(baseImage: string): ImageBuilder {
  const store = temporaryFolder();
  // A machine without overlay file systems can set STORAGE_DRIVER to `vfs`, which copies every layer.
  const { STORAGE_DRIVER = "overlay" } = process.env;
  const place = [
    "--storage-driver",
    STORAGE_DRIVER,
    "--root",
    join(store, "images"),
    "--runroot",
    join(store, "run"),
  ];
  // Without user namespaces, so that it also works inside of a container.
  const env = { ...process.env, BUILDAH_ISOLATION: "chroot" };
  const buildah = (command: string, ...args: string[]): string => {
    const done = spawnSync("buildah", [...place, command, ...args], {
      env,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    if (done.status !== 0)
      throw new Error(`buildah ${command} ended with ${done.status}:\n${done.stdout}\n${done.stderr}`);
    return done.stdout.trim();
  };
  const running = new Set<() => void>();
  const open = (image: string) => buildah("from", "--pull=never", image);
  const runWords = (container: string, command: readonly string[], { env: own = {} }: RunOptions) => [
    ...Object.entries(own).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
    container,
    "--",
    ...command,
  ];

  const context = createDebian(store);
  buildah("build", "--quiet", "--tag", baseImage, context);
  rmSync(context, { recursive: true });

  return {
    close() {
      for (const kill of running) kill();
      buildah("rm", "--all");
    },
    build(folder, name) {
      const words = ["--pull=never", "--format=docker", "--target=production", "--tag", name, folder];
      buildah("build", ...words);
    },
    config: (image) => JSON.parse(buildah("inspect", "--type=image", image)).Docker.config,
    run(image, command, options = {}) {
      const container = open(image);
      try {
        return buildah("run", ...runWords(container, command, options));
      } finally {
        buildah("rm", container);
      }
    },
    async start(image, command, until, options = {}) {
      const container = open(image);
      const child = spawn("buildah", [...place, "run", ...runWords(container, command, options)], {
        env,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      let resolveLogged = () => {};
      const logged = new Promise<void>((resolve) => {
        resolveLogged = resolve;
      });
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk) => {
          output += chunk;
          if ("message" in until && output.includes(until.message)) resolveLogged();
        });
      // Such a container has no process numbers of its own, so the number in its log is one of this machine.
      const signal = (name: "SIGTERM" | "SIGKILL") => {
        const pid = /"pid":(\d+)/.exec(output)?.[1];
        if (pid === undefined) throw new Error(`no line of a log:\n${output}`);
        process.kill(Number(pid), name);
      };
      const kill = () => signal("SIGKILL");
      const exited = once(child, "exit").finally(() => running.delete(kill));
      running.add(kill);
      const started = "port" in until ? untilReady(`http://127.0.0.1:${until.port}`) : logged;
      await Promise.race([
        started,
        exited.then(() => {
          throw new Error(`${command.join(" ")} ended before it was ready:\n${output}`);
        }),
      ]);
      return {
        output: () => output,
        async stop() {
          signal("SIGTERM");
          await exited;
          buildah("rm", container);
          return child.exitCode;
        },
      };
    },
  };
}

/** What the official image of Node holds, as far as Dockerfiles use it. @returns the folder to build it from */
function createDebian(store: string): string {
  const context = join(store, "debian");
  const root = join(context, "root");
  mkdirSync(context);
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: "pipe" });
  run("debootstrap", "--variant=minbase", "--include=ca-certificates", DEBIAN_SUITE, root, DEBIAN_MIRROR);
  run("chroot", root, "useradd", "--uid", "1000", "--create-home", "node");
  copyFileSync(process.execPath, join(root, "usr/local/bin/node"));
  run("npm", "install", "--global", "--no-audit", "--no-fund", "--prefix", join(root, "usr/local"), "npm@11");
  // Registries that this machine reaches through a server of its own are trusted in the image as they are here.
  if (existsSync(CERTIFICATES)) writeFileSync(join(root, CERTIFICATES), readFileSync(CERTIFICATES));
  writeFileSync(
    join(context, "Dockerfile"),
    [
      "FROM scratch",
      "COPY root /",
      `ENV NODE_EXTRA_CA_CERTS=${CERTIFICATES} npm_config_cafile=${CERTIFICATES} YARN_HTTPS_CA_FILE_PATH=${CERTIFICATES}`,
      'CMD ["node"]',
      "",
    ].join("\n"),
  );
  return context;
}
