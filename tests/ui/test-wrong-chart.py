#!/usr/bin/env python3
"""A rating in the wrong chart: moved, taken back, moved again, amended, marked as entered in error; alerts follow."""
import person
from driver import run

folder = person.clinic_of(
    staff=person.STAFF,
    patients=[person.PATIENTS, "TM-1,Abel,Ada,1980-01-02,female,F42.2", "TM-2,Berger,Bruno,1975-05-06,male,F32.1"])
ui = person.open_clinic(folder)
HEAVY = "221211211"  # PHQ-9 13, moderate; item 9 = 1 raises an alert
LIGHT = "111111110"  # PHQ-9 8, mild; item 9 = 0


def open_ada():
    person.find_patient(ui, "abel", "^Abel, Ada$")
    person.banner(ui, "Ada Abel")


def open_bruno():
    person.find_patient(ui, "berger", "^Berger, Bruno$")
    person.banner(ui, "Bruno Berger")


def leave_search():
    """The search has an undo of its own; F6 goes from pane to pane."""
    def in_search():
        node = ui.focused()
        return node is None or node.role_name == "search box" or node.above("search box") is not None
    for _ in range(4):
        if not in_search():
            return
        ui.key("F6")
        try:
            ui.wait(lambda: not in_search(), "the keyboard outside the search", 5)
        except AssertionError:
            continue  # it went round to where it was
    raise AssertionError("F6 never leaves the search")


def alerts_of():
    return [a["mrn"] for a in person.cli_json("alerts", folder)["alerts"]]


def select_rating(name):
    """The row of a rating, as by the mouse."""
    ui.click("label", name)


def menu(item):
    """An entry of the patient's menu."""
    ui.find_all("button", "^More about this patient$")[-1].do_action()
    person.take_from_menu(ui, item)


def a_rating_raises_an_alert_here():
    open_bruno()
    person.rate(ui, "PHQ-9", HEAVY)
    ui.find("label", "^13 moderate$")
    ui.find("label", "PHQ-9 item 9 answered 1")
    assert alerts_of() == ["TM-2"]


def moving_takes_the_alert_along():
    select_rating("^13 moderate$")
    menu("Move to Another Chart")
    ui.find("label", "^Move to another chart$")
    ui.focus()
    ui.wait_focus("text box", "^Move to")
    ui.type("abel")
    ui.find("label", "^Ada Abel, born 2 Jan 1980, record number TM-1$")
    ui.key("Return")
    ui.find("label", "From: Bruno Berger, born 6 May 1975, record number TM-2\nTo: Ada Abel, born 2 Jan 1980, record number TM-1")
    ui.tab_to("text box", "^Reason")
    ui.type("typed into the wrong chart")
    ui.act("button", "^Move$")
    ui.gone("label", "^Move to another chart$")
    ui.focus()
    ui.gone("label", "PHQ-9 item 9 answered 1")
    assert alerts_of() == ["TM-1"]
    open_ada()
    ui.find("label", "^13 moderate$")
    ui.find("label", "PHQ-9 item 9 answered 1")


def undo_brings_both_back():
    leave_search()
    ui.key("ctrl+z")
    # The toast that says so is gone after some seconds: the record is asked.
    ui.wait(lambda: alerts_of() == ["TM-2"], "the alert with the first patient")
    open_bruno()
    ui.find("label", "^13 moderate$")
    ui.find("label", "PHQ-9 item 9 answered 1")


def an_amendment_keeps_the_alert_and_shows_the_new_score():
    select_rating("^13 moderate$")
    menu("^Amend Selected Assessment")
    ui.wait_focus("radio group", "^Item 1 ")
    ui.key("Home")
    ui.type(LIGHT)
    ui.key("ctrl+s")
    ui.find("label", "Why is it amended")
    ui.focus()
    ui.wait_focus("text box", "^Reason$")
    ui.type("misread the paper form")
    ui.key("Return")
    ui.find("label", "^8 mild$")
    ui.gone("label", "^13 moderate$")
    # The answer was given: who saw the alert must still say what was done.
    alerts = person.cli_json("alerts", folder)["alerts"]
    assert [(a["mrn"], a["source_amended"]) for a in alerts] == [("TM-2", True)], alerts


def entered_in_error_takes_the_score_away_and_leaves_the_alert():
    ui.focus()
    select_rating("^8 mild$")
    menu("Mark as Entered in Error")
    ui.find("label", "^Entered in error$")
    ui.focus()
    ui.wait_focus("text box", "^Reason")
    ui.type("paper form of another day")
    ui.act("button", "^Mark$")
    ui.gone("label", "^8 mild$")
    assert alerts_of() == ["TM-2"]


def recording_an_action_closes_the_alert():
    ui.focus()
    ui.key("ctrl+e")
    ui.find("label", "^Record an action$")
    ui.focus()
    ui.wait_focus("text box", "What was done")
    ui.type("called; safe, seen tomorrow")
    ui.tab_to("button", "^Done by$")
    ui.choose(1)  # nobody has said who sits at the desk
    ui.act("button", "^Record$")
    ui.find("label", "^No open alerts$")
    ui.gone("label", "PHQ-9 item 9 answered 1")
    assert not alerts_of()


def the_record_verifies_after_all():
    ui.focus()
    ui.end_well()
    assert person.cli_json("verify", folder)["ok"]


run([a_rating_raises_an_alert_here, moving_takes_the_alert_along, undo_brings_both_back,
     an_amendment_keeps_the_alert_and_shows_the_new_score, entered_in_error_takes_the_score_away_and_leaves_the_alert,
     recording_an_action_closes_the_alert, the_record_verifies_after_all])
