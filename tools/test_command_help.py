"""Man pages and completions are made of what --help says, and leave nothing of it out."""

import importlib.machinery
import importlib.util
import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(TOOLS))
import command_help  # noqa: E402

# CLI11 writes three blanks where @@@ stands.
PROGRAM = r"""#!/bin/sh
case "$1" in
--help) cat <<'EOF'
Keeps things.
Usage: keep [OPTIONS] SUBCOMMAND

Options:
  -h,--help                   Print this help message and exit
  --file TEXT (Env:KEEP_FILE)
                              Where (default: .kept-things)

Subcommands:
  add                         Add one

Example: keep add x
EOF
;;
add) cat <<'EOF'
Add one
Usage: keep add [OPTIONS] thing

Positionals:
  thing TEXT REQUIRED         What to keep

Options:
  -h,--help                   Print this help message and exit
  --kind KIND:{soft,hard}     How it feels
[Option Group: place]
@@@
  [Exactly 1 of the following options is required]
  Options:
    --left                      To the left
    --right                     To the right

Example: keep add --kind soft --left cushion
EOF
;;
esac
""".replace("@@@", "   ")


def load(name):
    loader = importlib.machinery.SourceFileLoader(name, str(TOOLS / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


class CommandHelp(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = pathlib.Path(folder.name) / "keep"
        path.write_text(PROGRAM)
        path.chmod(0o755)
        self.program = command_help.read_program(str(path))

    def test_options_with_their_values(self):
        add = self.program.commands[0]
        self.assertEqual([entry.names for entry in add.entries("Options")],
                         [["-h", "--help"], ["--kind"], ["--left"], ["--right"]])
        self.assertEqual(add.entries("Options")[1].choices, ["soft", "hard"])
        self.assertEqual(self.program.entries("Options")[1].value, "TEXT (Env:KEEP_FILE)")
        self.assertEqual(self.program.entries("Options")[1].text, "Where (default: .kept-things)")

    def test_man_page_says_what_help_says(self):
        page = load("make_man").page(self.program, "1.0").replace("\\-", "-")
        for words in ("Keeps things.", "Where (default: .kept-things)", "keep add [OPTIONS] thing",
                      "What to keep", "How it feels", "To the right", "keep add x"):
            self.assertIn(words, page)

    def test_roff_keeps_text_as_it_is(self):
        self.assertEqual(load("make_man").roff(".a\\b"), "\\&.a\\eb")

    def complete(self, *words):
        script = load("make_completions").bash(self.program) + (
            'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _keep; echo "${COMPREPLY[*]}"')
        return subprocess.run(["bash", "-c", script, "bash", *words], capture_output=True,
                              text=True, check=True).stdout.strip()

    def test_completion_follows_the_command(self):
        self.assertEqual(self.complete("keep", "a"), "add")
        self.assertEqual(self.complete("keep", "add", "--l"), "--left")
        self.assertEqual(self.complete("keep", "add", "--kind", ""), "soft hard")
        self.assertEqual(self.complete("keep", "--file", "x", "add", "--ki"), "--kind")

    def test_fish_has_a_line_for_each_option(self):
        text = load("make_completions").fish(self.program)
        self.assertIn("-f -a add -d 'Add one'", text)
        self.assertIn("-l kind -x -a 'soft hard' -d 'How it feels'", text)


if __name__ == "__main__":
    unittest.main()
