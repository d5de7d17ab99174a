"""Small result tables to draw."""

from reports_engine.charts import Table
from reports_engine.charts.base import Column

MONTH = Column("d1", "Month", "dimension", "date")
KIND = Column("d2", "Kind", "dimension", "text")
SUM = Column("m1", "Spend", "measure", "number", "money")

BY_MONTH = Table(
    [MONTH, SUM], [["2026-09-01", "10.00"], ["2026-10-01", "5.50"]], [["2026-09", "10.00"], ["2026-10", "5.50"]]
)
BY_MONTH_AND_KIND = Table(
    [MONTH, KIND, SUM],
    [["2026-09-01", "it", "10.00"], ["2026-09-01", "office", "1.00"], ["2026-10-01", "it", "5.50"]],
    [["2026-09", "IT", "10.00"], ["2026-09", "Office", "1.00"], ["2026-10", "IT", "5.50"]],
)
EMPTY = Table([MONTH, SUM], [], [])
