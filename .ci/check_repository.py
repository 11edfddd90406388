"""Checks what no compiler looks at: file sizes, lock files without download addresses, links between documents."""

import re
import subprocess
import sys
from pathlib import Path

LARGEST_FILE = 100 * 1024 * 1024
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def committed_files():
    """Every file that is committed or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True, capture_output=True, text=True,
    )
    paths = (Path(name) for name in listed.stdout.split("\0") if name)
    return sorted(path for path in set(paths) if path.is_file())


def too_large(path):
    if path.stat().st_size > LARGEST_FILE:
        yield f"{path}: larger than 100 MB"


def download_addresses(path):
    """A registry's address in a lock file ties everybody to the registry of whoever wrote it."""
    if path.name == "package-lock.json" and '"resolved":' in path.read_text(encoding="utf-8"):
        yield f"{path}: names download addresses; write it with `npm install --omit-lockfile-registry-resolved`"


def broken_links(path):
    if path.suffix != ".md":
        return
    for target in LINK.findall(CODE.sub("", path.read_text(encoding="utf-8"))):
        file = target.partition("#")[0]
        if not file or re.match(r"[a-z][a-z0-9+.-]*:", file):
            continue
        if not (path.parent / file).exists():
            yield f"{path}: links to {target}, which isn't there"


def main():
    files = committed_files()
    checks = (too_large, download_addresses, broken_links)
    problems = [problem for path in files for check in checks for problem in check(path)]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(files)} files, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
