"""Reads the project's source the way the checks of tools/ need it."""

import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent

# In this order: a comment may hold quotes, a string slashes; a digit separator is no quote.
_LITERALS = re.compile(
    r"""//[^\n]*                                  # line comment
      | /\*.*?\*/                                 # block comment
      | R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"  # raw string
      | "(?:\\.|[^"\\\n])*"                       # string
      | (?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'       # character
    """,
    re.VERBOSE | re.DOTALL,
)
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]+)[">]', re.MULTILINE)


def blank_literals(text):
    """Replaces comments and the inside of literals by spaces; lines and columns stay."""

    def blank(match):
        found = match.group(0)
        keep_quotes = found[0] in "\"'" and len(found) >= 2
        inner = re.sub(r"[^\n]", " ", found)
        return found[0] + inner[1:-1] + found[-1] if keep_quotes else inner

    return _LITERALS.sub(blank, text)


def includes(text):
    """Yields (line, is_system, path) for each #include that is not inside a comment."""
    code = blank_literals(text)
    for match in _INCLUDE.finditer(text):
        hash_at = match.start() + match.group(0).index("#")
        if code[hash_at] == "#":
            yield text.count("\n", 0, hash_at) + 1, match.group(1) == "<", match.group(2)


def is_test_file(path):
    """Tests, benchmarks, testing aids, constant-time trials: what is not shipped."""
    path = pathlib.PurePosixPath(path)
    named_so = path.stem.endswith(("_test", "_bench"))
    return named_so or not {"testing", "ctgrind"}.isdisjoint(path.parts)


def tracked_files(root, *patterns):
    """Files under version control, or about to be, as paths relative to root, sorted."""
    listing = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others",
               "--exclude-standard", "--", *patterns]
    output = subprocess.run(listing, capture_output=True, check=True).stdout.decode()
    return sorted(name for name in set(output.split("\0")) if name and (root / name).is_file())
