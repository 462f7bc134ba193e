"""Each rule of tools/check_layers, broken alone in a small tree of its own."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK_LAYERS = pathlib.Path(__file__).resolve().parent / "check_layers"

TABLE = """
layer base:
layer zk/field: base
layer zk/hash: zk/field
layer zk/curve: zk/field
layer node/store: zk/hash
tests zk/curve: zk/hash
core base zk
header blst.h: zk/curve zk/field/fr.hpp
header rocksdb/: node/store
"""


class CheckLayers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write("tools/layers.txt", TABLE)
        self.write("src/base/bytes.hpp", "#pragma once\n#include <cstdint>\n")

    def write(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def check(self):
        return subprocess.run([sys.executable, CHECK_LAYERS, "--root", self.root],
                              capture_output=True, text=True, check=False)

    def assert_clean(self):
        result = self.check()
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))

    def assert_refused(self, *words):
        result = self.check()
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertEqual(len(result.stdout.splitlines()), 1, result.stdout)
        for word in words:
            self.assertIn(word, result.stdout)

    def test_layers_below_are_open_however_deep(self):
        self.write("src/node/store/a.cpp", '#include "zk/hash/a.hpp"\n#include "base/bytes.hpp"\n')
        self.assert_clean()

    def test_upward_include(self):
        self.write("src/base/a.hpp", '\n#include "zk/field/fr.hpp"\n')
        self.assert_refused("src/base/a.hpp:2:", "base must not include zk/field")

    def test_sibling_include(self):
        self.write("src/zk/curve/a.cpp", '#include "zk/hash/a.hpp"\n')
        self.assert_refused("zk/curve must not include zk/hash")

    def test_sibling_drawn_for_tests_is_open_to_tests_only(self):
        self.write("src/zk/curve/a_test.cpp", '#include "zk/hash/a.hpp"\n')
        self.assert_clean()

    def test_include_not_written_from_src(self):
        self.write("src/base/a.cpp", '#include "../base/bytes.hpp"\n')
        self.assert_refused("not written from src/")

    def test_folder_without_layer(self):
        self.write("src/robot/a.cpp", "\n")
        self.assert_refused("has no line in tools/layers.txt")

    def test_testing_aid_in_shipped_code(self):
        self.write("src/zk/field/a.cpp", '#include "base/testing/seeded_rng.hpp"\n')
        self.assert_refused("testing aid")

    def test_testing_aid_in_a_test(self):
        self.write("src/zk/field/a_test.cpp", '#include "base/testing/seeded_rng.hpp"\n')
        self.assert_clean()

    def test_blst_in_its_places(self):
        self.write("src/zk/field/fr.hpp", "#include <blst.h>\n")
        self.write("src/zk/curve/g1.cpp", "#include <blst.h>\n")
        self.assert_clean()

    def test_blst_elsewhere(self):
        self.write("src/zk/field/fft.cpp", "#include <blst.h>\n")
        self.assert_refused("<blst.h> belongs to")

    def test_third_party_folder_elsewhere(self):
        self.write("src/zk/hash/a.cpp", "#include <rocksdb/db.h>\n")
        self.assert_refused("<rocksdb/db.h> belongs to node/store")

    def test_third_party_header_that_no_line_places(self):
        self.write("src/zk/hash/a.cpp", "#include <zlib.h>\n")
        self.assert_refused("rule 'third-party'")

    def test_core_words_and_headers(self):
        broken = {
            "input-output": ["#include <iostream>", "#include <fstream>", "#include <cstdio>",
                             'auto v = getenv("X");', "std::cerr << 1;"],
            "locale": ["#include <sstream>", "#include <iomanip>"],
            "clock": ["#include <chrono>", "clock_gettime(0, &t);"],
            "float": ["#include <cmath>", "double x = 1;", "float y = 1;"],
            "unordered": ["#include <unordered_map>", "std::unordered_set<int> s;"],
            "threads": ["#include <mutex>", "#include <thread>", "std::mutex m;",
                        "thread_local int t;"],
            "randomness": ["#include <random>", "randombytes_buf(p, n);", "int r = rand();"],
            "throw": ["throw 1;"],
        }
        for rule, lines in broken.items():
            for line in lines:
                with self.subTest(line=line):
                    self.write("src/base/a.cpp", line + "\n")
                    self.assert_refused("src/base/a.cpp:1:", f"rule '{rule}'")

    def test_comments_strings_and_longer_names_are_no_violation(self):
        self.write("src/base/a.cpp",
                   '// double #include <mutex>\nauto s = "throw";\n'
                   '/* float */ int doubled, operand();\n'
                   'auto big = 1\'000\'000; auto t = R"(float)"; // "\n')
        self.assert_clean()

    def test_outside_the_core_and_in_tests_these_are_free(self):
        self.write("src/node/store/a.cpp", "#include <mutex>\n#include <rocksdb/db.h>\ndouble x;\n")
        self.write("src/base/a_test.cpp", "#include <random>\n")
        self.write("src/base/testing/a.hpp", "#include <iostream>\n")
        self.assert_clean()

    def test_exemption_counts_for_one_rule_in_one_file(self):
        self.write("tools/layers.txt", TABLE + "exempt base/check.cpp input-output: says why\n")
        self.write("src/base/check.cpp", "#include <cstdio>\n")
        self.assert_clean()
        self.write("src/base/check.cpp", "#include <cstdio>\n#include <mutex>\n")
        self.assert_refused("rule 'threads'")

    def test_exemption_of_shipped_code_that_uses_a_testing_aid(self):
        self.write("src/base/testing/a.hpp", "")
        self.write("src/node/store/a.cpp", '#include "base/testing/a.hpp"\n')
        self.assert_refused("testing aid")
        self.write("tools/layers.txt", TABLE + "exempt node/store/a.cpp testing-aid: says why\n")
        self.assert_clean()

    def test_exemption_that_is_not_needed(self):
        self.write("tools/layers.txt", TABLE + "exempt base/check.cpp input-output: says why\n")
        self.assert_refused("no longer needed")

    def test_wrong_tables(self):
        wrong = {
            "layer a: b": "b has no layer line",
            "layer base: zk/hash": "stands twice",
            "layer a: c\nlayer c: a": "a ring",
            "exempt base/a.cpp input-output:": "cannot read",
            "exempt base/a.cpp speed: why": "there is no rule",
            "nonsense": "cannot read",
        }
        for line, word in wrong.items():
            with self.subTest(line=line):
                self.write("tools/layers.txt", TABLE + line + "\n")
                self.assert_refused(word)


if __name__ == "__main__":
    unittest.main()
