"""Votes, against an independent reading of the rule in words, over every sequence of answers."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from flow_engine.engine.votes import Tally, needed, verdict

from .playing import approve, play

NEEDS = [
    "all",
    "any",
    {"percent": 1},
    {"percent": 23},
    {"percent": 33.4},
    {"percent": 50},
    {"percent": 60},
    {"percent": 67},
    {"percent": 100},
    {"count": 2},
    {"count": 9},
]
VETOES = ["any", "all", "impossible", {"count": 2}]


def oracle(need, veto, total, votes):
    """Return the result by trying every possible future."""
    approvals, rejections = votes.count("approve"), votes.count("reject")
    if need == "all":
        wanted = total
    elif need == "any":
        wanted = 1
    elif "count" in need:
        wanted = min(total, need["count"])
    else:
        share = Fraction(str(need["percent"])) / 100
        wanted = next(count for count in range(1, total + 1) if Fraction(count, total) >= share)
    if approvals >= wanted:
        return "approve"
    limits = {"any": 1, "all": total}
    limit = limits.get(veto) if isinstance(veto, str) else min(total, veto["count"])
    if limit is not None and rejections >= limit:
        return "reject"
    futures = product(("approve", "reject"), repeat=total - len(votes))
    possible = any(approvals + future.count("approve") >= wanted for future in futures)
    return None if possible else "reject"


@pytest.mark.parametrize("need", NEEDS, ids=str)
@pytest.mark.parametrize("veto", VETOES, ids=str)
def test_every_sequence_of_votes_ends_as_the_words_say(need, veto):
    """For one to five voters, after every vote until it is decided."""
    for total in range(1, 6):
        for sequence in product(("approve", "reject"), repeat=total):
            for length in range(total + 1):
                votes = list(sequence[:length])
                tally = Tally(total, votes.count("approve"), votes.count("reject"))

                assert oracle(need, veto, total, votes) == verdict(tally, need, veto)
                if verdict(tally, need, veto):
                    break


@pytest.mark.parametrize("order", ["parallel", "sequence"])
@pytest.mark.parametrize("need", NEEDS, ids=str)
@pytest.mark.parametrize("veto", VETOES, ids=str)
def test_the_engine_ends_a_node_exactly_then(need, veto, order):
    """The same through whole processes of up to four voters."""
    statuses = {"approve": "approved", "reject": "rejected", None: "running"}
    for total in range(1, 5):
        people = list(range(11, 11 + total))
        for sequence in product(("approve", "reject"), repeat=total):
            game = play(approve("a", *people, need=need, veto=veto, order=order))
            for count, (person, vote) in enumerate(zip(people, sequence, strict=True), start=1):
                game.answer(person, vote)
                result = oracle(need, veto, total, list(sequence[:count]))

                assert statuses[result] == game.state.status
                if result:
                    break


@pytest.mark.parametrize(
    ("percent", "total", "expected"), [(23, 10, 3), (60, 5, 3), (61, 5, 4), (100, 7, 7), (0.1, 3, 1)]
)
def test_a_percentage_is_rounded_up(percent, total, expected):
    """Never below one."""
    assert expected == needed({"percent": percent}, total)


def test_without_early_everybody_is_heard():
    """The result waits for the last vote."""
    assert verdict(Tally(3, 2, 0), "any", "any", early=False) is None
