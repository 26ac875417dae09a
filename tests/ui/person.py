"""What a person does in Tidemark, in one word each, and what may be asked of the command line meanwhile.

Every clinic lies in the private home of run-headless.sh, so nothing is left behind.  The people are synthetic.
"""
import json
import os
import re
import sqlite3
import subprocess
import tempfile

from driver import Ui

PROGRAM = os.environ["TIDEMARK"]
CLI = os.environ["TIDEMARK_CLI"]
PASSPHRASE = "correct horse battery staple"
HOME = os.environ["HOME"]


def new_folder(name="clinic"):
    """A path for a clinic; the folder itself is not there yet."""
    return os.path.join(tempfile.mkdtemp(prefix="c-", dir=HOME), name)


def cli(*args, passphrase=None, code=0):
    """Runs tidemark-cli and returns what it printed."""
    words = [CLI, *args]
    if passphrase:
        words += ["--passphrase-file", passphrase_file(passphrase)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == code, f"{' '.join(args)}: ended with {done.returncode}: {done.stderr.strip()}"
    return done.stdout


def cli_json(*args, passphrase=None):
    return json.loads(cli(*args, "--json", passphrase=passphrase))


ENCRYPTS = "SQLCipher" in cli("--version")  # else this build has plain SQLite


def passphrase_file(passphrase):
    path = os.path.join(HOME, "passphrase")
    with open(path, "w", encoding="utf-8") as file:
        file.write(passphrase)
    os.chmod(path, 0o600)
    return path


def demo(patients, passphrase=None, seed=1):
    folder = new_folder("demo")
    cli("demo", folder, "--patients", str(patients), "--seed", str(seed), passphrase=passphrase)
    return folder


def clinic_of(**files):
    """A plain clinic made of CSV: one word a file, a list of lines each."""
    folder, source = new_folder(), tempfile.mkdtemp(prefix="csv-", dir=HOME)
    for name, lines in files.items():
        with open(os.path.join(source, f"{name}.csv"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    cli("new", folder, "--plain", "--name", "Harbour Practice")
    cli("import", folder, source)
    return folder


STAFF = ["name,role", "Dr. Test,psychiatrist"]
PATIENTS = "mrn,family_name,given_name,birth_date,sex,diagnosis"


def query(folder, sql):
    """Rows of a plain clinic's database; the program may be running or have been killed."""
    with sqlite3.connect(os.path.join(folder, "clinic.db"), timeout=10) as db:
        db.create_collation("C", lambda a, b: (a > b) - (a < b))  # of the program's own; the order of code points
        rows = db.execute(sql).fetchall()
    db.close()
    return rows


def start(*args, **kwargs):
    ui = Ui([PROGRAM, *args], **kwargs)
    ui.focus()
    return ui


def open_clinic(folder, passphrase=None, **kwargs):
    """Starts the program on a clinic, as from a file manager, and waits for its patients."""
    ui = start(folder, **kwargs)
    if passphrase:
        unlock(ui, passphrase)
    to_patients(ui)
    return ui


def to_patients(ui):
    """The keyboard in the search for patients: a clinic opens with Today."""
    ui.wait(lambda: ui.find_all("search box", "Search patients") or ui.find_all("button", "^All Alerts"), "an open clinic")
    if not ui.has("search box", "Search patients"):
        ui.focus()
        ui.key("ctrl+f")
        ui.find("search box", "Search patients")


def unlock(ui, passphrase=PASSPHRASE):
    ui.wait_focus("text box", "Passphrase or recovery key")
    ui.type(passphrase)
    ui.key("Return")
    to_patients(ui)


def add_staff(ui, name):
    """Names who works here; the only one is at the desk without being asked."""
    ui.action("win.preferences")
    ui.find("tab", "^Staff$")
    ui.focus()
    ui.click("tab", "^Staff$")
    ui.wait(lambda: [n for n in ui.find_all("tab", "^Staff$") if n.has("selected")], "the tab Staff")
    ui.fill("text box", "^Name$", name)
    ui.act("button", "^Add$")
    ui.find("switch", name)
    ui.key("Escape")
    ui.gone("switch", name)
    ui.focus()


def add_patient(ui, family, given, mrn, birth, diagnosis, words):
    """A new patient, by keyboard only; @words stand in the list of diagnoses for @diagnosis."""
    ui.key("ctrl+n")
    ui.find("text box", "^Family name")
    ui.focus()
    ui.wait_focus("text box", "^Family name")
    ui.type(family)
    ui.tab_to("text box", "^Given name")
    ui.type(given)
    ui.tab_to("text box", "^Record number")
    ui.type(mrn)
    ui.tab_to("button", "^Sex")
    ui.choose(1)
    ui.tab_to("text box", "^Birth date")
    ui.type(birth)
    ui.tab_to("text box", "^First diagnosis", 2)
    ui.type(diagnosis)
    ui.find("label", words)
    ui.key("Return", "ctrl+s")
    banner(ui, f"{given} {family}")
    ui.gone("text box", "^Family name")
    ui.focus()


def take_from_menu(ui, item):
    """An entry of the menu that has just been opened, by the arrow keys: the menu goes away with it."""
    ui.wait_focus("menu item", "")
    for _ in range(30):
        node = ui.focused()
        if node is not None and node.role_name == "menu item" and re.search(item, node.name):
            break
        before = node.name if node is not None else ""
        ui.key("Down")
        ui.wait(lambda: ui.focused() is not None and ui.focused().name != before, "the next entry of the menu")
    ui.wait_focus("menu item", item)
    ui.key("Return")


def new_visit(ui, answers):
    """A whole visit by its keys."""
    ui.key("ctrl+shift+n")
    ui.wait_focus("radio group", "^Item 1 ")
    ui.type(answers)
    ui.wait_focus("text box", "^Note$")
    ui.key("ctrl+s")
    ui.gone("label", "^New visit$")


def open_scale(ui, scale):
    """The form of one scale, chosen in the menu beside the rate button."""
    button = ui.wait(lambda: [n for n in ui.find_all("button", "") if n.description == "Rate another scale"], "the menu of scales")
    button[-1].do_action()
    ui.wait_focus("menu item", "")  # a menu that is still opening would stay, and take the keys
    ui.act("menu item", f"^{scale}$")
    ui.wait_focus("radio group", r"^Item \d+ ")


def rate(ui, scale, answers):
    """A whole rating by its keys."""
    open_scale(ui, scale)
    ui.wait_focus("radio group", "^Item 1 ")
    ui.type(answers)
    ui.key("ctrl+s")
    ui.gone("label", "^Score entry form")


def leave(ui, keep):
    """Leaves a form that has answers; the draft is kept or thrown away."""
    ui.focus()
    ui.key("Escape")
    ui.act("button", "Keep draft$" if keep else "Throw away$")
    ui.gone("radio group", r"^Item \d+ ")
    ui.focus()


def find_patient(ui, text, name):
    """Types into the search and opens the first hit, by keyboard only."""
    ui.key("ctrl+f")
    ui.wait_focus(None, "")
    ui.key("ctrl+a")
    ui.type(text)
    ui.find("label", name)
    ui.key("Return")


def banner(ui, name):
    """The name in the patient's banner: not the row of the list, which says it the other way round."""
    return ui.find("label", f"^{name}$")
