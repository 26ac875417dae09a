#!/usr/bin/env python3
"""The morning list, by keyboard alone: an overdue rating, a red alert and a self-report of a clinic that came from files;
all are done from Today and leave it, the list stays; locking empties it.

PHQ-9 item 9 answered 2 is red (clinical.md 8, A4); of a file it is not historical while it is the newest within 30 days.
"""
import datetime

import person
from driver import run

TODAY = datetime.date.today()


def ago(days):
    return (TODAY - datetime.timedelta(days=days)).isoformat()


PHQ9 = "mrn,instrument,taken_at,rater_type," + ",".join(f"item_{n}" for n in range(1, 10))
folder = person.clinic_of(
    staff=person.STAFF,
    patients=[person.PATIENTS, "T-1,Quimby,Ada,1980-05-17,female,F42.2", "T-2,Rowley,Ben,1975-02-01,male,F33.1",
              "T-3,Closed,Cleo,1970-01-01,female,F42.2"],
    courses=["course_id,mrn,arm,agent,indication,started_on,ended_on,end_reason",
             f"C-1,T-1,ssri,sertraline,F42.2,{ago(200)},,", f"C-3,T-3,ssri,sertraline,F42.2,{ago(400)},{ago(100)},completed"],
    assessments=[PHQ9 + ",item_10", f"T-1,ybocs,{ago(100)},clinician,2,2,2,2,2,2,2,2,2,2",
                 f"T-2,phq9,{ago(1)},self,1,1,1,1,1,1,1,1,2,"])
ui = person.start(folder)


def rows(words):
    return ui.find_all("list item", words)


def focus_is(words):
    return ui.wait_focus("list item", words)


def to_row(words):
    """From the top down through the lists until that row has the keyboard."""
    ui.key(*["Up"] * 10)
    for _ in range(20):
        node = ui.focused()
        if node is not None and node.role_name == "list item" and words in node.name:
            return
        before = node.path if node is not None else None
        ui.key("Down")
        ui.wait(lambda: ui.focused() is not None and ui.focused().path != before, "the next row")
    raise AssertionError(f"no row {words!r}")


def the_first_view_is_today():
    ui.find("list item", "^Ada Quimby, Y-BOCS, Sertraline, week 29 · last 20 on .*, 72 days overdue$")
    ui.find("list item", "^Ben Rowley, PHQ-9 item 9 answered 2, Red, T-2 .* open 1 day|^Ben Rowley, .*Red")
    ui.find("list item", "^No sessions today$")
    assert not rows("Cleo"), "a closed course is asked for"
    assert all("Quimby" not in title and "Rowley" not in title for title in ui.titles()), "a name in a title"


def the_alert_is_answered_from_the_list():
    ui.focus()
    to_row("Ben Rowley")
    ui.key("Return")
    ui.find("label", "^Record an action$")
    ui.focus()
    ui.wait_focus("text box", "What was done")
    ui.type("called, C-SSRS done, safe")
    ui.tab_to("button", "^Done by")
    ui.choose(1)
    ui.key("ctrl+s")
    ui.gone("label", "^Record an action$")
    ui.find("list item", "^No open alerts$")
    assert not rows("Ben Rowley, PHQ-9 item 9"), "the answered alert stays"
    got = person.query(folder, "SELECT resolved, action FROM alert WHERE rule = 'A4'")
    assert got == [(1, "called, C-SSRS done, safe")], got


def the_rating_is_made_from_the_list():
    ui.focus()
    to_row("Ada Quimby, Y-BOCS")
    ui.key("Return")
    ui.wait_focus("radio group", "^Item 1 ")
    ui.type("1111111111")
    ui.key("ctrl+s")
    ui.gone("label", "^Score entry form")
    ui.wait(lambda: not rows("Ada Quimby, Y-BOCS"), "the rating gone from the list")
    ui.find("button", "^All Alerts")
    got = person.query(folder, "SELECT count(*) FROM assessment WHERE instrument_id = 'ybocs'")
    assert got == [(2,)], got


def reviewed():
    return person.query(folder, "SELECT a.review, s.name FROM assessment a LEFT JOIN staff s ON s.id = a.reviewed_by "
                                "WHERE a.instrument_id = 'phq9'")


def the_self_report_is_marked_with_one_key():
    assert reviewed() == [("wanted", None)], reviewed()
    ui.focus()
    to_row("Ben Rowley, PHQ-9 10")
    ui.key("v")
    ui.gone("list item", "^Ben Rowley, PHQ-9 10")
    ui.find("list item", "^No self-report waits$")
    assert reviewed() == [("done", "Dr. Test")], reviewed()
    ui.key("ctrl+z")
    to_row("Ben Rowley, PHQ-9 10")
    assert reviewed() == [("wanted", None)], reviewed()


def or_read_first_and_then_marked():
    ui.key("Return")
    ui.find("label", "^not yet$")
    ui.find("button", "^Reviewed$")
    ui.focus()
    ui.key("v")
    ui.gone("label", "^not yet$")
    ui.gone("list item", "^Ben Rowley, PHQ-9 10")
    assert reviewed() == [("done", "Dr. Test")], reviewed()
    ui.key("ctrl+z")
    ui.find("list item", "^Ben Rowley, PHQ-9 10")


def undo_brings_it_back():
    ui.focus()
    ui.key("ctrl+z")
    ui.find("list item", "^Ada Quimby, Y-BOCS")


def control_enter_opens_the_chart():
    to_row("Ada Quimby, Y-BOCS")
    ui.key("ctrl+Return")
    person.banner(ui, "Ada Quimby")
    ui.key("alt+1")
    focus_is("^Ada Quimby, Y-BOCS")


def the_ledger_keeps_the_answered_alert():
    ui.key("ctrl+shift+e")
    ui.find("label", "^No alerts here$")
    ui.tab_to("button", "^Level")
    ui.key("Tab")
    ui.wait_focus("button", "^Which alerts")
    ui.choose(1)
    ui.find("label", "called, C-SSRS done, safe")
    ui.find("label", "Rowley, Ben")
    ui.key("Escape")
    ui.gone("label", "called, C-SSRS done, safe")
    ui.find("button", "^All Alerts")


def locking_empties_it():
    ui.focus()
    ui.key("ctrl+l")
    ui.find("button", "^Unlock$")
    said = ui.all_text()
    for word in ("Quimby", "Rowley", "T-1", "T-2", "Y-BOCS", "PHQ-9"):
        assert word not in said, f"{word!r} is said while locked"
    ui.focus()
    ui.act("button", "^Unlock$")
    ui.find("list item", "^Ada Quimby, Y-BOCS")
    ui.end_well()


run([the_first_view_is_today, the_alert_is_answered_from_the_list, the_self_report_is_marked_with_one_key, or_read_first_and_then_marked,
     the_rating_is_made_from_the_list, undo_brings_it_back,
     control_enter_opens_the_chart, the_ledger_keeps_the_answered_alert, locking_empties_it])
