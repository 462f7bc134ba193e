"""The importers of deps/requirements-importers.txt, put under build/ when they are missing."""

import hashlib
import importlib.util
import pathlib
import shutil
import subprocess
import sys
import types

from support.programs import SOURCE

REQUIREMENTS = SOURCE / "deps" / "requirements-importers.txt"
ODOO_PARSER = pathlib.Path("odoo", "addons", "account_statement_import_camt", "wizard",
                           "account_statement_import_camt_parser.py")


def install():
    """Makes them importable, and returns their folder."""
    known = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()
    folder = SOURCE / "build" / f"importers-{known[:16]}"
    if not folder.exists():
        fresh = folder.with_suffix(".fresh")
        shutil.rmtree(fresh, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps",
                        "--disable-pip-version-check", "--root-user-action", "ignore",
                        "--only-binary", ":all:",
                        "--require-hashes", "--target", fresh, "-r", REQUIREMENTS], check=True)
        fresh.rename(folder)
    sys.path.insert(0, str(folder))
    return folder


def odoo_parser(folder):
    """The add-on's parser without an Odoo: all that it needs of it is a base and a translator."""
    odoo = types.ModuleType("odoo")
    odoo.models = types.SimpleNamespace(AbstractModel=object)
    sys.modules["odoo"] = odoo
    spec = importlib.util.spec_from_file_location("odoo_camt_parser", folder / ODOO_PARSER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    parser = module.AccountStatementImportCamtParser()
    parser.env = types.SimpleNamespace(_=lambda text: text)
    return parser
