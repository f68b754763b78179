import { userInfo } from "node:os";

/** Who types the commands, by the operating system's name; "unknown" where it has none, as in some containers. */
export function osUser(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}
