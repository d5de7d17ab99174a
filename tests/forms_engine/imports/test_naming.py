"""A form's document for a file."""

from forms_engine.imports.naming import document_for


def test_columns_become_fields_with_their_rules():
    """Each column gets a key of its own; required and unique are kept where they were asked for."""
    columns = [
        {"index": 0, "name": "CustomerID", "type": "text", "required": True, "unique": True},
        {"index": 2, "name": "Customer ID", "type": "text"},
        {"index": 3, "name": "Kind", "type": "choice", "options": ["Big", "Small"], "required": False},
    ]

    document, places = document_for("Customers", columns)

    assert {0: "customer_id", 2: "customer_id_2", 3: "kind"} == places
    assert ["customer_id"] == document["required"]
    fields = {key: one["x-field"] for key, one in document["properties"].items()}
    assert (True, False) == ("unique" in fields["customer_id"], "unique" in fields["customer_id_2"])
    assert ["big", "small"] == [option["key"] for option in fields["kind"]["options"]]
