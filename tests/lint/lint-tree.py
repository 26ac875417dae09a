#!/usr/bin/python3
"""What the compiler does not see: lengths, pairs of .ui and .c, POTFILES, instrument ids in C, SQL outside the store,
marks of unfinished work, features.tsv, formatting.  Prints file:line: fault."""
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
faults = []


def say(path, line, words):
    faults.append(f"{path.relative_to(root)}:{line}: {words}")


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def code(text):
    """C without comments, strings kept."""
    return re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), text, flags=re.S)


sources = sorted((root / "src").rglob("*.[ch]"))
scales = sorted((root / "src/instrument/scales").glob("*.xml"))

# Lengths: a file tells one story, a function does one thing.
for path in sources:
    rows = lines(path)
    if len(rows) > 700:
        say(path, len(rows), "over 700 lines: split it by story")
    if not rows or not rows[0].startswith("/*"):
        say(path, 1, "a file opens with a paragraph on why it exists")
    start = None
    for number, row in enumerate(rows, 1):
        if row == "{":
            start = number
        elif row == "}" and start:
            if number - start > 90:
                say(path, start, f"a function of {number - start} lines")
            start = None
    for number, row in enumerate(rows, 1):
        if len(row) > 125:
            say(path, number, f"{len(row)} columns")

# A template and its widget are a pair; every template is in the resource.
resource = root / "ui/tidemark.gresource.xml"
listed = resource.read_text(encoding="utf-8") if resource.exists() else ""
names = {p.stem for p in (root / "src").rglob("*.c")}
for path in sorted((root / "ui").glob("*.ui")):
    if path.name not in listed:
        say(path, 1, "not in tidemark.gresource.xml")
    if path.stem not in names and path.stem != "help-overlay":
        say(path, 1, f"no {path.stem}.c goes with it")
for path in sources:
    for number, row in enumerate(lines(path), 1):
        for name in re.findall(r'/(tide-[a-z-]+)\.ui"', row):
            if not (root / "ui" / f"{name}.ui").exists():
                say(path, number, f"ui/{name}.ui does not exist")

# Translations: a file that marks strings is in POTFILES; nothing there is gone.
potfiles = [p for p in lines(root / "po/POTFILES") if p and not p.startswith("#")]
if potfiles != sorted(potfiles):
    say(root / "po/POTFILES", 1, "not sorted")
for name in potfiles:
    if not (root / name).exists():
        say(root / "po/POTFILES", 1, f"{name} does not exist")
for path in sources:
    if re.search(r"\b(_|C_|N_|NC_|ngettext|g_dngettext|g_dpgettext2?)\s*\(", code(path.read_text(encoding="utf-8"))):
        if str(path.relative_to(root)) not in potfiles:
            say(path, 1, "marks strings for translation and is not in po/POTFILES")
for path in sorted((root / "ui").glob("*.ui")):
    if 'translatable="yes"' in path.read_text(encoding="utf-8") and f"ui/{path.name}" not in potfiles:
        say(path, 1, "has translatable strings and is not in po/POTFILES")
for path in scales:
    if f"src/instrument/scales/{path.name}" not in potfiles:
        say(path, 1, "is not in po/POTFILES")

# No scale has C code of its own.
ids = {p.stem for p in scales}
for path in sorted((root / "src/instrument").glob("*.c")):
    for number, row in enumerate(code(path.read_text(encoding="utf-8")).splitlines(), 1):
        for word in re.findall(r'"([a-z0-9_]+)"', row):
            if word in ids:
                say(path, number, f'the instrument id "{word}" in C')

# SQL lives in the store.
for path in sources:
    if path.relative_to(root / "src").parts[0] == "store":
        continue
    for number, row in enumerate(lines(path), 1):
        if re.search(r'"[^"]*\b(SELECT .* FROM|INSERT INTO|UPDATE [a-z_]+ SET|DELETE FROM|CREATE TABLE)\b', row):
            say(path, number, "SQL outside src/store")

# Unfinished work and machine paths.
marks = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
for folder in ("src", "ui", "tools", "tests", ".ci"):
    for path in sorted((root / folder).rglob("*")):
        if path.suffix not in (".c", ".h", ".ui", ".css", ".py", ".sh", ".xml", ".sql", ".build", "") or not path.is_file():
            continue
        try:
            rows = lines(path)
        except UnicodeDecodeError:
            continue
        for number, row in enumerate(rows, 1):
            if marks.search(row):
                say(path, number, "a mark of unfinished work")

# features.tsv: every id of a finished issue, its screen, and a test that exists.
finished = lines(root / "tests/features-finished.txt")
wanted = {word for row in finished if not row.startswith("#") for word in row.split()}
table = root / "tests/features.tsv"
seen = {}
for number, row in enumerate(lines(table), 1):
    if row.startswith("#") or not row:
        continue
    cells = row.split("\t")
    if len(cells) != 3:
        say(table, number, "not three cells: id, screen, test")
        continue
    feature, screen, test = cells
    seen[feature] = number
    path, _, case = test.partition("::")
    if not (root / path).is_file():
        say(table, number, f"{feature}: {path} does not exist")
    elif case and case not in (root / path).read_text(encoding="utf-8"):
        say(table, number, f"{feature}: {path} has no {case}")
    for action in re.findall(r"\b(?:win|app|patient|form|visit)\.[a-z0-9-]+", screen):
        found = any(f'"{action}"' in p.read_text(encoding="utf-8") for p in sources) or any(
            action in p.read_text(encoding="utf-8") for p in (root / "ui").glob("*.ui"))
        if not found:
            say(table, number, f"{feature}: no action {action} in the program")
    if not screen.strip():
        say(table, number, f"{feature}: no screen named")
for feature in sorted(wanted - set(seen)):
    say(table, 1, f"{feature} is of a finished issue and is not listed")

# Formatting, by the one tool that also writes it.
for tool in ("clang-format-14", "clang-format"):
    try:
        run = subprocess.run([tool, "--dry-run", "--Werror", *map(str, sources),
                              *map(str, sorted((root / "tests").rglob("*.[ch]")))],
                             capture_output=True, text=True, check=False, cwd=root)
    except FileNotFoundError:
        continue
    for row in re.findall(r"^(\S+?:\d+):\d+: error: code should", run.stderr, re.M):
        faults.append(f"{row.replace(str(root) + '/', '')}: not formatted ({tool} -i)")
    break
else:
    faults.append("clang-format is not installed")

print("\n".join(faults))
print(f"{len(sources)} sources, {len(seen)} features")
sys.exit(1 if faults else 0)
