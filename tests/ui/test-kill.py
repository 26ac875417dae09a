#!/usr/bin/env python3
"""The program killed while a person types and saves: what was shown for more than a second is there again, a save that
returned is in the record, and no saved suicide answer lacks its alert.

An answer counts as shown when the accessibility tree says it.  Four rounds; TIDEMARK_LONG=1 makes them two hundred.
"""
import os
import random
import re
import time

import person
from driver import run

ROUNDS = 200 if os.environ.get("TIDEMARK_LONG") else 4
SEED = int(os.environ.get("TIDEMARK_SEED", "417"))
GRACE = 1.0  # seconds that a crash may cost
WAYS = ("pause", "saving", "typing", "saved")  # what the person was at when it happened
N_ITEMS = 9  # of the PHQ-9; the ninth is the suicide item

folder = person.clinic_of(staff=person.STAFF, patients=[person.PATIENTS, "TM-1,Abel,Ada,1980-01-02,female,F32.1"])
chance = random.Random(SEED)
counts = {"shown": 0, "owed": 0, "saves": 0, "during a save": 0}


def items(ui):
    """The answers of the form on screen: item number to digit, None where there is none."""
    found = {}
    for node in ui.find_all("radio group", "^Item [1-9] "):
        digit = re.match(r"\d", node.description)
        found[int(node.name.split()[1])] = digit.group() if digit else None
    return found


def open_form(ui):
    person.find_patient(ui, "abel", "^Abel, Ada$")
    person.banner(ui, "Ada Abel")
    person.open_scale(ui, "PHQ-9")
    ui.wait(lambda: len(items(ui)) == N_ITEMS, "the form")


def type_answers(ui, n):
    """Types @n answers from the top, each after the one before is shown; returns (item, digit, when it was shown)."""
    shown = []
    ui.key("Home")
    ui.wait_focus("radio group", "^Item 1 ")
    for item in range(1, n + 1):
        digit = str(chance.randrange(4))
        ui.type(digit)
        ui.wait(lambda: items(ui).get(item) == digit, f"answer {digit} of item {item}")
        shown.append((item, digit, time.monotonic()))
    return shown


def saved(where="1"):
    return person.query(folder, f"SELECT id, answers FROM assessment WHERE {where}")


def check_record(at_least):
    rows = saved("instrument_id = 'phq9'")
    assert len(rows) >= at_least, f"{len(rows)} saved, {at_least} were acknowledged"
    alerted = {row[0] for row in person.query(folder, "SELECT assessment_id FROM alert WHERE item_id = '9'")}
    for number, answers in rows:
        suicide = re.search(r"(?:^|;)9=([1-3])", answers)
        assert not suicide or number in alerted, f"the answers {answers} have no alert"
    return len(rows)


def one_round(way, owed, n_saved):
    """Opens, checks what is owed, types, maybe saves, dies; returns what is owed then and how many are in the record."""
    ui = person.open_clinic(folder)
    try:
        open_form(ui)
        there = items(ui)
        for item, digit in owed:
            assert there.get(item) == digit, f"item {item} was shown as {digit} and is now {there.get(item)}"
        shown = type_answers(ui, N_ITEMS if way in ("saving", "saved") else chance.randint(3, N_ITEMS))
        counts["shown"] += len(shown)
        if way == "saved":
            ui.key("ctrl+s")
            ui.gone("radio group", "^Item 1 ")
            counts["saves"] += 1
            n_saved += 1
            shown = []
        elif way == "saving":
            ui.key("ctrl+s")
            time.sleep(chance.uniform(0, 0.25))
        else:
            # A person who pauses for longer than the grace is owed all of it, however fast the machine types.
            time.sleep(GRACE + chance.uniform(0.1, 0.7) if way == "pause" else 0)
        killed = time.monotonic()
    finally:
        ui.kill()
    in_record = check_record(n_saved)
    if in_record > n_saved:
        counts["during a save"] += 1
        shown = []  # the draft went with its save
    owed = [(item, digit) for item, digit, when in shown if killed - when > GRACE]
    counts["owed"] += len(owed)
    return owed, in_record


def what_was_shown_a_second_ago_survives_a_kill():
    owed, n_saved = [], 0
    for number in range(ROUNDS):
        try:
            owed, n_saved = one_round(WAYS[number % len(WAYS)], owed, n_saved)
        except AssertionError as fault:
            raise AssertionError(f"round {number} of seed {SEED}: {fault}") from fault
    ui = person.open_clinic(folder)
    open_form(ui)
    there = items(ui)
    assert all(there.get(item) == digit for item, digit in owed), f"owed {owed}, there {there}"
    ui.end_well()
    print(f"# {ROUNDS} kills; answers shown {counts['shown']}, older than {GRACE:g} s at the kill {counts['owed']}, lost 0; "
          f"saves acknowledged {counts['saves']}, done at the moment of the kill {counts['during a save']}, lost 0")
    assert counts["owed"] > 0, "nothing was owed: the test looks wrong"


def the_record_verifies_after_all():
    check_record(counts["saves"])
    assert person.cli_json("verify", folder)["ok"]


run([what_was_shown_a_second_ago_survives_a_kill, the_record_verifies_after_all])
