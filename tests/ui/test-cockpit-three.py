#!/usr/bin/env python3
"""Three infusions side by side: each stays in sight with its clock, its next slot and its worst colour, Ctrl+1 to Ctrl+3
changes between them, and what is typed goes to the one on screen.

They were begun before the program: the clinic is made of CSV with three clocks that run.  By clinical.md 4.1 184 systolic is
red and 165 amber.
"""
import datetime

import cockpit_desk as desk
import person
from driver import run

NOW = datetime.datetime.now().astimezone().replace(microsecond=0)
PEOPLE = [("T-1", "Abel", "Mara", 25), ("T-2", "Bruun", "Ivo", 18), ("T-3", "Castro", "Lia", 12)]
IDS = {mrn: f"00000000-0000-4000-8000-00000000000{mrn[-1]}" for mrn, *_ in PEOPLE}


def begun(minutes):
    return (NOW - datetime.timedelta(minutes=minutes)).isoformat()


def make_clinic():
    day = NOW.date().isoformat()
    patients = [person.PATIENTS]
    courses = ["course_id,mrn,arm,agent,route,indication,started_on,planned_sessions"]
    sessions = ["course_id,session_id,started_at,status,weight_kg,planned_mg,planned_minutes"]
    clocks = ["mrn,session_id,kind,at"]
    for mrn, family, given, minutes in PEOPLE:
        patients.append(f"{mrn},{family},{given},1984-03-07,female,F42.2")
        courses.append(f"k-{mrn},{mrn},ketamine,ketamine,iv,F42.2,{day},6")
        sessions.append(f"k-{mrn},{IDS[mrn]},{begun(minutes)[:16]}{begun(minutes)[-6:]},held,72,36,40")
        clocks.append(f"{mrn},{IDS[mrn]},start,{begun(minutes)}")
    return person.clinic_of(staff=person.STAFF, patients=patients, courses=courses, sessions=sessions, clock_events=clocks)


folder = make_clinic()
ui = person.open_clinic(folder)


def said(number, words):
    """The button of a running session says that."""
    ui.find("button", f"^Session {number}, .*{words}")


def on_screen(family, given):
    ui.find("label", f"^{given} {family} · ")


def values(family):
    return person.query(folder, "SELECT o.slot, o.systolic FROM observation o JOIN patient p ON p.id = o.patient_id "
                        f"WHERE p.family_name = '{family}' AND o.systolic IS NOT NULL ORDER BY o.id")


def all_three_are_in_sight_before_anybody_is_chosen():
    for number, (_, family, given, _) in enumerate(PEOPLE, 1):
        said(number, f"{family}, {given}: ")


def a_number_brings_each_on_screen():
    desk.open_for(ui, "Abel", "Mara")
    for number in (2, 3, 1, 3):
        _, family, given, _ = PEOPLE[number - 1]
        ui.key(f"ctrl+{number}")
        on_screen(family, given)
        ui.wait_focus("grid cell", "")


def what_is_typed_goes_to_the_one_on_screen():
    desk.go_to_slot(ui, "15")
    desk.read_row(ui, "15", "184 99")
    ui.wait(lambda: values("Castro") == [("15", 184)], "the reading of the third")
    ui.key("ctrl+2")
    on_screen("Bruun", "Ivo")
    desk.go_to_slot(ui, "15")
    desk.read_row(ui, "15", "165 90")
    ui.wait(lambda: values("Bruun") == [("15", 165)], "the reading of the second")
    assert values("Abel") == [] and values("Castro") == [("15", 184)], "a reading went to another patient"


def the_worst_colour_of_each_stays_in_sight():
    ui.key("ctrl+1")
    on_screen("Abel", "Mara")
    said(3, ", red$")
    said(2, ", amber$")
    ui.find("button", "^Session 3, .*repeat of a red reading")


def one_is_stopped_and_the_others_run_on():
    ui.key("ctrl+2")
    on_screen("Bruun", "Ivo")
    ui.wait_focus("grid cell", "")
    ui.key("s", "s")
    desk.reason(ui, "line failed")
    ended = person.query(folder, "SELECT p.family_name, s.status FROM session s JOIN course c ON c.id = s.course_id "
                         "JOIN patient p ON p.id = c.patient_id WHERE s.ended_utc IS NOT NULL")
    assert ended == [("Bruun", "stopped")], f"ended {ended}"
    said(2, " after")
    ui.key("ctrl+3")
    on_screen("Castro", "Lia")
    ui.end_well()


if __name__ == "__main__":
    run([all_three_are_in_sight_before_anybody_is_chosen, a_number_brings_each_on_screen,
         what_is_typed_goes_to_the_one_on_screen, the_worst_colour_of_each_stays_in_sight,
         one_is_stopped_and_the_others_run_on])
