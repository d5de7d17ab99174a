"""What flows add to the platform's pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from builder.applications.design_steps import DesignStep, step_providers
from builder.applications.home import HomeTask, HomeTasks, home_tasks
from builder.applications.navigation import NavEntry, navigation
from builder.applications.record_panels import RecordPanel, record_panels
from builder.applications.sections import CreateField, Section, SectionEntry, sections
from builder.definitions.text import localized
from builder.models import Application, User
from builder.permissions import access_to
from flow_engine.models import Flow
from flow_engine.selectors.designing import flow_forms
from flow_engine.selectors.flows import list_flows, state_of
from flow_engine.selectors.inbox import count_todo, todo
from flow_engine.selectors.processes import latest_process


@step_providers.register
def flow_step(actor: User, application: Application) -> Iterable[DesignStep]:
    """Offer the design of flows."""
    if access_to(actor, application).can("design"):
        url = reverse("flow:flow_list", args=[application.key])
        yield DesignStep("flows", _("Flows"), "workflow", url, position=200)


@sections.register
def flow_section(actor: User, application: Application) -> Section | None:
    """Show the flows in the overview."""
    if not access_to(actor, application).can("design"):
        return None
    forms = [(form["key"], form["label"]) for form in flow_forms(actor=actor, application=application)]
    return Section(
        key="flows",
        label=_("Flows"),
        icon="workflow",
        entries=[_entry(application, flow) for flow in list_flows(actor=actor, application=application)],
        empty_text=_("A flow carries what people submit to those who decide and work on it."),
        create_label=_("New flow"),
        create_url=reverse("flow:flow_create", args=[application.key]) if forms else "",
        create_fields=(CreateField("form", _("For the form"), forms),),
        all_url=reverse("flow:flow_list", args=[application.key]),
        position=200,
    )


@navigation.register
def inbox_entry(actor: User, application: Application | None) -> Iterable[NavEntry]:
    """Offer the inbox, with the number of what waits."""
    del application
    yield NavEntry(_("Inbox"), "inbox", reverse("flow:inbox"), count=count_todo(actor), position=5)


@home_tasks.register
def waiting_tasks(actor: User, limit: int) -> HomeTasks:
    """Show on the home page what waits."""
    url = reverse("flow:inbox")
    items = [
        HomeTask(
            title=row["title"],
            url=f"{url}?process={row['process']}&task={row['task']}",
            meta=f"{row['initiator']['name']} · {localized(row['node_name']) or localized(row['flow'])}",
        )
        for row in todo(actor=actor, limit=limit).items
    ]
    return HomeTasks(count_todo(actor), items, url)


@record_panels.register
def process_panel(actor: User, application: Application, form_key: str, record_id: int) -> RecordPanel | None:
    """Show the way of a record's approval beside it."""
    process = latest_process(actor=actor, application=application, form_key=form_key, record_id=record_id)
    if process is None:
        return None
    urls = {
        "api": reverse("api_inbox").removesuffix("inbox/"),
        "people": reverse("builder:search_people"),
        "inbox": reverse("flow:inbox"),
    }
    given = {"process": process, "me": {"id": actor.pk, "name": actor.display_name}, "urls": urls}
    return RecordPanel("flow_engine/process/panel.html", given, position=10)


def _entry(application: Application, flow: Flow) -> SectionEntry:
    note = "" if flow.enabled or flow.current_version_id is None else _("Switched off")
    url = reverse("flow:flow_design", args=[application.key, flow.key])
    return SectionEntry(localized(flow.name), url, state_of(flow), note)
