"""What a program holds in its memory: the writable mappings of a process, searched for bytes."""


def _mappings(pid):
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps:
        for line in maps:
            where, perms = line.split()[:2]
            if "w" in perms and "[vvar]" not in line:
                yield tuple(int(end, 16) for end in where.split("-"))


def count(pid, *needles):
    """How often each of @needles stands in the writable memory of @pid."""
    found, longest = [0] * len(needles), max(map(len, needles))
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for start, end in _mappings(pid):
            tail, at = b"", start
            while at < end:
                try:
                    memory.seek(at)
                    part = memory.read(min(end - at, 1 << 22))
                except (OSError, ValueError):
                    part = b""  # a guard page, or memory that went away meanwhile
                if not part:
                    tail, at = b"", at + 4096
                    continue
                piece = tail + part
                for i, needle in enumerate(needles):
                    found[i] += piece.count(needle) - tail.count(needle)
                tail, at = piece[-(longest - 1):], at + len(part)
    return found
