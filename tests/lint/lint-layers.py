#!/usr/bin/python3
"""The rooms and who may use whom (README, Hacking): a source file includes only headers of rooms that its room may use,
without a slash; and the compiler agrees, since one forbidden include for each room must fail to compile with exactly the
include folders that the build gives that room."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

root, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
src = root / "src"
MAY = {
    "instrument": "", "stats": "", "chart": "",
    "record": "instrument",
    "outcome": "record instrument stats",
    "safety": "outcome record instrument",
    "store": "record instrument",
    "clinic": "store safety outcome record instrument stats",
    "figure": "outcome record instrument stats chart",
    "report": "figure safety outcome record instrument stats",
    "exchange": "clinic record instrument",
    "demo": "clinic record instrument",
    "cli": "exchange demo report figure clinic store safety outcome record instrument stats chart",
    "app": "cli exchange demo report figure clinic store safety outcome record instrument stats chart",
}
faults = []
rooms = {p.name for p in src.iterdir() if p.is_dir()}
if rooms != set(MAY):
    faults.append(f"src: rooms {sorted(rooms)} differ from the table {sorted(MAY)}")

owner = {}
for header in src.rglob("*.h"):
    room = header.relative_to(src).parts[0]
    if header.name in owner:
        faults.append(f"{header}: a second header of this name")
    owner[header.name] = room if "write" not in header.parts else "store/write"

for path in sorted(src.rglob("*.[ch]")):
    room = path.relative_to(src).parts[0]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if not match:
            if re.search(r"#\s*include\s+<(gtk|adwaita|gdk)[/.]", line) and room != "app":
                faults.append(f"{path}:{number}: GTK outside src/app")
            continue
        name = match.group(1)
        if "/" in name:
            faults.append(f"{path}:{number}: a slash in an include")
            continue
        target = owner.get(name)
        if target == "store/write":
            if room not in ("store", "clinic"):
                faults.append(f"{path}:{number}: {name} is for the clinic alone")
        elif target and target != room and target not in MAY[room].split():
            faults.append(f"{path}:{number}: {room} may not use {target} ({name})")

# The compiler's view.  The command of one file of each room, with the file replaced by one that includes a header the
# room may not see, must fail, and with nothing included must succeed.
commands = {}
for entry in json.loads((build / "compile_commands.json").read_text()):
    path = pathlib.Path(entry["directory"], entry["file"]).resolve()
    if path.is_relative_to(src) and path.suffix == ".c":
        commands.setdefault(path.relative_to(src).parts[0], entry)


def compiles(entry, text):
    with tempfile.NamedTemporaryFile("w", suffix=".c") as probe:
        probe.write(text)
        probe.flush()
        words = [w for w in re.sub(r" -o \S+ -c \S+$", "", entry["command"]).split() if not w.startswith(("-M", "-o"))]
        words = [w.strip("'") for w in words if w != entry.get("output") and not w.endswith(".o.d")]
        words = [w for w in words if w not in ("ccache", "-Werror", "-MD") and "sanitize" not in w]
        run = subprocess.run(words + ["-w", "-fsyntax-only", probe.name], cwd=entry["directory"],
                             capture_output=True, check=False, text=True)
        return run.returncode == 0, run.stderr


checked = 0
for room in MAY:
    if room not in commands:
        if room != "app":  # an option of the build
            faults.append(f"{room}: no compiled file found")
        continue
    good, why = compiles(commands[room], "int tide_probe;\n")
    if not good:
        faults.append(f"{room}: an empty file does not compile: {why[:300]}")
    visible = set(MAY[room].split()) | {room}
    if room == "clinic":
        visible.add("store/write")
    if room == "store":
        visible.add("store/write")
    forbidden = sorted((h, r) for h, r in owner.items() if r not in visible)
    for target in sorted({r for _, r in forbidden}):
        header = next(h for h, r in forbidden if r == target)
        checked += 1
        if compiles(commands[room], f'#include "{header}"\n')[0]:
            faults.append(f"{room}: the compiler lets it include {header} of {target}")

print("\n".join(faults))
print(f"{len(owner)} headers, {checked} forbidden includes tried")
sys.exit(1 if faults or not checked else 0)
