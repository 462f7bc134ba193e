"""ISO 20022 messages: the examples that are paid, and what the programs wrote, judged by another
program: xmllint, which must be there (deps/debian-packages.txt)."""
import subprocess
import xml.etree.ElementTree as tree

from support.programs import SOURCE

PAYROLL = SOURCE / "examples" / "payroll.pain001.xml"
EMPLOYER_IBAN = "DE36000000000000000000"  # who pays in both
OLDER_PAYROLL = SOURCE / "examples" / "payroll-2019.pain001.xml"
REPORTS = ("pain.002.001.03", "pain.002.001.10")
STATEMENT = "camt.053.001.08"


def creditor_ibans(payroll):
    """In the order of the lines."""
    names = {"p": "urn:iso:std:iso:20022:tech:xsd:" + message_name(payroll)}
    found = tree.parse(payroll).findall(".//p:CdtTrfTxInf/p:CdtrAcct/p:Id/p:IBAN", names)
    return [each.text for each in found]


def write_contacts(file, contacts):
    """CSV of pairs of id and address."""
    lines = ["id,address", *(f"{name},{address}" for name, address in contacts)]
    file.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")


def message_name(file):
    """Such as pain.002.001.10, from the file's name space."""
    name_space = tree.parse(file).getroot().tag[1:].split("}")[0]
    return name_space.rsplit(":", 1)[1]


def check_schema(programs, file):
    """The message's name, once the file has passed its schema."""
    message = message_name(file)
    schema = programs.folder.parent / "share/tacit/schemas" / f"{message}.xsd"
    checked = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", schema, file],
                             capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    return message


def report_statuses(programs, file):
    """Of a pain.002, which must pass its schema: the group's status, then each line's."""
    assert check_schema(programs, file) in REPORTS, file
    root = tree.parse(file).getroot()
    return [each.text for kind in ("}GrpSts", "}TxSts")
            for each in root.iter() if each.tag.endswith(kind)]
