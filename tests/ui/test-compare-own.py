#!/usr/bin/env python3
"""One patient's courses beside each other, by keyboard alone, in the demo clinic: reached from the chart, range and axis
changed, a mark switched off and on, the table read, the figure walked and turned into its table, the caveats opened;
locking empties it.

Hanna Lindqvist (TM-0417) of the demo had sertraline and then ketamine with exposure therapy; her ratings in the weeks
after the last dose are marked C.
"""
import re

import person
from driver import run

folder = person.demo(40)
ui = person.start(folder)


def open_compare():
    person.find_patient(ui, "Lindqvist", "Lindqvist")
    person.banner(ui, "Hanna Lindqvist")
    ui.key("ctrl+shift+c")
    ui.find("label", "^One patient, fixed order")
    ui.focus()


def the_table_says_what_each_course_did():
    open_compare()
    for words in ("1 · Sertraline", "2 · Ketamine IV"):
        ui.find("label", words)
    for words in ("^Speed", "^Depth", "^Duration", "^Burden", "^Cost"):
        ui.find("label", words)
    ui.find("label", "^no response in .* wk +rated .* times")
    ui.find("label", "^28 → 12")
    ui.find("label", "^day 10 to day 17")
    ui.find("label", "lost by wk 5.9; regained by wk 7.9; lost again by wk 20.9, relapse wk 23.9")
    ui.find("label", "^none; sertraline runs on unchanged as background$")
    assert all("Lindqvist" not in title for title in ui.titles()), "a name in a title"


def range_axis_and_values_change_by_keyboard():
    for name in ("Points", "52 wk", "Log", "% of baseline"):
        ui.go_to("button", f"^{name}$")
        ui.key("space")
        ui.wait(lambda: ui.find("button", f"^{name}$").has("pressed"), f"{name} chosen")


def the_figure_is_walked():
    ui.go_to("image", "^Own courses, aligned at start$")
    ui.key("Right")
    ui.find("label", "^Sertraline, baseline · ")
    ui.key("Right")
    ui.find("label", "^Sertraline, .* · Y-BOCS [0-9]+ .*% of 30")
    ui.key("Down")
    ui.find("label", "^Ketamine IV.* · Y-BOCS ")
    ui.key("Escape")
    ui.gone("label", "^Ketamine IV.* · Y-BOCS ")


def a_mark_is_switched_off_and_counted():
    ui.go_to("switch", "Carry-over", most=60)
    ui.key("space")
    ui.go_to("button", "^All [0-9]+ caveats$", most=60)
    ui.key("space")
    ui.find("label", r"^[0-9]+ ratings? left out \(C\)")
    ui.key("Escape")
    ui.wait_focus("button", "^All [0-9]+ caveats$")
    ui.go_to("switch", "Carry-over", most=60)
    ui.key("space")
    ui.wait(lambda: ui.find("switch", "Carry-over").has("checked"), "the mark on again")


def the_figure_becomes_its_table():
    ui.key("ctrl+t")
    ui.find("label", "^Since start$")
    ui.find("label", "^baseline$")
    ui.find("label", "^day 17$")
    ui.key("ctrl+t")
    ui.find("image", "^Own courses, aligned at start$")


def locking_empties_it():
    ui.focus()
    ui.key("ctrl+l")
    ui.gone("label", "1 · Sertraline")
    left = "\n".join(ui.all_text())
    for word in ("Lindqvist", "TM-0417", "ertraline", "fixed order"):
        assert not re.search(word, left), f"{word} is left on the locked screen"


run([the_table_says_what_each_course_did, range_axis_and_values_change_by_keyboard, the_figure_is_walked,
     a_mark_is_switched_off_and_counted, the_figure_becomes_its_table, locking_empties_it])
ui.kill()
