#!/usr/bin/env python3
"""One dose of nasal esketamine from the first question to the sheet of its monitoring: what its label's list asks before it,
the pressure at 40 minutes, two hours of observation, leaving, and the sheet that is due a week later.

The program is started anew at each hour with its clock set there, so that two hours take a minute: what was entered is in
the database, and the clock goes on.  Expected by clinical.md 4.1: 2 devices of 28 mg are 56 mg; 152/94 at 40 minutes is
28/16 above 124/78, below 160/100 and below a rise of 40/25, so it is not amber; leaving opens 120 minutes after the last
device; the sheet is due 7 days after the dose.
"""
import datetime
import os
import subprocess

import cockpit_desk as desk
import person
from driver import run

DAY = datetime.date.today() + datetime.timedelta(days=1)  # after the clinic was made
SHEET = DAY + datetime.timedelta(days=7)
folder = person.clinic_of(
    patients=[person.PATIENTS, "T-000731,Haddad,Samir,1979-05-02,male,F33.2"],
    courses=["course_id,mrn,arm,agent,route,indication,started_on,planned_sessions",
             f"e-1,T-000731,esketamine,esketamine,intranasal,F33.2,{DAY},8"],
    consents=["mrn,course_id,kind,given_on", f"T-000731,e-1,treatment,{datetime.date.today()}"])
ui = None


def rows(sql):
    return person.query(folder, sql)


def start_at(clock):
    """The program anew, at that time of the day of the dose."""
    global ui
    if ui is not None:
        ui.end_well()
    ui = person.open_clinic(folder, env={"TIDEMARK_NOW": f"{DAY}T{clock}+01:00"})


def the_label_s_list_is_asked_and_not_judged():
    start_at("10:00")
    person.add_staff(ui, "A. Ferreira")
    desk.open_for(ui, "Haddad", "Samir")
    ui.wait_focus(None, "^Name: Samir Haddad$")
    ui.key("space", "Tab", "space")
    ui.wait(lambda: rows("SELECT 1 FROM session WHERE identifiers IS NOT NULL"), "two identifiers")
    ui.go_to("text box", "^Last food")
    ui.type("07:30")
    ui.key("Return")
    for question, answer in (("No food for 2 h", "y"), ("No liquids for 30 min", "n"),
                             ("No nasal steroid or decongestant", "y"), ("Escort", "y"), ("Drives before", "n")):
        ui.go_to("tab panel", f"^{question}")
        ui.type(answer)
    ui.go_to("text box", "^Held medicines")
    ui.type("none")
    ui.key("Return")
    asked = dict(rows("SELECT question, answer FROM session_answer WHERE question || '' IN ('food_2h', 'liquids_30min', 'nasal_1h')"))
    assert asked == {"food_2h": "yes", "liquids_30min": "no", "nasal_1h": "yes"}, f"asked {asked}"
    assert not ui.has("button", "^No liquids for 30 min: Reason"), "what is only asked wants a reason"


def two_devices_are_fifty_six_milligrams():
    ui.key("g", "o")
    ui.find("label", "^Dose$")
    ui.focus()
    ui.go_to("text box", "^Devices of 28 mg")
    ui.type("2")
    ui.key("ctrl+s")
    ui.gone("text box", "^Devices of 28 mg")
    ui.focus()
    ui.find("label", "^56 mg$")
    ui.key("g")
    desk.read_row(ui, "pre", "124 78", "70", "98", "14", "5", "0")
    for node in ui.find_all("button", ": Reason…$"):
        if node.visible():
            desk.go_on_in_spite_of(ui, node.name.split(": Reason")[0], "seen by Dr Brandt")
    ui.find("label", "^all met$")
    ui.key("p")
    ui.wait(lambda: rows("SELECT 1 FROM clock_event WHERE kind || '' = 'start'"), "the start")
    ui.find("button", "^Last device$")
    ui.key("s", "s")
    ui.wait(lambda: rows("SELECT 1 FROM clock_event WHERE kind || '' = 'end'"), "the last device")
    assert not ui.has("label", "Why was it stopped"), "a nasal dose has no planned end to be short of"
    given = rows("SELECT dose_mg, planned_mg, nasal_devices, status FROM session")
    assert given == [(56.0, 56.0, 2, "held")], f"given {given}"


