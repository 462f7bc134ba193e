"""tools/check_attacks names the tests that documents promise and no source has."""

import importlib.machinery
import importlib.util
import pathlib
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parent / "check_attacks"


def load():
    loader = importlib.machinery.SourceFileLoader("check_attacks", str(SCRIPT))
    spec = importlib.util.spec_from_loader("check_attacks", loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


class CheckAttacks(unittest.TestCase):
    def test_finds_tests_of_every_form_and_names_the_missing_once(self):
        check = load()
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "src" / "a_test.cpp"
            source.parent.mkdir()
            source.write_text("TEST(A, One) {}\nTEST_F(B, Two) {}\nTEST_P(C,\n       Three) {}\n")
            lists = source.parent / "CMakeLists.txt"
            lists.write_text("add_test(NAME of_a_program\n  COMMAND x)\n"
                             "tacit_ctgrind(NAME of_secrets\n  DEPS x)\n")
            tests = check.defined_tests(pathlib.Path(folder))
        self.assertEqual(tests, {"A.One", "B.Two", "C.Three", "of_a_program", "of_secrets"})
        text = ("`A.One` `C.Three` `D.Four` and again `D.Four`, code `x`, file `a.cpp`; "
                "ctest `of_a_program`, ctest `gone`")
        self.assertEqual(check.missing_tests(text, tests), ["D.Four", "gone"])


if __name__ == "__main__":
    unittest.main()
