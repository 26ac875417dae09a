#!/usr/bin/env python3
"""A whole infusion by keyboard alone: checklist, dose, start, readings with one red value, the alert answered, the
program killed and the clock resumed, leaving refused and then passed with a reason, the record as PDF; and two sessions at
once.

Nothing here shortens time: readings are typed as early as a hand can, each with the time at which it was typed.  So the
hour after the infusion is not over when the patient leaves: that is the criterion that needs the reason.

Expected by clinical.md 4.1: 72 kg at 0.5 mg/kg are 36 mg, at 1 mg/mL over 40 minutes 54 mL/h; 184 systolic is red (limit
180), 126/80 before the dose is not.
"""
import datetime
import os
import re
import subprocess

import person
from driver import run

DAY = datetime.date.today().isoformat()
OFF_LABEL = "known, consent on paper"


def new_clinic(*people):
    patients = [person.PATIENTS] + [f"{mrn},{family},{given},1984-03-07,male,F42.2" for mrn, family, given in people]
    courses = ["course_id,mrn,arm,agent,route,indication,started_on,planned_sessions"]
    courses += [f"k-{mrn},{mrn},ketamine,ketamine,iv,F42.2,{DAY},6" for mrn, _, _ in people]
    return person.clinic_of(patients=patients, courses=courses)


folder = new_clinic(("T-000862", "Lindqvist", "Jonas"), ("T-000900", "Okoye", "Adaeze"))
ui = person.open_clinic(folder)


def cell(name):
    """Waits until the keyboard is in that cell of the grid."""
    return ui.wait_focus("grid cell", name)


def dialog(title):
    ui.find("label", f"^{title}$")
    ui.focus()


def reason(words):
    """Types into the question that is open and confirms."""
    ui.wait_focus("text box", "^Reason$")
    ui.focus()
    ui.type(words)
    ui.key("Return")
    ui.gone("text box", "^Reason$")
    ui.focus()


def rows(sql):
    return person.query(folder, sql)


def open_cockpit(family, given):
    person.find_patient(ui, family, family)
    person.banner(ui, f"{given} {family}")
    ui.key("ctrl+k")
    ui.find("label", f"^{given} {family} · ")


def read_row(slot, *values):
    """One value a cell; each is in the database before the next is typed."""
    cell(f"^{slot}, blood pressure")
    for value in values:
        ui.type(value)
        ui.key("Return")


def a_dose_is_blocked_until_the_list_is_answered():
    person.add_staff(ui, "A. Ferreira")
    open_cockpit("Lindqvist", "Jonas")
    ui.wait_focus(None, "^Name: Jonas Lindqvist$")
    ui.key("space", "Tab", "space")  # name and birth date
    ui.wait(lambda: rows("SELECT identifiers FROM session WHERE identifiers IS NOT NULL"), "two identifiers")
    ui.key("g")
    read_row("pre", "126 80", "68", "98", "15", "5", "0")
    ui.wait(lambda: rows("SELECT 1 FROM observation WHERE slot || '' = 'pre' AND cadss6 = 0"), "the reading before")
    ui.key("p")
    ui.find("label", "not met: ")
    ui.focus()
    ui.key("Escape")
    ui.gone("label", "not met: ")
    ui.focus()
    assert not rows("SELECT 1 FROM clock_event"), "the dose began although the list was open"


def the_dose_is_worked_out_from_the_weight():
    ui.key("o")
    dialog("Dose")
    for name, text in (("Weight, kg", "72"), ("Planned mg/kg", "0.5"), ("Concentration", "1")):
        ui.go_to("text box", f"^{name}")
        ui.type(text)
    ui.go_to("text box", "^Rate")
    ui.find("label", "^0.5 mg/kg × 72 kg = 36 mg$")
    ui.key("ctrl+s")
    ui.gone("text box", "^Weight, kg")
    ui.focus()
    ui.find("label", "^36 mg$")
    planned = rows("SELECT planned_mg, volume_ml, rate_ml_per_h FROM session")
    assert planned == [(36.0, 36.0, 54.0)], f"planned {planned}"