def the_pressure_at_forty_minutes_is_read_and_nobody_leaves():
    start_at("10:40")
    desk.open_for(ui, "Haddad", "Samir")
    ui.find("label", "^40 min slot$")
    desk.go_to_slot(ui, "40")
    desk.read_row(ui, "40", "152 94", "78", "98", "14", "5", "3")
    ui.find("grid cell", "^40, blood pressure: 152/94$")
    ui.find("label", "^120 min after the end$")
    assert not ui.find("button", "^Fit to leave$").has("sensitive"), "a patient may leave after 40 minutes"


def after_two_hours_the_patient_leaves():
    start_at("12:01")
    desk.open_for(ui, "Haddad", "Samir")
    desk.go_to_slot(ui, "120")
    desk.read_row(ui, "120", "130 82", "72", "98", "14", "5", "0")
    ui.wait(lambda: rows("SELECT 1 FROM observation WHERE slot || '' = '120' AND cadss6 = 0"), "the last reading")
    ui.key("d")
    for question in ("Walks unaided", "Orientated", "No uncontrolled nausea", "Suicide check", "Escort present"):
        ui.wait_focus(None, f"^{question}")
        ui.type("y")
    ui.find("label", "^10 of 10 met$")
    ui.key("d")
    ui.wait_focus("button", "^Fit to leave$")
    ui.key("Return")
    left = ui.wait(lambda: rows("SELECT discharge_reason FROM session WHERE discharged_utc IS NOT NULL"), "the discharge")
    assert left == [(None,)], "somebody gave a reason although everything was met"


def today_s_row_opens_its_session():
    """The day after, whoever sits there: the row is on Today, and Enter on it opens the session it is about."""
    global ui
    ui.end_well()
    ui = person.open_clinic(folder, env={"TIDEMARK_NOW": f"{DAY + datetime.timedelta(days=1)}T09:00+01:00"})
    ui.key("alt+1")
    ui.find("list item", "^Samir Haddad.*sheet")
    ui.focus()
    ui.go_to("list item", "^Samir Haddad.*[Mm]onitoring sheet")
    ui.key("Return")
    ui.find("label", "^Samir Haddad · ")
    ui.find("label", f"^Monitoring sheet: due {SHEET.day} {SHEET:%b %Y}$")
    ui.focus()


def the_monitoring_sheet_is_due_in_a_week_and_stays_until_it_was_sent():
    day = f"{SHEET.day} {SHEET:%b %Y}"
    ui.find("label", f"^Monitoring sheet: due {day}$")
    due = rows("SELECT due_utc FROM due WHERE kind || '' = 'esketamine_monitoring'")
    asked = [datetime.datetime.fromtimestamp(utc, datetime.timezone.utc).date() for utc, in due]
    assert asked == [SHEET], f"due {asked}"
    today_s_row_opens_its_session()
    path = os.path.join(person.HOME, "sheet.pdf")
    person.cli("report", folder, "monitoring", "--patient", "T-000731", "--date", DAY.isoformat(), "--output", path)
    text = " ".join(subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout.split())
    for words in (f"Due {day}", "2 × 28 mg = 56 mg", "124/78 at 10:00", "152/94 at 10:40", "130/82 at 12:01", "yes, 121 min"):
        assert words in text, f"{words!r} is not on the sheet:\n{text}"
    ui.key("d")
    ui.wait_focus("button", "^It Was Sent$")
    ui.key("Return")
    ui.find("label", "^Monitoring sheet sent ")
    assert not rows("SELECT 1 FROM due WHERE kind || '' = 'esketamine_monitoring'"), "the sheet is still asked for"
    ui.end_well()


if __name__ == "__main__":
    run([the_label_s_list_is_asked_and_not_judged, two_devices_are_fifty_six_milligrams,
         the_pressure_at_forty_minutes_is_read_and_nobody_leaves, after_two_hours_the_patient_leaves,
         the_monitoring_sheet_is_due_in_a_week_and_stays_until_it_was_sent])
