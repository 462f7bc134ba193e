"""What a program's --help says, as data: man pages and completions are made of it."""

import dataclasses
import pathlib
import re
import subprocess

_ENTRY = re.compile(r"^ {2,4}([^\s\[].*?)(?:  +(\S.*))?$")
_CONTINUED = re.compile(r"^ {20,}(\S.*)$")
# Of a group of options of which one must be given; its options follow as any others.
_GROUP = re.compile(r"^\[Option Group: .*\]$|^  \[.* following options .*\]$|^  Options:$|^ +$")
_CHOICES = re.compile(r":\{([^}]*)\}")


@dataclasses.dataclass
class Entry:
    """A line of a help section: an option, a positional or a subcommand."""
    names: list      # such as ["-h", "--help"]; of a positional or command its one name
    value: str       # what the name is followed by, such as "TEXT (Env:TACIT_NODE)"; may be empty
    text: str

    @property
    def choices(self):
        """The values that the option takes, where help lists them."""
        found = _CHOICES.search(self.value)
        return found[1].split(",") if found else []

    @property
    def takes_value(self):
        return bool(self.value)


@dataclasses.dataclass
class Command:
    """A program or one of its commands."""
    path: list            # such as ["tacit", "contacts", "import"]
    description: str
    usage: str
    sections: dict        # title, such as "Options", to its entries
    notes: list           # what follows the sections, line by line: example, exit status
    commands: list = dataclasses.field(default_factory=list)

    def entries(self, title):
        return self.sections.get(title, [])

    def all_commands(self):
        """This one and all below it."""
        yield self
        for command in self.commands:
            yield from command.all_commands()


def _read_entry(head, text):
    names, _, value = head.partition(" ")
    return Entry(names.split(","), value.strip(), text or "")


def parse_help(path, text):
    """The Command that a help text describes; its commands are left empty."""
    lines = text.splitlines()
    usage_at = next(i for i, line in enumerate(lines) if line.startswith("Usage: "))
    command = Command(path, " ".join(lines[:usage_at]), lines[usage_at][len("Usage: "):], {}, [])
    section = None
    for line in lines[usage_at + 1:]:
        if _GROUP.match(line):
            continue
        if not line:
            section = None
        elif section is None and re.fullmatch(r"[A-Z]\w*:", line):
            section = command.sections.setdefault(line[:-1], [])
        elif section is None:
            command.notes.append(line)
        elif continued := _CONTINUED.match(line):
            section[-1].text = f"{section[-1].text} {continued[1]}".strip()
        elif entry := _ENTRY.match(line):
            section.append(_read_entry(*entry.groups()))
    return command


def read_program(program):
    """The Command of a program, with all its commands, by asking it. Its notes keep their lines."""
    def read(path):
        text = subprocess.run([program, *path[1:], "--help"], capture_output=True, text=True,
                              check=True).stdout
        command = parse_help(path, text)
        command.commands = [read([*path, entry.names[0]])
                            for entry in command.entries("Subcommands")]
        return command
    return read([pathlib.Path(program).name])