def go_on_in_spite_of(name):
    ui.key("c")
    ui.go_to("button", f"^{name}: Reason")
    ui.key("Return")
    reason(OFF_LABEL)


def the_list_is_answered_by_one_key_each():
    ui.key("c")
    ui.wait_focus("text box", "^Last food")
    ui.type("06:30 toast")
    ui.key("Return")
    ui.wait_focus(None, "^Escort: ")
    ui.key("Return")  # the note first
    ui.wait_focus("text box", "Escort")
    ui.type("M. Lindqvist")
    ui.key("shift+Tab")
    ui.wait_focus(None, "^Escort: ")
    ui.type("y")
    ui.wait_focus("text box", "Escort")
    ui.key("Tab")
    ui.wait_focus(None, "^Drives before")
    ui.type("n")
    ui.wait_focus("text box", "^Held medicines")
    ui.type("none")
    ui.key("Return")
    ui.wait(lambda: len(rows("SELECT 1 FROM session_answer WHERE list || '' = 'checklist'")) == 4, "four answers")
    for name in ("Consent to treatment", "Consent to off-label use", "Screening", "Suicide screen within 7 days"):
        go_on_in_spite_of(name)
    ui.find("label", "^all met$")
    kept = rows("SELECT reason, staff_id FROM session_answer WHERE list || '' = 'gate'")
    assert len(kept) == 4 and all(why == OFF_LABEL and who for why, who in kept), f"reasons are kept as {kept}"


def the_clock_starts_and_a_red_value_raises_its_alert():
    ui.key("p")
    cell("^15, blood pressure")
    ui.wait(lambda: rows("SELECT boot_id, boottime_ms FROM clock_event WHERE kind || '' = 'start' AND boot_id IS NOT NULL"),
            "the start by the machine's own clock")
    ui.type("95 120")  # the lower number must be below the upper one
    ui.key("Return")
    ui.find("label", "^Diastolic ")
    ui.key("Escape")
    ui.type("184 99")
    ui.key("Return")
    cell("^15, Heart rate")
    ui.find("grid cell", "^15, blood pressure: 184/99, red$")
    red = rows("SELECT rule, level, resolved FROM alert WHERE observation_id IS NOT NULL AND level = 'red'")
    assert red == [("A13", "red", 0)], f"alerts {red}"
    for value in ("82", "97", "14", "5"):
        ui.type(value)
        ui.key("Return")


def the_alert_is_answered_by_a_person():
    ui.key("a")
    ui.find("text box", "What was done")
    ui.focus()
    ui.go_to("text box", "What was done")
    ui.type("Dr Test called, seat raised")
    ui.go_to("button", "^Done by")
    ui.choose(1)
    ui.key("ctrl+s")
    ui.wait(lambda: rows("SELECT 1 FROM alert WHERE level = 'red' AND resolved = 1 AND acted_by IS NOT NULL"),
            "the answered alert")
    ui.gone("text box", "What was done")
    ui.focus()


def a_killed_program_comes_back_with_its_clock():
    global ui
    ui.key("x")  # an extra reading
    cell("^extra, blood pressure")
    ui.type("150 88")
    ui.key("Return")
    ui.wait(lambda: rows("SELECT 1 FROM observation WHERE slot || '' = 'extra' AND systolic = 150"), "the extra reading")
    ui.kill()
    ui = person.open_clinic(folder)
    ui.find("button", "^Session 1, Lindqvist, Jonas: ")  # in sight before anybody is chosen
    open_cockpit("Lindqvist", "Jonas")
    ui.find("label", "The program came back and the clock went on")
    ui.find("grid cell", "^15, blood pressure: 184/99, red$")
    kinds = [kind for kind, in rows("SELECT kind FROM clock_event ORDER BY id")]
    assert kinds == ["start", "resumed_after_restart"], f"clock {kinds}"


