const TIME_UNITS = [
  { name: "d", seconds: 86_400 },
  { name: "h", seconds: 3_600 },
  { name: "min", seconds: 60 },
  { name: "s", seconds: 1 },
] as const;

/** The two largest units of a length of time: 45 s, 3 min 12 s, 2 h 5 min, 3 d 4 h. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const first = TIME_UNITS.findIndex((unit) => whole >= unit.seconds);
  if (first === -1) return "0 s";
  let rest = whole;
  const parts: string[] = [];
  for (const { name, seconds: size } of TIME_UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.join(" ");
}

/** How far a moment is from now, in its largest unit: now, 12 s ago, in 3 min. Both in milliseconds since 1970. */
export function relative(moment: number, now: number): string {
  const distance = Math.round((now - moment) / 1_000);
  if (Math.abs(distance) < 1) return "now";
  const size = Math.abs(distance);
  const unit = TIME_UNITS.find(({ seconds }) => size >= seconds) ?? TIME_UNITS[3];
  const text = `${Math.floor(size / unit.seconds)} ${unit.name}`;
  return distance > 0 ? `${text} ago` : `in ${text}`;
}

/** The exact moment in words that mean the same everywhere: 2027-01-31 08:05:09 UTC. */
export function exact(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
