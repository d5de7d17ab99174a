"""The union of roles, without a database."""

from __future__ import annotations

from builder.permissions.access import AppAccess, Grant, Scope


def _access(*grants):
    return AppAccess(1, tuple(Grant(number, f"r{number}", {}, grant) for number, grant in enumerate(grants)))


def _form(actions, kind="all", fields=None, **scope):
    return {"actions": actions, "scope": {"kind": kind, **scope}, "fields": fields or {}}


def test_nothing_is_given_without_a_role():
    """Who has no role may not even use the app."""
    access = _access()

    assert (False, frozenset(), ()) == (access.can("use"), access.form("x").actions, access.form("x").scopes)


def test_rights_of_several_roles_add_up():
    """Two roles give what either gives; any grant includes the use of the app."""
    access = _access({"app": ["design"]}, {"forms": {"order": _form(["read"])}})

    assert frozenset({"use", "design"}) == access.rights
    assert frozenset({"read"}) == access.form("order").actions


def test_a_role_without_any_grant_gives_nothing():
    """An empty role is not a way into the app."""
    assert _access({}).can("use") is False


def test_the_star_stands_for_forms_not_named():
    """A form's own entry replaces the default of the same role."""
    access = _access({"forms": {"*": _form(["read"]), "secret": _form([])}})

    assert (True, False) == (access.form("any").can("read"), access.form("secret").can("read"))


def test_scopes_are_a_union_and_the_whole_swallows_the_rest():
    """Own plus department is both; with all, only all is left."""
    own, below = {"forms": {"f": _form(["read"], "own")}}, {"forms": {"f": _form(["read"], "department_below")}}
    department = {"forms": {"f": _form(["read"], "department")}}

    assert (Scope("own"), Scope("department_below")) == _access(own, department, below).form("f").scopes
    assert (Scope("all"),) == _access(own, {"forms": {"f": _form(["read"])}}).form("f").scopes


def test_a_wide_read_does_not_widen_a_narrow_change():
    """Who may read all records and change their own may not change all."""
    access = _access({"forms": {"f": _form(["read"])}}, {"forms": {"f": _form(["read", "amend"], "own")}}).form("f")

    assert ((Scope("all"),), (Scope("own"),)) == (access.scopes_for("read"), access.scopes_for("amend"))


def test_the_most_permissive_mask_wins():
    """A role that does not restrict a field leaves it editable for who has that role as well."""
    hidden = {"forms": {"f": _form(["read"], fields={"salary": "hidden", "bonus": "hidden"})}}
    read = {"forms": {"f": _form(["read"], fields={"salary": "read"})}}

    assert {"salary": "hidden", "bonus": "hidden"} == _access(hidden).form("f").masks
    assert {"salary": "read"} == _access(hidden, read).form("f").masks
    assert "edit" == _access(hidden, read).form("f").mask("bonus")


def test_a_role_that_gives_no_action_does_not_lift_a_mask():
    """Only roles that let somebody at the form count for its fields."""
    hidden = {"forms": {"f": _form(["read"], fields={"salary": "hidden"})}}
    nothing = {"app": ["use"], "forms": {"f": _form([])}}

    assert {"salary": "hidden"} == _access(hidden, nothing).form("f").masks


def test_everything_is_everything():
    """An administrator has every right, every record, and no masks."""
    access = AppAccess(1, everything=True)

    assert access.can("publish")
    assert ((Scope("all"),), {}) == (access.form("f").scopes_for("delete"), access.form("f").masks)
