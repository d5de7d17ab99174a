"""Node runs: visits of a process to nodes where people are asked."""

from django.db import models


class NodeRun(models.Model):
    """One visit, with when it began and how it ended; `number` is its own within the process."""

    process = models.ForeignKey("flow_engine.Process", models.CASCADE, related_name="runs", db_index=False)
    flow = models.ForeignKey("flow_engine.Flow", models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    node = models.CharField(max_length=40)
    visit = models.PositiveIntegerField()
    status = models.CharField(max_length=12)
    reason = models.CharField(max_length=20, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="node_run_number")]
        indexes = [
            models.Index(fields=["flow", "node", "opened_at"], name="node_run_flow"),
            models.Index(fields=["flow", "node"], condition=models.Q(status="open"), name="node_run_open"),
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.visit}"
