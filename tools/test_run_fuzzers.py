"""tools/run_fuzzers on programs that stand in for libFuzzer's."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

RUN_FUZZERS = pathlib.Path(__file__).resolve().parent / "run_fuzzers"

SOUND = """#!/bin/sh
echo "$@"
echo "stat::number_of_executed_units: 12345"
echo "stat::average_exec_per_sec:     678"
"""


class RunFuzzers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.build = pathlib.Path(folder.name)
        (self.build / "bin").mkdir()

    def add(self, name, script):
        program = self.build / "bin" / name
        program.write_text(script)
        program.chmod(0o755)

    def run_fuzzers(self, *words):
        done = subprocess.run([sys.executable, RUN_FUZZERS, "--build", self.build, *words],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.stderr, "")
        return done.returncode, done.stdout.splitlines()

    def test_counts_what_ran(self):
        self.add("fuzz_one", SOUND)
        self.add("fuzz_two", SOUND)
        status, lines = self.run_fuzzers("--jobs", "2", "--runs", "5")
        self.assertEqual(status, 0)
        self.assertIn("fuzz_one: 12,345 executions, 678 a second", lines)
        self.assertEqual(lines[-1], "2 passed, 0 failed")
        self.assertIn("-runs=5 ", (self.build / "logs" / "fuzz_one.log").read_text())

    def test_short_inputs_where_long_ones_are_refused(self):
        for name in ("fuzz_address", "fuzz_one"):
            self.add(name, SOUND)
        self.assertEqual(self.run_fuzzers()[0], 0)
        logs = self.build / "logs"
        self.assertIn("-max_len=512 ", (logs / "fuzz_address.log").read_text())
        self.assertIn("-max_len=65536 ", (logs / "fuzz_one.log").read_text())

    def test_a_time_is_handed_on(self):
        self.add("fuzz_one", SOUND)
        self.assertEqual(self.run_fuzzers("--seconds", "7", "fuzz_one")[0], 0)
        self.assertIn("-max_total_time=7 ", (self.build / "logs" / "fuzz_one.log").read_text())

    def test_a_crash_fails(self):
        self.add("fuzz_one", SOUND)
        self.add("fuzz_two", SOUND + "exit 77\n")
        status, lines = self.run_fuzzers()
        self.assertEqual(status, 1)
        self.assertEqual(lines[-1], "1 passed, 1 failed")
        self.assertTrue(any(line.startswith("fuzz_two: FAILED with status 77") for line in lines))

    def test_a_program_that_ran_nothing_fails(self):
        self.add("fuzz_one", "#!/bin/sh\nexit 0\n")
        self.assertEqual(self.run_fuzzers()[0], 1)

    def test_a_name_that_is_not_there_fails(self):
        self.add("fuzz_one", SOUND)
        status, lines = self.run_fuzzers("fuzz_one", "fuzz_none")
        self.assertEqual(status, 1)
        self.assertEqual(lines[-1], "1 passed, 1 failed")

    def test_no_target_fails(self):
        self.assertEqual(self.run_fuzzers()[0], 1)


if __name__ == "__main__":
    unittest.main()
