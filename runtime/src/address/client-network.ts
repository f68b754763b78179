import { isIPv6 } from "node:net";

/** The groups of an IPv6 address that one customer does not choose. */
const NETWORK_GROUPS = 4;

/** What limits count a client by: its address, of IPv6 the network alone, since one customer has 2^64 addresses to ask from. */
export function getClientNetwork(address: string): string {
  if (!isIPv6(address) || address.includes(".")) return address;
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  if (tail !== undefined) {
    const after = tail === "" ? [] : tail.split(":");
    while (groups.length + after.length < 8) groups.push("0");
    groups.push(...after);
  }
  return groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
