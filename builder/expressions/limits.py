"""How big an expression may be: limits that are checked before it ever runs."""

from __future__ import annotations

MAX_CHARACTERS = 4_000
MAX_TOKENS = 800
MAX_BRACKETS = 40
MAX_NUMBER_CHARACTERS = 25
MAX_NODES = 400
MAX_DEPTH = 100
MAX_PATH = 6
MAX_ARGUMENTS = 50

# Whole digits a field may bring along, and the most a product of fields may reach.
FIELD_DIGITS = 30
MAX_DIGITS = 300

# Characters a text field is taken to have when growth is judged, and the most a result may reach; a text function that
# multiplies gives blank beyond MAX_TEXT.
FIELD_TEXT = 1_000
MAX_TEXT_GROWTH = 5_000_000
MAX_TEXT = 100_000

MAX_PATTERN = 500
MAX_REPEAT = 255
MAX_PATTERN_SIZE = 2_000
