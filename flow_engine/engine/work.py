"""Work by people: opening a run, asking, counting, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flow_engine.nodes.base import Work

from .people import Seat, find_seating
from .plan import START
from .refusal import Refused
from .state import UNFINISHED, Run, Task
from .votes import Tally, verdict

if TYPE_CHECKING:
    from .stepper import Stepper


def open_work(step: Stepper, token: int, work: Work) -> None:
    """Ask the people of the node the token has entered."""
    one = step.state.tokens[token]
    node = step.plan.node(one.node)
    back, one.back = one.back or {}, None
    seating = find_seating(step, node, work, back)
    if seating.instead == "incident":
        step.incident(token, seating.reason)
        return
    number = step.number()
    run = Run(token, node.key, step.state.visits[node.key], back=back.get("then"))
    step.state.runs[number] = run
    step.changes.runs[number] = run
    if seating.instead:
        if seating.instead == "approve" and work.positive == "approve":
            step.state.passed.append(node.key)
        step.log("auto", node.key, run=number, outcome=seating.instead, reason=seating.reason)
        run.reason = seating.reason
        _run_decided(step, number, seating.instead)
        return
    for seat in seating.seats:
        run.order.append(_seat(step, number, seat, work))
    step.log("opened", node.key, run=number, people=[seat.assignee for seat in seating.seats])
    pump(step, number)


def _seat(step: Stepper, run: int, seat: Seat, work: Work) -> int:
    number = step.number()
    task = Task(run, step.state.runs[run].node, seat.assignee, seat.owner, work.task_kind)
    if seat.cast:
        task.state, task.outcome, task.reason = "done", work.positive, seat.cast
        step.log("auto", task.node, run=run, task=number, outcome=work.positive, reason=seat.cast, owner=seat.owner)
    step.state.tasks[number] = task
    touch(step, number)
    return number


def touch(step: Stepper, number: int) -> None:
    """Note that a task is new or changed."""
    step.changes.tasks[number] = step.state.tasks[number]


def pump(step: Stepper, number: int) -> None:
    """Count the votes of a run; close it when it is decided, else open whoever is next."""
    run = step.state.runs[number]
    work = step.work_of(run.node)
    votes = [step.state.tasks[task] for task in run.order]
    done = [task for task in votes if task.state == "done"]
    tally = Tally(
        total=len(votes),
        approvals=sum(task.outcome == work.positive for task in done),
        rejections=sum(task.outcome == "reject" for task in done),
    )
    decided = verdict(tally, work.need, work.veto, early=work.early)
    if decided is not None:
        _run_decided(step, number, decided)
        return
    waiting = [task for task in run.order if step.state.tasks[task].state == "queued"]
    if work.order == "sequence":
        busy = any(task.state in ("open", "waiting", "after") for task in votes)
        waiting = [] if busy else waiting[:1]
    for task in waiting:
        open_task(step, task)


def open_task(step: Stepper, number: int) -> None:
    """Put a task into its assignee's inbox."""
    step.state.tasks[number].state = "open"
    touch(step, number)


def close_run(step: Stepper, number: int, status: str, reason: str = "") -> None:
    """End a run; whoever has not answered need not any more."""
    run = step.state.runs.pop(number)
    run.status, run.reason = status, reason or run.reason
    step.changes.runs[number] = run
    for task_number in step.state.tasks_of(number):
        touch(step, task_number)
        task = step.state.tasks.pop(task_number)
        if task.state in UNFINISHED:
            task.state, task.reason = "cancelled", reason or "decided"


def settle(step: Stepper, number: int, outcome: str) -> None:
    """Record a person's answer, and what follows from it in the run."""
    task = step.state.tasks[number]
    positive = step.work_of(task.node).positive
    children = [key for key in step.state.tasks_of(task.run) if step.state.tasks[key].parent == number]
    queued = [key for key in children if step.state.tasks[key].state == "queued"]
    touch(step, number)
    if outcome == positive and queued:
        task.state = "after"
        for key in queued:
            open_task(step, key)
        return
    cancel_tasks(step, children, "decided")
    task.state, task.outcome = "done", outcome
    if task.parent is None:
        pump(step, task.run)
    else:
        _answer_parent(step, task, outcome)


