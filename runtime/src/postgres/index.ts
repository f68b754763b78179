export { findAddressFault, type PostgresAddress, parsePostgresAddress, withDatabaseName } from "./address.ts";
export type { TlsOptions } from "./address-tls.ts";
export { getErrorCode, isReadOnlyError } from "./error-code.ts";
export { mergeSessionSettings, type SessionSetting, setUpSession } from "./session.ts";
export { createToolEnvironment, type ToolEnvironment } from "./tools-environment.ts";
