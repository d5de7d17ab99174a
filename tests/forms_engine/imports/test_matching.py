"""Matching columns with fields."""

from forms_engine.imports.matching import Target, match_columns


def test_names_decide_and_each_field_is_taken_once():
    """Case, spaces, underscores and an Id suffix do not matter."""
    targets = [
        Target("customer", "link", ("customer", "Customer")),
        Target("order_date", "date", ("order_date", "Order date", "订单日期")),
        Target("freight", "money", ("freight", "Freight")),
    ]
    columns = ["OrderID", "CustomerID", "OrderDate", "订单日期", "FREIGHT"]

    found = match_columns(columns, ["number", "text", "date", "date", "money"], targets)

    assert {1: "customer", 2: "order_date", 4: "freight"} == found
