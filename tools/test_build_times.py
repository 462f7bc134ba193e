"""What tools/build_times reads from ninja and from test reports."""

import importlib.machinery
import importlib.util
import json
import pathlib
import tempfile
import unittest

BUILD_TIMES = pathlib.Path(__file__).resolve().parent / "build_times"


def load():
    loader = importlib.machinery.SourceFileLoader("build_times", str(BUILD_TIMES))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("build_times", loader))
    loader.exec_module(module)
    return module


build_times = load()


class BuildTimes(unittest.TestCase):
    def test_the_last_compilation_of_an_object_counts(self):
        log = "# ninja log v5\n0\t1500\t7\ta.o\tff\n10\t20\t7\tprogram\tff\n0\t2500\t8\ta.o\tff\n"
        self.assertEqual(build_times.source_seconds(log), {"a.o": 2.5})

    def test_units_of_a_header(self):
        deps = ("a.o: #deps 2, deps mtime 1 (VALID)\n    ../../src/a.cpp\n    ../../src/a.hpp\n\n"
                "b.o: #deps 1, deps mtime 1 (VALID)\n    ../../src/a.hpp\n    /usr/x/vector\n")
        self.assertEqual(build_times.units_by_header(deps),
                         {"../../src/a.hpp": 2, "/usr/x/vector": 1})

    def test_programs_and_cases(self):
        with tempfile.TemporaryDirectory() as folder:
            reports = pathlib.Path(folder)
            (reports / "ctest.xml").write_text(
                '<testsuite><testcase name="a_test" time="3.5"/></testsuite>')
            cases = [{"name": "B", "time": "0.25s"}]
            (reports / "a_test.json").write_text(
                json.dumps({"testsuites": [{"name": "A", "testsuite": cases}]}))
            self.assertEqual(build_times.test_seconds(reports),
                             ([(3.5, "a_test")], [(0.25, "a_test A.B")]))


if __name__ == "__main__":
    unittest.main()
