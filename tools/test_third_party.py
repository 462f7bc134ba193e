"""tools/third_party names every part with its licence, and refuses one that has none."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

THIRD_PARTY = pathlib.Path(__file__).resolve().parent / "third_party"


class ThirdParty(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "docs").mkdir()
        package = self.root / "web" / "packages" / "x"
        package.mkdir(parents=True)
        (package / "package-lock.json").write_text(
            '{"packages": {"": {}, "node_modules/@a/b": {"version": "1.2", "license": "ISC"}}}')
        self.write("debian-packages.txt", "# Building\nlibfoo-dev    # draws\n")
        self.write("debian-packages-dev.txt", "")
        self.write("debian-packages-package.txt", "")
        self.write("debian-packages-web.txt", "")
        self.write("requirements.txt", "bar==2.0 \\\n    --hash=sha256:00\n")
        self.write("licences.txt", "# Comment\nlibfoo-dev MIT\nbar Apache-2.0 OR MIT\n")

    def write(self, name, text):
        (self.root / "deps").mkdir(exist_ok=True)
        (self.root / "deps" / name).write_text(text)

    def run_tool(self, *arguments):
        return subprocess.run([sys.executable, THIRD_PARTY, "--root", self.root, *arguments],
                              capture_output=True, text=True, check=False)

    def test_each_part_has_its_row(self):
        self.assertEqual(self.run_tool().returncode, 0)
        page = (self.root / "docs" / "third-party.md").read_text()
        self.assertIn("| `libfoo-dev` | MIT | Building: draws |", page)
        self.assertIn("| `bar` | 2.0 | Apache-2.0 OR MIT |", page)
        self.assertIn("| `@a/b` | 1.2 | ISC | the package |", page)
        self.assertEqual(self.run_tool("--check").returncode, 0)

    def test_a_part_without_a_licence_is_named(self):
        self.write("licences.txt", "libfoo-dev MIT\n")
        done = self.run_tool()
        self.assertEqual(done.returncode, 1)
        self.assertIn("for bar", done.stderr)

    def test_a_stale_page_is_noticed(self):
        self.run_tool()
        self.write("requirements.txt", "bar==2.1\n")
        done = self.run_tool("--check")
        self.assertEqual(done.returncode, 1)
        self.assertIn("stale", done.stderr)


if __name__ == "__main__":
    unittest.main()
