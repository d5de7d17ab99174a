"""Random expressions of every type, for the agreement test."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from .world import TEXTS

PATTERNS = ["a", "^a", "b$", "^a.b$", "[a-z]+", "^[A-Z]*$", r"\\d+", r"^\\d{1,3}$", r"\\w", r"\\s", r"^\\S+$", "a|b"]
PATTERNS += ["(ab|c)+", "^.$", "^..$", ".*b", "[^a]", r"\\.", r"-?\\d+(\\.\\d+)?", "你", "^$", "$", "é", r"[\\w.-]+"]
PATTERNS += ["a{2}", "(?:a)?b?", "x*$", "(a|b|)c"]

number_fields = st.sampled_from(["n1", "n2", "whole", "zero", "customer.credit", "customer.id"])
text_fields = st.sampled_from(["s1", "s2", "customer.level", "me.name"])
number_literals = st.sampled_from(
    ["0", "1", "2", "3", "7", "10", "0.5", "2.5", "0.1", "1000", "0.0001", "12.345", "100", "1e3", "0.3333333333"]
)
text_literals = st.sampled_from([json.dumps(text, ensure_ascii=False) for text in TEXTS[1:]])
date_literals = st.sampled_from(['d"2024-03-01"', "TODAY()", 'd"1999-12-31"', "DATE(2024, 2, 29)"])
moment_literals = st.sampled_from(
    ['d"2024-03-10T03:30:00"', 'd"2024-02-29T16:00:00Z"', "NOW()", 'd"2024-11-03T01:30:00"']
)
durations = st.sampled_from(
    ['t"P30D"', 't"P1D"', 't"PT1H"', 't"PT0S"', 't"P1W"', 't"PT0.5S"', 't"P365D"', 't"PT23H59M59.999999S"']
)
ORDER = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])
SIDE = st.sampled_from(["=", "!="])


def form(template: str, *parts):
    """Return the template filled with expressions."""
    return st.tuples(*parts).map(lambda values: template.format(*values))


number = st.deferred(lambda: NUMBER)
text = st.deferred(lambda: TEXT)
boolean = st.deferred(lambda: BOOLEAN)
date = st.deferred(lambda: DATE)
moment = st.deferred(lambda: MOMENT)
duration = st.deferred(lambda: DURATION)
record = st.sampled_from(["customer", "me.favourite"])
any_date = st.one_of(date, moment)
row_text = text.filter(lambda value: "items" not in value)
row_moment = moment.filter(lambda value: "items" not in value)
row_number = number.filter(lambda value: "items" not in value)

NUMBER = st.one_of(
    number_fields,
    number_literals,
    number_fields,
    form("({} {} {})", number, st.sampled_from(["+", "-", "*", "/", "//", "%"]), number),
    form("(-{})", number),
    form("({} ? {} : {})", boolean, number, number),
    form("({} ?? {})", number, number),
    form("LEN({})", text),
    form("FIND({}, {})", text, text),
    form("{}({})", st.sampled_from(["INDAYS", "INHOURS", "INMINUTES", "INSECONDS"]), duration),
    form("{}({})", st.sampled_from(["YEAR", "QUARTER", "MONTH", "WEEKNUM", "DAY", "WEEKDAY"]), any_date),
    form("{}({})", st.sampled_from(["HOUR", "MINUTE"]), any_date),
    form(
        "{}({}, {})",
        st.sampled_from(["ROUND", "ROUNDUP", "ROUNDDOWN"]),
        number,
        st.sampled_from(["0", "1", "2", "-2", "5"]),
    ),
    form("{}({})", st.sampled_from(["ABS", "SIGN", "FLOOR", "CEILING", "INT"]), number),
    form("{}({}, {})", st.sampled_from(["MIN", "MAX", "SUM", "AVERAGE", "MOD", "QUOTIENT"]), number, number),
    form("IF({}, {}, {})", boolean, number, number),
    form("IFS({}, {}, {}, {})", boolean, number, boolean, number),
    form("SWITCH({}, {}, {}, {})", st.sampled_from(["s1", "s2"]), text_literals, number, number),
    form("CHOOSE(whole, {}, {})", number, number),
    form("VALUE({})", text),
    form("DAYS({}, {})", any_date, any_date),
    form("({} - {})", date, date),
    form("DATEDIF({}, {}, {})", any_date, any_date, st.sampled_from(['"d"', '"m"', '"y"'])),
    form("NETWORKDAYS({}, {})", any_date, any_date),
    form("POWER({}, 2)", number),
    form("{}({}, {})", st.sampled_from(["IFERROR", "COALESCE"]), number, number),
    form("AVERAGEIF(items.amount, items.kind = {})", row_text),
    form("({} ** {})", number, st.sampled_from("0123")),
    form("COUNT({}, {})", number, text),
    st.sampled_from(["SUM(items.amount)", "COUNT(items)", "AVERAGE(items.amount)", "MIN(items.amount)", "COUNT(tags)"]),
    st.sampled_from(
        ["MAX(items.amount)", "COUNT(items.kind)", "COUNT(items.at)", "FIRST(items.amount)", "COUNT(items.done)"]
    ),
    form(
        "{}(items.amount * {}, items.kind {} {})",
        st.sampled_from(["SUM", "MIN", "MAX", "AVERAGE", "COUNT", "LAST"]),
        row_number,
        ORDER,
        row_text,
    ),
    form("SUM([i.amount for i in items if i.at {} {} or not (i.amount > {})])", ORDER, row_moment, number_fields),
    form("SUMIF(items.kind, {}, items.amount)", row_text),
    form("COUNTIF(items.kind, {})", row_text),
)
TEXT = st.one_of(
    text_fields,
    text_literals,
    text_fields,
    form("({} + {})", text, text),
    form("{}({})", st.sampled_from(["UPPER", "LOWER", "TRIM"]), text),
    form("({} ? {} : {})", boolean, text, text),
    form("({} ?? {})", text, text),
    form("{}({}, {})", st.sampled_from(["LEFT", "RIGHT"]), text, st.sampled_from(["1", "2", "0", "whole"])),
    form("MID({}, {}, 2)", text, st.sampled_from(["1", "2", "whole"])),
    form("REPT({}, {})", text, st.sampled_from(["0", "2", "whole"])),
    form("TEXT({})", st.one_of(number, date)),
    form("TEXT({}, {})", number, st.sampled_from(["0", "2", "10"])),
    form("CONCAT({}, {})", text, text),
    form("SUBSTITUTE({}, {}, {})", text, text, text),
    form("{}({}, {})", st.sampled_from(["MIN", "MAX"]), text, text),
    st.sampled_from(
        ["MIN(items.kind)", "MAX(items.kind)", "FIRST(items.kind)", "LAST(items.kind)", "JOIN(items.kind)"]
    ),
)
BOOLEAN = st.one_of(
    st.sampled_from(["b1", "b2", "true", "false"]),
    form("({} {} {})", number, ORDER, number),
    form("({} {} {})", text, ORDER, text),
    form("({} {} {})", any_date, ORDER, any_date),
    form("({} {} {})", duration, ORDER, duration),
    form("({} {} {})", number_fields, ORDER, number_literals),
    form("({} {} {})", st.sampled_from(["day1", "at1"]), ORDER, st.sampled_from(["NOW()", "TODAY()", '"2024-03-01"'])),
    form("({} {} {})", record, SIDE, st.sampled_from(["customer", "me.favourite", "2", "null"])),
    form("({} {} {})", boolean, SIDE, boolean),
    form("({} {} null)", st.one_of(number, text, any_date, boolean), SIDE),
    form("({} and {})", boolean, boolean),
    form("({} or {})", boolean, boolean),
    form("(not {})", boolean),
    form("NOT({})", boolean),
    form("({} ? {} : {})", boolean, boolean, boolean),
    form("({} in {})", text, text),
    form("({} in [{}, {}, {}])", text, text_literals, text_literals, st.one_of(text_literals, st.just("null"))),
    form("({} in [{}, {}])", number, number_literals, st.one_of(number_literals, st.just("null"))),
    form("({} not in [{}, {}])", number_fields, number_literals, number_literals),
    form("(customer in [1, {}])", st.sampled_from(["2", "null"])),
    form('({} {} "{}")', text, st.sampled_from(["=~", "=~~", "!~~"]), st.sampled_from(PATTERNS)),
    form("({} in {})", text, st.sampled_from(["tags", "me.roles"])),
    st.sampled_from(["customer in chosen", 'HASROLE(me, "boss")', "ISBLANK(tags)", "ISBLANK(customer)"]),
    form("{}({}, {})", st.sampled_from(["CONTAINS", "STARTSWITH", "ENDSWITH"]), text, text),
    form("(not {})", st.one_of(number, text, any_date)),
    form("ISBLANK({})", st.one_of(number, text, any_date)),
    form("{}({}, {})", st.sampled_from(["AND", "OR"]), boolean, st.one_of(boolean, text)),
    form("{}(items, items.amount {} {})", st.sampled_from(["ANY", "EVERY"]), ORDER, row_number),
)
DATE = st.one_of(
    st.sampled_from(["day1", "day2"]),
    date_literals,
    form("({} {} {})", date, st.sampled_from(["+", "-"]), st.one_of(st.sampled_from(["3", "whole", "n1"]), durations)),
    form("DATEVALUE({})", any_date),
    form("({} ? {} : {})", boolean, date, date),
    form("({} ?? {})", date, date),
    form("EDATE({}, {})", date, st.sampled_from(["1", "-1", "12", "13", "whole"])),
    form("EOMONTH({}, {})", any_date, st.sampled_from(["0", "-1", "1", "whole"])),
    form("ADDDAYS({}, {})", date, st.sampled_from(["1", "-30", "0.5", "n1"])),
    form(
        "DATE({}, {}, {})",
        st.sampled_from(["2024", "whole", "2023.7"]),
        st.sampled_from(["1", "2", "13", "0", "n1"]),
        st.sampled_from(["1", "31", "0", "whole"]),
    ),
    st.sampled_from(["MIN(items.day)", "MAX(items.day)", "FIRST(items.day)"]),
)
MOMENT = st.one_of(
    st.sampled_from(["at1", "at2"]),
    moment_literals,
    form("({} {} {})", moment, st.sampled_from(["+", "-"]), durations),
    form("({} + span)", moment),
    form("({} ? {} : {})", boolean, moment, any_date),
    form("({} ?? {})", moment, any_date),
    form("EDATE({}, {})", moment, st.sampled_from(["1", "-1", "12", "13", "whole"])),
    form("ADDDAYS({}, {})", moment, st.sampled_from(["1", "-30", "0.5", "n1"])),
    form("MAX({}, {})", moment, any_date),
    st.sampled_from(["MIN(items.at)", "MAX(items.at)", "LAST(items.at)"]),
)
DURATION = st.one_of(
    durations,
    st.just("span"),
    form("({} - {})", moment, any_date),
    form("({} {} {})", duration, st.sampled_from(["+", "-"]), durations),
    form("(-{})", duration),
)
REFERENCE = st.one_of(record, form("IFBLANK({}, {})", record, record), form("IF({}, {}, {})", boolean, record, record))
EXPRESSION = st.one_of(BOOLEAN, BOOLEAN, NUMBER, TEXT, DATE, MOMENT, DURATION, REFERENCE)
