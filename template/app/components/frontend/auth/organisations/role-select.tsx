import type { OrganisationRole } from "#app/services/auth/organisations/roles.ts";

/** Named once more, since what a service exports does not go to browsers; the type holds it to all of them. */
const ROLE_CHOICES = Object.keys({ member: true, admin: true, owner: true } satisfies Record<
  OrganisationRole,
  true
>);

interface RoleSelectProps {
  /** For those who do not see what it stands beside. */
  label: string;
  value: OrganisationRole;
  /** Whether who chooses is an owner: only they make owners. */
  isOwner: boolean;
}

export function RoleSelect({ label, value, isOwner }: RoleSelectProps) {
  return (
    <select
      name="role"
      aria-label={label}
      defaultValue={value}
      className="h-8 rounded-md border border-line bg-panel px-2 text-ink"
    >
      {ROLE_CHOICES.filter((role) => isOwner || role !== "owner").map((role) => (
        <option key={role} value={role}>
          {role}
        </option>
      ))}
    </select>
  );
}
