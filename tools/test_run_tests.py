"""What tools/run_tests counts, and that it never takes silence for success."""

import importlib.machinery
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

RUN_TESTS = pathlib.Path(__file__).resolve().parent / "run_tests"


def load_runner():
    loader = importlib.machinery.SourceFileLoader("run_tests", str(RUN_TESTS))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("run_tests", loader))
    loader.exec_module(module)
    return module


runner = load_runner()


def case(name, result="COMPLETED", status="RUN", failures=None):
    outcome = {"name": name, "status": status, "result": result}
    return outcome | ({"failures": failures} if failures else {})


class Counting(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.reports = pathlib.Path(folder.name)
        self.tally = runner.Tally()

    def count(self, status, message=None, cases=None):
        skipped = f'<skipped message="{message}"/>' if message else ""
        junit = self.reports / "ctest.xml"
        junit.write_text(f'<testsuite><testcase name="a_test" status="{status}">{skipped}'
                         "</testcase></testsuite>")
        if cases is not None:
            report = {"testsuites": [{"name": "Group", "testsuite": cases}]}
            (self.reports / "a_test.json").write_text(json.dumps(report))
        runner.count_suite(junit, self.reports, "[x]", self.tally)
        return self.tally.closing_line()

    def test_each_case_counts(self):
        cases = [case("A"), case("B"), case("C", failures=[{"failure": "x"}]),
                 case("D", result="SKIPPED"), case("E", status="NOTRUN")]
        self.assertEqual(self.count("fail", cases=cases), "2 passed, 1 failed, 1 skipped")
        self.assertEqual(self.tally.failures, ["[x] a_test: Group.C"])

    def test_program_that_fails_after_its_cases_passed(self):
        self.assertEqual(self.count("fail", cases=[case("A")]), "1 passed, 1 failed")

    def test_program_without_a_report_counts_once(self):
        self.assertEqual(self.count("run"), "1 passed, 0 failed")

    def test_crash_without_a_report(self):
        self.assertEqual(self.count("fail"), "0 passed, 1 failed")

    def test_missing_program_is_a_failure(self):
        line = self.count("notrun", message="Unable to find executable: a_test")
        self.assertEqual(line, "0 passed, 1 failed")

    def test_test_that_skips_itself(self):
        line = self.count("notrun", message="SKIP_RETURN_CODE=77")
        self.assertEqual(line, "0 passed, 0 failed, 1 skipped")


class ExitStatus(unittest.TestCase):
    def run_runner(self, *arguments):
        result = subprocess.run([sys.executable, RUN_TESTS, *arguments], capture_output=True,
                                text=True, check=False)
        return result.returncode, result.stdout.splitlines()[-1]

    def test_nothing_ran(self):
        self.assertEqual(self.run_runner(), (1, "0 passed, 0 failed"))

    def test_checks_decide(self):
        self.assertEqual(self.run_runner("--check", "true"), (0, "1 passed, 0 failed"))
        self.assertEqual(self.run_runner("--check", "true", "--check", "false"),
                         (1, "1 passed, 1 failed"))

    def test_counts_of_other_suites_are_added(self):
        with tempfile.TemporaryDirectory() as folder:
            def suite(name, last_line, status=0):
                program = pathlib.Path(folder) / name
                program.write_text(f"#!/bin/sh\necho one\necho '{last_line}'\nexit {status}\n")
                program.chmod(0o755)
                return "--suite", str(program)
            good = suite("good", "12 passed, 0 failed")
            self.assertEqual(self.run_runner(*good, "--check", "true"), (0, "13 passed, 0 failed"))
            for bad, count in ((suite("bad", "3 passed, 2 failed", 1), "15 passed, 2 failed"),
                               (suite("liar", "3 passed, 0 failed", 1), "15 passed, 1 failed"),
                               (suite("mute", "all is well"), "12 passed, 1 failed"),
                               (suite("idle", "0 passed, 0 failed"), "12 passed, 1 failed")):
                self.assertEqual(self.run_runner(*good, *bad), (1, count))

    def test_phases_follow_the_count(self):
        with tempfile.TemporaryDirectory() as folder:
            phases = pathlib.Path(folder) / "phases"
            phases.write_text("compiling 90\ncompiling 30\n")
            done = subprocess.run([sys.executable, RUN_TESTS, "--check", "true", "--phases",
                                   str(phases)], capture_output=True, text=True, check=True)
        lines = done.stdout.splitlines()[-4:]
        self.assertEqual(lines[:2], ["1 passed, 0 failed", "   2.0 min  compiling"])
        self.assertRegex(lines[2], r"^ +\d+\.\d min  C\+\+ and process tests$")
        self.assertRegex(lines[3], r"^ +\d+\.\d min  tests in Python and TypeScript")

    def test_build_tree_that_is_not_there(self):
        self.assertEqual(self.run_runner("no-such-preset:fast"), (1, "0 passed, 1 failed"))


if __name__ == "__main__":
    unittest.main()
