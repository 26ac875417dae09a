#!/usr/bin/env python3
"""The day after a first dose, by keyboard alone: each rating that the course's schedule asks for stands on Today, opens
its own form, and leaves the list when it is saved; of a bipolar patient the mania rating is among them.

Scales and windows are those of features F18 and F54: up to 72 h OCD-VAS, CGI and MADRS, YMRS from 24 h to day 7.
"""
import datetime

import person
from driver import run

NOW = datetime.datetime.now().astimezone().replace(second=0, microsecond=0)


def at(hours):
    """That many hours before now, to the minute, with the offset of the clock."""
    return (NOW - datetime.timedelta(hours=hours)).isoformat(timespec="minutes")


folder = person.clinic_of(
    staff=person.STAFF,
    patients=[person.PATIENTS, "T-1,Quimby,Ada,1980-05-17,female,F42.2;F31.76"],
    courses=["course_id,mrn,arm,route,indication,started_on", f"C-1,T-1,ketamine,iv,F42.2,{at(40)[:10]}"],
    sessions=["course_id,started_at,ended_at,status,dose_mg", f"C-1,{at(30)},{at(29)},held,31"])
ui = person.start(folder)

# scale: its id, its first question, what is typed so that every question has an answer
SCALES = {"OCD-VAS": ("ocd_vas", "^OCD-VAS, OCD symptoms now", "7"), "CGI-S": ("cgis", "^CGI-S", "4"), "CGI-I": ("cgii", "^CGI-I", "3"),
          "MADRS": ("madrs", "^Item 1 Sadness seen", "2" * 10), "YMRS": ("ymrs", "^Item 1 Elevated mood", "0" * 11)}


def due():
    return {words.split(", ")[1] for words in (row.name for row in ui.find_all("list item", "^Ada Quimby, .*due|overdue"))}


def to_row(words):
    ui.key(*["Up"] * 12)
    for _ in range(20):
        node = ui.focused()
        if node is not None and node.role_name == "list item" and words in node.name:
            return
        before = node.path if node is not None else None
        ui.key("Down")
        ui.wait(lambda: ui.focused() is not None and ui.focused().path != before, "the next row")
    raise AssertionError(f"no row {words!r}")


def each_slot_stands_on_the_list():
    ui.find("list item", "^Ada Quimby, OCD-VAS")
    assert due() == set(SCALES), due()
    ui.find("list item", "^Ada Quimby, YMRS, .*after session 1")


def open_form(scale):
    ui.focus()
    to_row(f"Ada Quimby, {scale}")
    ui.key("Return")
    ui.wait_focus("radio group", SCALES[scale][1])


def each_row_opens_its_own_form():
    for scale in SCALES:
        open_form(scale)
        ui.key("Escape")
        ui.wait_focus("list item", f"^Ada Quimby, {scale}")


def saving_takes_the_row_away():
    for scale, (instrument, _, keys) in SCALES.items():
        if scale == "CGI-I":
            continue  # it asks what it compares with first
        open_form(scale)
        ui.type(keys)
        ui.key("ctrl+s")
        ui.gone("list item", f"^Ada Quimby, {scale}")
        ui.find("button", "^All Alerts")
        got = person.query(folder, f"SELECT count(*) FROM assessment WHERE instrument_id = '{instrument}' AND scores IS NOT NULL")
        assert got == [(1,)], (scale, got)
    ui.find("list item", "^Ada Quimby, CGI-I")
    assert due() == {"CGI-I"}, due()


def mine_and_the_whole_clinic():
    ui.focus()
    ui.act("button", "^Mine$")
    ui.find("list item", "^Ada Quimby, CGI-I")
    ui.act("button", "^Whole Clinic$")
    ui.end_well()


run([each_slot_stands_on_the_list, each_row_opens_its_own_form, saving_takes_the_row_away, mine_and_the_whole_clinic])