def _answer_parent(step: Stepper, task: Task, outcome: str) -> None:
    parent_number = task.parent
    if parent_number is None:
        return
    parent = step.state.tasks[parent_number]
    siblings = [key for key in step.state.tasks_of(task.run) if step.state.tasks[key].parent == parent_number]
    touch(step, parent_number)
    if outcome == "reject":
        cancel_tasks(step, siblings, "decided")
        parent.state, parent.reason = "open", "ADDED_REJECTED"
        settle(step, parent_number, "reject")
    elif not any(step.state.tasks[key].state in UNFINISHED for key in siblings):
        was_after = parent.state == "after"
        parent.state = "open"
        if was_after:
            settle(step, parent_number, step.work_of(parent.node).positive)


def cancel_tasks(step: Stepper, numbers: list[int], reason: str) -> None:
    """Take tasks away that nobody has answered."""
    for number in numbers:
        task = step.state.tasks[number]
        if task.state in UNFINISHED:
            task.state, task.reason = "cancelled", reason
            touch(step, number)


def send_back(step: Stepper, token: int, target: str, then: dict[str, Any] | None) -> None:
    """Take the flow back to an earlier node; what came after it on the way is forgotten.

    Raises:
        Refused: the target cannot be reached from here.
    """
    step.move(token, target, "returned", {"returned": True, "then": then})
    forget_after(step, target)
    step.state.returns += 1
    if target == START:
        step.state.status = "returned"


def forget_after(step: Stepper, target: str) -> None:
    """Forget finished work at the target and after it, except in lanes beside it."""
    scope = step.plan.chain(target)
    path = step.state.path
    place = next((index for index, entry in enumerate(path) if entry["node"] == target), None)
    if target == START:
        place = 0
    if place is None:
        return
    step.state.path = [
        entry
        for index, entry in enumerate(path)
        if index < place or step.plan.chain(entry["node"])[: len(scope)] != scope
    ]
    if not scope:
        step.state.passed = []


def _run_decided(step: Stepper, number: int, decided: str) -> None:
    run = step.state.runs[number]
    work = step.work_of(run.node)
    token = run.token
    if decided == "approve":
        _remember(step, number, work)
    close_run(step, number, decided if decided == "reject" else work.positive)
    step.log("decided", run.node, run=number, outcome=run.status)
    if decided == "reject":
        _rejected(step, run, work)
    else:
        _passed(step, token, run)


def _passed(step: Stepper, token: int, run: Run) -> None:
    then = run.back
    if run.node == START:
        step.state.status = "running"
    if then and step.plan.chain(then["node"]) == step.plan.chain(run.node):
        step.state.tokens[token].back = {"returned": True, "keep": then.get("votes", [])}
        step.schedule(token, then["node"])
        return
    if then:
        step.log("direct_dropped", run.node, target=then["node"])
    step.leave(token)


def _rejected(step: Stepper, run: Run, work: Work) -> None:
    if work.on_reject == "end":
        step.finish("rejected")
        return
    target = work.on_reject["return_to"]
    target = START if target == "initiator" else target
    try:
        send_back(step, run.token, target, None)
    except (Refused, KeyError):
        step.incident(run.token, "TARGET_MISSING", target)
    else:
        step.log("returned", run.node, target=target)


def _remember(step: Stepper, number: int, work: Work) -> None:
    """Note who carried a run, for repeats, for `previous` and for the separation of duties."""
    run = step.state.runs[number]
    tasks = [step.state.tasks[task] for task in run.order]
    given = [task for task in tasks if task.state == "done" and task.outcome == work.positive]
    if run.node == START or not given:
        return
    entry: dict[str, Any] = {"node": run.node, "votes": [[task.owner, task.assignee] for task in given]}
    if work.positive == "approve":
        entry["approve"] = True
        entry["approvals"] = sum(task.reason in ("", "KEPT") for task in given)
    step.state.path = [one for one in step.state.path if one["node"] != run.node]
    step.state.path.append(entry)
