declare module "*.css";

/** The routes, as React Router's compiler compiles them for the server. */
declare module "virtual:react-router/server-build" {
  const build: import("react-router").ServerBuild;
  export = build;
}