def a_lock_keeps_what_stands_in_a_cell():
    ui.focus()
    ui.key("x")
    cell("^extra, blood pressure")
    ui.type("148 84")
    ui.key("ctrl+l")
    ui.act("button", "^Unlock$")
    ui.wait(lambda: rows("SELECT 1 FROM observation WHERE slot || '' = 'extra' AND systolic = 148"), "the reading that was typed")
    ui.find("label", "^Jonas Lindqvist · ")
    ui.focus()


def two_sessions_at_once_stay_in_sight():
    ui.key("Escape")
    ui.find("search box", "Search patients")
    open_cockpit("Okoye", "Adaeze")
    ui.find("button", "^Session 1, Lindqvist, Jonas: ")
    ui.key("ctrl+1")
    ui.find("label", "^Jonas Lindqvist · ")
    ui.find("grid cell", "^15, blood pressure: 184/99, red$")


def the_infusion_is_stopped_by_two_keys():
    ui.key("g", "s", "s")
    ui.find("label", "Why was it stopped")
    reason("patient's wish")
    stopped = rows("SELECT status, reason FROM session WHERE ended_utc IS NOT NULL")
    assert stopped == [("stopped", "patient's wish")], f"the session is {stopped}"


def leaving_is_refused_then_passed_with_a_reason():
    ui.key("g")
    node = ui.wait_focus("grid cell", "")
    while not re.search("^leave, blood", ui.focused().name):
        before = ui.focused().name
        ui.key("Down" if "blood" in before else "Left")
        ui.wait(lambda: ui.focused().name != before, "another cell")
    read_row("leave", "128 82", "70", "98", "15", "5", "0")
    ui.wait(lambda: rows("SELECT 1 FROM observation WHERE slot || '' = 'leave' AND cadss6 = 0"), "the last reading")
    fit = ui.find("button", "^Fit to leave$")
    assert not fit.has("sensitive"), "a patient may leave before anything was asked"
    ui.key("d")
    for question in ("Walks unaided", "Orientated", "No uncontrolled nausea", "Suicide check", "Escort present"):
        ui.wait_focus(None, f"^{question}")
        ui.type("y")
    ui.wait(lambda: len(rows("SELECT 1 FROM session_answer WHERE list || '' = 'discharge'")) == 5, "five answers")
    assert not rows("SELECT 1 FROM session WHERE discharged_utc IS NOT NULL")
    ui.go_to("button", "^With a reason")
    ui.key("Return")
    ui.find("label", "60 min after the end")
    reason("escort and nurse stay with him")
    left = ui.wait(lambda: rows("SELECT discharge_reason, discharged_by FROM session WHERE discharged_utc IS NOT NULL"),
                   "the discharge")
    assert left[0][0] == "escort and nurse stay with him" and left[0][1], f"left as {left}"
    kept = rows("SELECT level, resolved FROM alert WHERE subject || '' = 'discharge'")
    assert kept == [("red", 1)], f"the ledger has {kept}"


def the_record_is_a_pdf():
    path = os.path.join(person.HOME, "session.pdf")
    person.cli("report", folder, "session", "--patient", "T-000862", "--date", DAY, "--output", path)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    text = " ".join(text.split())  # a cell breaks where its column ends
    for words in ("Session record", "T-000862", "184/99 RED", "Dr Test called, seat raised", "36 mg", "M. Lindqvist",
                  "escort and nurse stay with him", OFF_LABEL, "150/88"):
        assert words in text, f"{words!r} is not in the record:\n{text}"
    ui.end_well()


if __name__ == "__main__":
    run([a_dose_is_blocked_until_the_list_is_answered, the_dose_is_worked_out_from_the_weight,
         the_list_is_answered_by_one_key_each, the_clock_starts_and_a_red_value_raises_its_alert,
         the_alert_is_answered_by_a_person, a_killed_program_comes_back_with_its_clock, a_lock_keeps_what_stands_in_a_cell,
         two_sessions_at_once_stay_in_sight, the_infusion_is_stopped_by_two_keys,
         leaving_is_refused_then_passed_with_a_reason, the_record_is_a_pdf])
