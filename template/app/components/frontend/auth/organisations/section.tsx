import { Panel } from "../../ui/panel.tsx";
import { TextLink } from "../../ui/text-link.tsx";

/** The way to one's organisations, on the account page. */
export function OrganisationsSection() {
  return (
    <Panel id="organisations" title="Organisations">
      <p className="p-4">
        <TextLink to="/organisations">Your organisations and invitations</TextLink>
      </p>
    </Panel>
  );
}
