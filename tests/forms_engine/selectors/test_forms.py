"""Finding forms."""

from __future__ import annotations

import pytest

from builder.exceptions import NotAllowed, NotFound
from forms_engine.exceptions import FormNotPublished
from forms_engine.selectors.forms import (
    form_spec,
    get_design,
    get_form,
    get_form_by_id,
    get_version,
    link_targets,
    list_forms,
    list_versions,
    published_form,
)
from forms_engine.services.forms import create_form, delete_form, publish_form
from tests.builder.factories import make_administrator, make_application, make_person, make_role
from tests.forms_engine.making import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def designer():
    return make_administrator()


@pytest.fixture
def app(designer):
    return make_application(designer, key="buying")


@pytest.fixture
def forms(designer, app):
    made = {}
    for name in ("order", "draft", "secret"):
        document = make_document({"a": "text"})
        made[name] = create_form(actor=designer, application=app, name=name, key=name, document=document)
        if name != "draft":
            publish_form(actor=designer, form=made[name])
    return made


@pytest.fixture
def clerk(app, forms):
    person = make_person()
    make_role(app, person, grants={"app": ["use"], "forms": {"order": {"actions": ["read"]}}})
    return person


def test_everybody_sees_their_forms(designer, clerk, app, forms):
    """Designers see all, others the published ones they have a right on."""
    assert ["order", "draft", "secret"] == [form.key for form in list_forms(actor=designer, application=app)]
    assert ["order"] == [form.key for form in list_forms(actor=clerk, application=app)]


def test_a_form_without_a_right_does_not_exist(clerk, forms):
    """Not even its name is told."""
    assert forms["order"] == get_form(actor=clerk, app_key="buying", form_key="order")
    assert forms["order"] == get_form_by_id(actor=clerk, form_id=forms["order"].pk)
    for key in ("secret", "draft", "ghost"):
        with pytest.raises(NotFound):
            get_form(actor=clerk, app_key="buying", form_key=key)
    with pytest.raises(NotFound):
        get_form_by_id(actor=clerk, form_id=forms["secret"].pk)


def test_using_is_not_designing(designer, clerk, forms):
    """Who may use a form learns that it is the right to design that is missing."""
    assert forms["draft"] == get_design(actor=designer, app_key="buying", form_key="draft")
    for ask in (
        lambda: get_design(actor=clerk, app_key="buying", form_key="order"),
        lambda: list_versions(actor=clerk, form=forms["order"]),
        lambda: get_version(actor=clerk, form=forms["order"], number=1),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_versions_are_listed_and_read(designer, forms):
    """The newest first; a number that never was is not found."""
    assert [1] == [version.number for version in list_versions(actor=designer, form=forms["order"])]
    assert "a" in get_version(actor=designer, form=forms["order"], number=1).document["properties"]
    with pytest.raises(NotFound):
        get_version(actor=designer, form=forms["order"], number=2)


def test_flows_and_jobs_find_published_forms(designer, forms):
    """Without a version there is nothing to run."""
    assert forms["order"] == published_form(app_key="buying", form_key="order")
    assert ["a"] == list(form_spec(forms["order"]).fields)
    with pytest.raises(FormNotPublished):
        published_form(app_key="buying", form_key="draft")
    with pytest.raises(FormNotPublished):
        form_spec(forms["draft"])
    delete_form(actor=designer, form=forms["order"])
    with pytest.raises(NotFound):
        published_form(app_key="buying", form_key="order")


def test_links_may_point_to_published_forms_and_to_the_form_itself(forms):
    """A draft is a target only of its own links."""
    assert {"order", "secret", "draft"} == set(link_targets(forms["draft"], forms["draft"].draft))
    assert {"order", "secret"} == set(link_targets(forms["order"], forms["order"].draft))
