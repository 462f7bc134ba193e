"""Each rule of tools/tidy, broken alone in a small repository of its own."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

TIDY = pathlib.Path(__file__).resolve().parent / "tidy"

EXEMPTION = "function-size src/node/a.cpp 80 -- a list of data\n"


class TidyRules(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        subprocess.run(["git", "init", "-q", self.root], check=True)

    def write(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())

    def tidy(self):
        result = subprocess.run([sys.executable, TIDY, "--root", self.root], capture_output=True,
                                text=True, check=False)
        self.assertEqual(result.stderr, "")
        lines = result.stdout.splitlines()
        self.assertEqual(result.returncode, 1 if lines else 0)
        return lines

    def assert_refused(self, *words):
        lines = self.tidy()
        self.assertEqual(len(lines), 1, lines)
        for word in words:
            self.assertIn(word, lines[0])

    def write_function(self, inner_lines, head="int long_one(int a)"):
        self.write("src/node/a.cpp", head + " {\n" + "    ++a;\n" * inner_lines + "}\n")

    def test_line_rules(self):
        broken = {
            "column": "int a;" + " " * 86 + "// 101 col\n",
            "tab": "\tint a;\n",
            "trailing-space": "int a; \n",
            "final-newline": "int a;",
            "line-ending": "int a;\r\nint b;\n",
            "todo": "// TODO mend\n",
            "file-size": "int a;\n" * 501,
        }
        for rule, text in broken.items():
            with self.subTest(rule=rule):
                self.write("src/node/a.cpp", text)
                lines = [line for line in self.tidy() if f"(rule '{rule}')" in line]
                self.assertEqual(len(lines), 1)

    def test_at_the_limits(self):
        self.write("src/node/a.cpp", "int a;" * 16 + "x;//\n" + "int a;\n" * 499)
        self.write("src/node/b.cpp", "// TODO(#12) mend\n")
        self.assertEqual(self.tidy(), [])

    def test_columns_are_characters(self):
        self.write("src/node/a.cpp", "// " + "é" * 97 + "\n")
        self.assertEqual(self.tidy(), [])

    def test_header_without_pragma_once(self):
        self.write("src/node/a.hpp", "// #pragma once\nint a;\n")
        self.assert_refused("src/node/a.hpp:1:", "pragma-once")

    def test_function_size(self):
        self.write_function(68)
        self.assertEqual(self.tidy(), [])
        self.write_function(69)
        self.assert_refused("src/node/a.cpp:1:", "long_one has 71 lines", "function-size")

    def test_function_size_in_every_dress(self):
        heads = {
            "plain": "namespace a {\nint plain(int b)",
            "method": "struct A {\n    int method(int a) const noexcept override",
            "Made::Made": "namespace a {\nMade::Made(int a) : x_a(a), x_b{a}",
            "generic": "namespace a {\n"
                       "template <class T, class U = std::vector<T>>\nT generic(T a)",
            "TEST": "namespace a {\nTEST(Group, Case)",
            "operator==": "struct A {\nbool operator==(int a)",
            "trailing": "namespace a {\nauto trailing(int a) -> int",
        }
        for name, head in heads.items():
            with self.subTest(name=name):
                text = head + " {\n" + "    if (a) { ++a; }\n" * 80 + "}\n}\n"
                self.write("src/node/a.cpp", text)
                self.assert_refused(f" {name} has ")

    def test_data_and_scopes_are_no_functions(self):
        for head in ("constexpr int kTable[] =", "struct A", "const A a = f({}, g())",
                     "enum class A", "namespace a", "class alignas(8) A", "constexpr A kA"):
            with self.subTest(head=head):
                self.write("src/node/a.cpp", head + " {\n" + "    1,\n" * 80 + "};\n")
                self.assertEqual(self.tidy(), [])

    def test_core_source_needs_a_test(self):
        self.write("src/zk/field/a.cpp", "int a;\n")
        self.assert_refused("has-test")
        self.write("src/zk/field/a_test.cpp", "int a;\n")
        self.assertEqual(self.tidy(), [])

    def test_exemption_with_reason(self):
        self.write("tools/tidy_exemptions.txt", EXEMPTION)
        self.write_function(78)
        self.assertEqual(self.tidy(), [])
        self.write_function(79)
        self.assert_refused("function-size")

    def test_exemption_only_shrinks(self):
        self.write("tools/tidy_exemptions.txt", EXEMPTION)
        self.write_function(77)
        self.assert_refused("can shrink from 80 to 79")
        self.write_function(7)
        self.assert_refused("no longer needed")

    def test_exemption_without_reason(self):
        self.write("tools/tidy_exemptions.txt", "tab src/node/a.cpp\n")
        self.assert_refused("no reason")


if __name__ == "__main__":
    unittest.main()
