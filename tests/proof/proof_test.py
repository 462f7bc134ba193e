"""tacit-proof as a process: proofs of samples, verdicts on files, and how each command ends."""

import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from support.programs import DONE, MISUSED, REFUSED, SOURCE, Programs  # noqa: E402

PROGRAMS = None


def tacit_proof(*words, text="", **variables):
    """It never needs a passphrase."""
    return PROGRAMS.run("tacit-proof", *words, stdin=text, TACIT_PASSPHRASE=None, **variables)


def cases():
    return json.loads((SOURCE / "vectors" / "transfer_proofs.json").read_text())["cases"]


class ProofTest(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="tacit-proof-test-")
        self.addCleanup(self.scratch.cleanup)
        self.folder = pathlib.Path(self.scratch.name)

    def file(self, content, name="proof.json"):
        path = self.folder / name
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path

    def verdict(self, content):
        done = tacit_proof("verify", "--json", self.file(content))
        verdict = json.loads(done.stdout)
        self.assertEqual(done.returncode, DONE if verdict["valid"] else REFUSED)
        return verdict.get("error", "valid")

    # prove

    def test_samples_of_every_branch_are_valid(self):
        for number in (*range(9), 2**64 - 1):
            path = self.folder / f"{number}.json"
            made = tacit_proof("prove", "--circuit", "transfer", "--sample", number, "--out", path)
            self.assertEqual((made.returncode, made.stdout), (DONE, ""), made.stderr)
            self.assertRegex(made.stderr, r"^Sample \d+ \(\w+\): proved in [\d.]+ s on \d+ thread")
        paths = sorted(self.folder.iterdir())
        done = tacit_proof("verify", *paths)
        self.assertEqual(done.returncode, DONE, done.stdout)
        self.assertEqual(done.stdout.splitlines(), [f"{path}: valid" for path in paths])

    def test_a_file_has_five_members(self):
        made = json.loads(tacit_proof("prove", "--sample", 3).stdout)
        self.assertEqual(sorted(made), ["circuit", "digest", "proof", "public_inputs", "version"])
        self.assertEqual((made["circuit"], made["version"]), ("transfer", 1))
        self.assertEqual(len(made["public_inputs"]), 16)
        for number in made["public_inputs"]:
            self.assertRegex(number, r"^0x[0-9a-f]{64}$")
        self.assertRegex(made["digest"], r"^[0-9a-f]{128}$")
        self.assertRegex(made["proof"], r"^[0-9a-f]{3840}$")

    def test_the_number_decides_the_statement_and_chance_the_blinding(self):
        first, again = (json.loads(tacit_proof("prove", "--sample", 5).stdout) for _ in range(2))
        other = json.loads(tacit_proof("prove", "--sample", 14).stdout)  # of the same branch
        for member in ("public_inputs", "digest"):
            self.assertEqual(first[member], again[member])
            self.assertNotEqual(first[member], other[member])
        a, b = (bytes.fromhex(file["proof"]) for file in (first, again))
        for at in range(0, 14 * 96, 96):
            self.assertNotEqual(a[at:at + 96], b[at:at + 96])
        for at in range(14 * 96, len(a), 32):
            self.assertNotEqual(a[at:at + 32], b[at:at + 32])

    def test_reproducible_proofs_are_the_same_whatever_the_threads(self):
        first, *others = (tacit_proof("prove", "--sample", 5, "--reproducible", "--threads", count)
                          for count in (1, 2, 3, 16))
        self.assertEqual(first.returncode, DONE)
        for again in others:
            self.assertEqual(first.stdout, again.stdout)
        self.assertEqual(self.verdict(first.stdout), "valid")

    def test_a_place_that_cannot_be_written_is_named(self):
        path = self.folder / "nowhere" / "proof.json"
        done = tacit_proof("prove", "--sample", 1, "--out", path)
        self.assertEqual(done.returncode, MISUSED)
        self.assertIn(str(path), done.stderr)

    # verify

    def test_every_committed_case_gets_its_verdict(self):
        known = cases()
        self.assertGreater(len(known), 30)
        lines = "".join(json.dumps(case["file"]) + "\n" for case in known)
        done = tacit_proof("verify", "--json", "-", text=lines)
        self.assertEqual(done.returncode, REFUSED)
        verdicts = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(verdicts), len(known))
        for number, (case, verdict) in enumerate(zip(known, verdicts), 1):
            with self.subTest(case=case["name"]):
                self.assertEqual(verdict["file"], f"line {number}")
                self.assertEqual(verdict["valid"], case["valid"])
                self.assertEqual(verdict.get("error"), case.get("error"))
                if not case["valid"]:
                    self.assertTrue(verdict["reason"].endswith("."), verdict)

    def test_a_refusal_is_a_sentence_and_status_1(self):
        case = next(case for case in cases() if case.get("error") == "invalid")
        path = self.file(case["file"])
        done = tacit_proof("verify", path)
        self.assertEqual(done.returncode, REFUSED)
        self.assertEqual(done.stdout, f"{path}: refused: the proof does not hold.\n")

    def test_one_bad_file_among_good_ones_is_status_1(self):
        known = cases()
        good, bad = self.file(known[0]["file"], "good"), self.file(known[-1]["file"], "bad")
        done = tacit_proof("verify", good, bad, good)
        self.assertEqual(done.returncode, REFUSED)
        self.assertEqual([line.split(":")[1].strip() for line in done.stdout.splitlines()],
                         ["valid", "refused", "valid"])

    def test_texts_that_are_no_proof_file(self):
        for text in ("", "\n", "{", "not json", "\ufeff{}", '{"a":1,"a":2}', "[[[[1]]]]",
                     " " * (1 << 20) + "{}"):
            self.assertEqual(self.verdict(text), "bad_json", text[:20])
        good = cases()[0]["file"]
        for text in ("{}", "[]", "7", '"proof"', "null", {**good, "public_inputs": "0x"},
                     {**good, "public_inputs": [1] * 16}, {**good, "proof": None},
                     {**good, "version": 1.0}, {**good, "version": -1}, {**good, "circuit": 1}):
            self.assertEqual(self.verdict(text), "bad_member", text)
        for change in ({"proof": good["proof"][:-1]}, {"proof": "0x" + good["proof"]},
                       {"digest": good["digest"] + "00"}, {"digest": "g" * 128},
                       {"public_inputs": [*good["public_inputs"][:15], "0x1"]},
                       {"public_inputs": [*good["public_inputs"][:15], "0X" + "0" * 64]}):
            self.assertEqual(self.verdict({**good, **change}), "bad_text", change)
        self.assertEqual(self.verdict({**good, "version": 2**63}), "unknown_version")

    def test_lines_are_answered_one_by_one(self):
        good = json.dumps(cases()[0]["file"])
        done = tacit_proof("verify", "-", text=f"{good}\n\n{good}")
        self.assertEqual(done.returncode, REFUSED)
        self.assertEqual([line.split(":")[:2] for line in done.stdout.splitlines()],
                         [["line 1", " valid"], ["line 2", " refused"], ["line 3", " valid"]])

    def test_texts_of_any_length_take_little_memory(self):
        path = self.folder / "long"
        with path.open("wb") as file:
            file.truncate(600 << 20)  # takes no space
        line = f"{path}: refused: JSON text at byte 1048576: too long.\n"
        self.assertEqual(tacit_proof("verify", path).stdout, line)
        with path.open("rb") as text:
            judged = subprocess.run([PROGRAMS.folder / "tacit-proof", "verify", "-"], stdin=text,
                                    capture_output=True, text=True, check=False)
        self.assertEqual(judged.stdout, line.replace(str(path), "line 1"))
        kib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.assertLess(kib, 400 << 10)

    def test_a_name_forges_no_verdict(self):
        path = self.file("{}", "a\nother.json: valid\x1b[2J")
        done = tacit_proof("verify", path)
        self.assertEqual((done.returncode, done.stdout.count("\n")), (REFUSED, 1))
        self.assertIn(r"a\nother.json: valid\u001b[2J", done.stdout)
        done = tacit_proof("verify", self.folder / "no\nfile.json: valid")
        self.assertEqual((done.returncode, done.stderr.count("\n")), (MISUSED, 1))

    def test_an_answer_that_cannot_be_written_is_no_verdict(self):
        good = self.file(next(case["file"] for case in cases() if case["valid"]))
        for words in (("verify", good), ("describe",), ("prove", "--sample", 1)):
            with open("/dev/full", "w") as full:
                done = subprocess.run([PROGRAMS.folder / "tacit-proof", *map(str, words)],
                                      stdout=full, stderr=subprocess.PIPE, text=True)
            self.assertEqual(done.returncode, MISUSED, words)
            self.assertRegex(done.stderr, "cannot (be written|write)")

    def test_nothing_to_judge_is_misuse(self):
        for done in (tacit_proof("verify", "-", text=""),
                     tacit_proof("verify", self.folder / "none.json"),
                     tacit_proof("verify", self.folder),
                     tacit_proof("verify", self.file(cases()[0]["file"]),
                                 TACIT_SHARE=str(self.folder))):
            self.assertEqual(done.returncode, MISUSED, done.stdout)
            self.assertTrue(done.stderr.startswith("tacit-proof: "), done.stderr)

    # describe, key, and the command line

    def test_describe_prints_the_committed_circuit(self):
        done = tacit_proof("describe", "--circuit", "transfer")
        self.assertEqual(done.returncode, DONE)
        committed = SOURCE / "src" / "shielded" / "circuit" / "transfer_circuit.txt"
        self.assertEqual(done.stdout, committed.read_text())

    def test_help_shows_an_example(self):
        for words in ([], ["prove"], ["verify"], ["describe"], ["key"]):
            done = tacit_proof(*words, "--help")
            self.assertEqual(done.returncode, DONE)
            self.assertIn("Example: ", done.stdout)
        self.assertIn("fresh from the operating system", tacit_proof("prove", "--help").stdout)

    def test_misuse_is_status_2(self):
        for words in ([], ["frobnicate"], ["prove"], ["prove", "--sample", "x"],
                      ["prove", "--sample", "-1"], ["prove", "--sample", str(2**64)],
                      ["prove", "--circuit", "issue", "--sample", "1"], ["verify"],
                      ["prove", "--sample", "1", "--threads", "0"],
                      ["describe", "--circuit", "issue"], ["verify", "--frob", "-"]):
            self.assertEqual(tacit_proof(*words).returncode, MISUSED, words)


if __name__ == "__main__":
    PROGRAMS = Programs.of_command_line()
    unittest.main()
