/** One package of a package-lock.json, version 3. */
export interface LockedPackage {
  readonly [field: string]: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface Lockfile {
  readonly [field: string]: unknown;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface Edge {
  readonly name: string;
  readonly dev: boolean;
  readonly optional: boolean;
  readonly peer: boolean;
}

const edgesByPackage = new WeakMap<LockedPackage, readonly Edge[]>();

/** What a package asks for. A name asked for twice counts as npm counts it: the first of these that mentions it. */
export function edgesOf(locked: LockedPackage): readonly Edge[] {
  const known = edgesByPackage.get(locked);
  if (known !== undefined) return known;
  const edges = findEdges(locked);
  edgesByPackage.set(locked, edges);
  return edges;
}

function findEdges(locked: LockedPackage): Edge[] {
  const edges = new Map<string, Edge>();
  const ask = (names: Readonly<Record<string, string>> | undefined, kind: Omit<Edge, "name">) => {
    for (const name of Object.keys(names ?? {})) if (!edges.has(name)) edges.set(name, { name, ...kind });
  };
  const optionalPeers = locked.peerDependenciesMeta ?? {};
  ask(locked.optionalDependencies, { dev: false, optional: true, peer: false });
  ask(locked.dependencies, { dev: false, optional: false, peer: false });
  for (const [name, range] of Object.entries(locked.peerDependencies ?? {})) {
    ask({ [name]: range }, { dev: false, optional: optionalPeers[name]?.optional === true, peer: true });
  }
  ask(locked.devDependencies, { dev: true, optional: false, peer: false });
  return [...edges.values()];
}

/** The package in whose node_modules this one lies; "" is the root, null what lies around the root. */
function around(path: string): string | null {
  if (path === "") return null;
  const cut = path.lastIndexOf("node_modules/");
  return cut <= 0 ? "" : path.slice(0, cut - 1);
}

/** The folder of the application to which a workspace's link leads; null for any other package. */
export function linkedFolder(packages: Readonly<Record<string, LockedPackage>>, path: string): string | null {
  const { link, resolved } = packages[path] ?? {};
  return link === true && typeof resolved === "string" && resolved in packages ? resolved : null;
}

/** Where Node finds `name` when the package at `path` asks for it: its own folder first, then each one around it. */
export function resolveFrom(
  packages: Readonly<Record<string, LockedPackage>>,
  path: string,
  name: string,
): string | null {
  for (let folder: string | null = path; folder !== null; folder = around(folder)) {
    const candidate = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (candidate in packages) return candidate;
  }
  return null;
}
