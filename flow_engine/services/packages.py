"""Install the flows of a package."""

from __future__ import annotations

from builder.applications.packages import Package, PartInstaller, package_parts, with_people
from builder.models import Application, User
from forms_engine.models import Form

from .flows import create_flow, publish_flow, save_flow_draft


@package_parts.register
def flows_part() -> PartInstaller:
    """Flows come after the forms and roles they name."""
    return PartInstaller(200, install_flows)


def install_flows(actor: User, application: Application, package: Package) -> None:
    """Create and publish the flows."""
    people = dict(User.objects.values_list("username", "pk"))
    for key, document in package.parts("flows"):
        form = Form.objects.get(application=application, key=document["form"])
        flow = create_flow(actor=actor, application=application, form=form, name=document["name"], key=key)
        save_flow_draft(
            actor=actor, flow=flow, document=with_people(document, people), base_revision=flow.draft_revision
        )
        publish_flow(actor=actor, flow=flow)
