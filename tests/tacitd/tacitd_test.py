"""tacitd as a process: what each command prints, how it ends, and what it leaves in the home."""

import hashlib
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from support.node import Node  # noqa: E402
from support.programs import DONE, MISUSED, REFUSED, Programs, has_ipv6  # noqa: E402

PROGRAMS = None
TIMEOUT_S = 120


def tacitd(*words, **variables):
    return PROGRAMS.run("tacitd", *words, **variables)


def serving(home, *words, **how):
    """A node that serves."""
    return Node(PROGRAMS, home).start(*words, **how)


def contents(folder):
    """Every file below with its bytes, but the store's log of itself."""
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file() and "LOG" not in path.name}


def noted_tip(height, app_hash):
    """A home's tip record. Spec: 11.1."""
    content = bytes([1]) + height.to_bytes(8, "little") + bytes.fromhex(app_hash)
    return content + hashlib.blake2b(content, digest_size=32, person=b"Tacit_TipRecord").digest()


def fetch(url, body=None, cookie=None):
    headers = {"Content-Type": "application/json"}
    if cookie:
        headers["Authorization"] = f"Bearer {cookie}"
    request = urllib.request.Request(url, data=body.encode() if body else None, headers=headers)
    with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
        return answer.read().decode()


def call(url, method, cookie=None):
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method})
    return json.loads(fetch(url, body, cookie))


class TacitdTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="tacitd-test-"))
        cls.template = cls.folder / "template"
        made = tacitd("init", "--home", cls.template, "--dev", "--json")
        if made.returncode != DONE:
            raise AssertionError(made.stdout + made.stderr)
        cls.made = json.loads(made.stdout)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def home(self):
        """A fresh home, the same for each test."""
        home = self.folder / self.id().rsplit(".", 1)[1]
        shutil.copytree(self.template, home)
        return home

    def assert_refused(self, done, code, status=REFUSED):
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        error = json.loads(done.stdout)["error"]
        self.assertEqual(error["code"], code)
        self.assertTrue(error["message"].endswith("."), error)
        self.assertTrue(error["hint"], error)
        return error

    # init

    def test_init_makes_a_private_home(self):
        self.assertEqual(stat.S_IMODE(self.template.stat().st_mode), 0o700)
        for path in self.template.rglob("*"):
            self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path)
        self.assertTrue((self.template / "issuer.wallet").is_file())
        genesis = json.loads((self.template / "genesis.json").read_text())
        self.assertEqual([asset["symbol"] for asset in genesis["assets"]], ["TAC", "EURX", "USDX"])
        self.assertEqual(genesis["default_expiry_blocks"], 100_000)
        self.assertEqual(len(self.made["chain_id"]), 64)

    def test_init_leaves_an_existing_home_alone(self):
        home = self.home()
        before = contents(home)
        self.assert_refused(tacitd("init", "--home", home, "--dev", "--json"), "home_exists")
        self.assertEqual(contents(home), before)

    def test_init_takes_an_empty_folder(self):
        home = self.folder / "empty"
        home.mkdir()
        self.assertEqual(tacitd("init", "--home", f"{home}/", "--dev").returncode, DONE)
        self.assertTrue((home / "store").is_dir())
        self.assertEqual([path.name for path in self.folder.glob("*.part*")], [])

    def test_init_needs_one_genesis(self):
        home = self.folder / "choice"
        self.assert_refused(tacitd("init", "--home", home, "--json"), "genesis_choice", MISUSED)
        both = tacitd("init", "--home", home, "--json", "--dev", "--genesis", "x.json")
        self.assert_refused(both, "genesis_choice", MISUSED)
        self.assertFalse(home.exists())

    def test_init_needs_a_passphrase(self):
        home = self.folder / "no-passphrase"
        for passphrase, code in ((None, "passphrase_missing"), ("", "passphrase_empty")):
            done = tacitd("init", "--home", home, "--dev", "--json", TACIT_PASSPHRASE=passphrase)
            self.assert_refused(done, code, MISUSED)
        self.assertFalse(home.exists())

    def test_init_starts_the_chain_of_a_genesis_and_says_that_it_joins_none(self):
        home = self.folder / "of-a-genesis"
        done = tacitd("init", "--home", home, "--json", "--genesis", self.template / "genesis.json")
        self.assertEqual(done.returncode, DONE, done.stderr)
        self.assertEqual(json.loads(done.stdout)["chain_id"], self.made["chain_id"])
        self.assertFalse((home / "issuer.wallet").exists())
        self.assertIn("does not join one that runs elsewhere", done.stderr)
        self.assertIn("move its home here instead", done.stderr)
        self.assertNotIn("join", tacitd("init", "--help").stdout.lower())

    def test_init_refuses_an_unknown_genesis(self):
        home = self.folder / "unknown"
        missing = tacitd("init", "--home", home, "--json", "--genesis", self.folder / "none.json")
        self.assert_refused(missing, "genesis_unreadable")
        bad = self.folder / "bad.json"
        bad.write_text('{"format":1}')
        done = tacitd("init", "--home", home, "--json", "--genesis", bad)
        self.assert_refused(done, "genesis_invalid")
        self.assertFalse(home.exists())

    # start, status, stop

    def test_start_serves_until_it_is_told_to_stop(self):
        for how in (signal.SIGTERM, signal.SIGINT):
            home = self.folder / f"serves-{int(how)}"
            shutil.copytree(self.template, home)
            node = serving(home)
            self.assertTrue(json.loads(fetch(node.url + "/health"))["healthy"])
            self.assertIn("tacit_chain_height 0", fetch(node.url + "/metrics"))
            for name in ("endpoint", ".cookie"):
                self.assertEqual(stat.S_IMODE((home / name).stat().st_mode), 0o600)
            running = json.loads(tacitd("status", "--home", home, "--json").stdout)
            self.assertEqual(running["chain_id"], self.made["chain_id"])
            self.assertIn({"asset": "TAC", "amount": "10000000." + 18 * "0"}, running["supply"])
            self.assertIn({"asset": "EURX", "amount": "0.00"}, running["supply"])
            self.assertEqual(node.end(how), DONE)
            self.assertFalse((home / "endpoint").exists())
            self.assertFalse((home / ".cookie").exists())
            stopped = json.loads(tacitd("--json", "--home", home, "status").stdout)
            for name in ("chain_id", "network", "height", "app_hash", "supply"):
                self.assertEqual(stopped[name], running[name])

    def test_a_closed_output_reaches_no_file_of_the_home(self):
        home = self.home()
        command = f'exec "{PROGRAMS.folder / "tacitd"}" start --home "{home}" --rpc 127.0.0.1:0 >&-'
        with subprocess.Popen(["sh", "-c", command], stderr=subprocess.DEVNULL) as node:
            deadline = time.monotonic() + TIMEOUT_S
            while not (home / "endpoint").exists() and time.monotonic() < deadline:
                time.sleep(0.02)
            time.sleep(0.2)
            node.terminate()
        self.assertEqual(node.returncode, DONE)
        for path in home.rglob("*"):
            if path.is_file() and "LOG" not in path.name:
                self.assertNotIn(b"ready http", path.read_bytes(), path)

    def test_it_leaves_no_core(self):
        node = serving(self.home())
        limits = pathlib.Path(f"/proc/{node.process.pid}/limits").read_text()
        self.assertRegex(limits, r"Max core file size +0 +0 ")
        self.assertEqual(node.end(signal.SIGTERM), DONE)

    def test_every_file_is_for_its_owner_alone(self):
        home = self.home()
        node = serving(home)
        before = {path.name for path in self.template.rglob("*")}
        made = [path for path in home.rglob("*") if path.name not in before]
        self.assertTrue(any(path.name.startswith("MANIFEST") for path in made), made)
        for path in home.rglob("*"):
            self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path)
        self.assertEqual(node.end(signal.SIGTERM), DONE)

    def test_a_second_start_leaves_the_first_alone(self):
        home = self.home()
        node = serving(home)
        error = self.assert_refused(tacitd("start", "--home", home, "--json"), "already_running")
        self.assertIn(node.url, error["message"])
        self.assert_refused(tacitd("check", "--home", home, "--json"), "already_running")
        self.assertTrue(json.loads(fetch(node.url + "/health"))["healthy"])
        self.assertEqual(node.end(signal.SIGTERM), DONE)

    def test_a_killed_node_starts_again(self):
        home = self.home()
        first = serving(home)
        before = json.loads(tacitd("status", "--home", home, "--json").stdout)
        self.assertEqual(first.end(signal.SIGKILL), -signal.SIGKILL)
        self.assertTrue((home / "endpoint").exists())  # stale; nobody believes it
        after = json.loads(tacitd("status", "--home", home, "--json").stdout)
        self.assertFalse(after["running"])
        self.assertEqual(after["app_hash"], before["app_hash"])
        self.assertEqual(serving(home).end(signal.SIGTERM), DONE)

    def test_the_cookie_stops_it(self):
        home = self.home()
        node = serving(home)
        refused = call(node.url, "tacit_stop")["error"]
        self.assertEqual(refused["data"]["code"], "unauthorized")
        cookie = (home / ".cookie").read_text().strip()
        self.assertTrue(call(node.url, "tacit_stop", cookie)["result"])
        self.assertEqual(node.wait(), DONE)

    def test_addresses_that_cannot_be_listened_on(self):
        home = self.home()
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            done = tacitd("start", "--home", home, "--json", "--rpc", f"127.0.0.1:{port}")
            self.assert_refused(done, "port_in_use")
        for bad in ("127.0.0.1", ":80", "127.0.0.1:x", "127.0.0.1:70000", "127.0.0.1:80x"):
            done = tacitd("start", "--home", home, "--json", "--rpc", bad)
            self.assert_refused(done, "bad_rpc_address", MISUSED)
        done = tacitd("start", "--home", home, "--json", "--rpc", "nowhere:80")
        self.assert_refused(done, "cannot_listen")

    @unittest.skipUnless(has_ipv6(), "this machine has no ::1")
    def test_it_serves_over_ipv6(self):
        node = serving(self.home(), host="[::1]")
        self.assertTrue(node.url.startswith("http://[::1]:"), node.url)
        self.assertTrue(json.loads(fetch(node.url + "/health"))["healthy"])
        shown = json.loads(tacitd("status", "--home", node.home, "--json").stdout)
        self.assertTrue(shown["running"])
        self.assertEqual(node.end(signal.SIGTERM), DONE)

    def test_too_few_descriptors_are_raised_or_refused_with_the_number(self):
        home = self.home()
        under = ["prlimit", "--nofile=300:300"]
        done = PROGRAMS.run_under(under, "tacitd", "start", "--home", home, "--json")
        error = self.assert_refused(done, "descriptor_limit")
        needed = int(re.search(r"may open 300 files and needs (\d+)", error["message"])[1])
        self.assertIn(f"ulimit -n {needed}", error["hint"])
        before = resource.getrlimit(resource.RLIMIT_NOFILE)
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (300, before[1]))
            node = serving(home)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)
        limits = pathlib.Path(f"/proc/{node.process.pid}/limits").read_text()
        self.assertRegex(limits, rf"Max open files +{needed} ")
        self.assertEqual(node.end(signal.SIGTERM), DONE)

    # homes that cannot be written

    def test_a_home_that_cannot_be_written_is_read(self):
        home = self.home()
        node = serving(home)
        self.assertEqual(node.end(signal.SIGKILL), -signal.SIGKILL)  # the log is not settled
        there = sorted(home.rglob("*")) + [home]
        for path in there:
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o222)
        try:
            before = contents(home)
            # Without this capability the mode bits bind root as well.
            reader = ([] if os.geteuid() != 0 else
                      ["setpriv", "--bounding-set=-dac_override,-dac_read_search"])
            refused = PROGRAMS.run_under(reader, "tacitd", "start", "--home", home, "--json")
            self.assert_refused(refused, "disk_failed")
            for command in ("status", "check"):
                done = PROGRAMS.run_under(reader, "tacitd", command, "--home", home, "--json")
                self.assertEqual(done.returncode, DONE, done.stdout + done.stderr)
                self.assertEqual(json.loads(done.stdout)["height"], 0)
            self.assertEqual(contents(home), before)
        finally:
            for path in there:
                path.chmod(stat.S_IMODE(path.stat().st_mode) | 0o200)

    def test_status_and_check_change_no_file(self):
        home = self.home()
        before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
        for command in ("status", "check"):
            self.assertEqual(tacitd(command, "--home", home).returncode, DONE)
        self.assertEqual({path: path.stat().st_mtime_ns for path in home.rglob("*")}, before)

    # homes that cannot be used

    def test_no_home(self):
        for command in ("start", "status", "check"):
            done = tacitd(command, "--home", self.folder / "nowhere", "--json")
            self.assert_refused(done, "no_home")
        self.assertFalse((self.folder / "nowhere").exists())

    def test_a_damaged_home_is_refused(self):
        damages = {
            "no-store": lambda home: shutil.rmtree(home / "store"),
            "cut-short": lambda home: (home / "store" / "CURRENT").unlink(),
            "manifest": lambda home: [path.write_bytes(path.read_bytes()[:20])
                                      for path in (home / "store").glob("MANIFEST-*")],
            "no-blocks": lambda home: [path.unlink() for path in (home / "store").iterdir()
                                       if path.suffix in (".log", ".sst")],
            "no-genesis": lambda home: (home / "genesis.json").unlink(),
            "bad-genesis": lambda home: (home / "genesis.json").write_text("{}"),
        }
        for name, damage in damages.items():
            home = self.folder / f"damaged-{name}"
            shutil.copytree(self.template, home)
            damage(home)
            for command in ("start", "status", "check"):
                with self.subTest(damage=name, command=command):
                    done = tacitd(command, "--home", home, "--json")
                    self.assert_refused(done, "corrupt_home")

    def test_a_store_without_its_last_final_block_is_refused(self):
        status = tacitd("status", "--home", self.template, "--json")
        app_hash = json.loads(status.stdout)["app_hash"]
        self.assertEqual((self.template / "tip").read_bytes(), noted_tip(0, app_hash))
        tips = {"lost-block": noted_tip(1, app_hash), "other-block": noted_tip(0, "11" * 32),
                "changed": noted_tip(0, app_hash)[:-1] + b"x", "cut-short": b""}
        for name, tip in tips.items():
            home = self.folder / f"tip-{name}"
            shutil.copytree(self.template, home)
            (home / "tip").write_bytes(tip)
            for command in ("start", "status", "check"):
                with self.subTest(tip=name, command=command):
                    self.assert_refused(tacitd(command, "--home", home, "--json"), "corrupt_home")
            self.assertEqual((home / "tip").read_bytes(), tip)

    def test_a_home_of_an_earlier_version_gets_its_tip_record(self):
        home = self.home()
        tip = (home / "tip").read_bytes()
        (home / "tip").unlink()
        self.assertEqual(tacitd("check", "--home", home).returncode, DONE)
        self.assertEqual(serving(home).end(signal.SIGTERM), DONE)
        self.assertEqual((home / "tip").read_bytes(), tip)

    def test_a_changed_genesis_is_refused(self):
        home = self.home()
        file = home / "genesis.json"
        genesis = json.loads(file.read_text())
        genesis["chain_name"] = "another"
        file.write_text(json.dumps(genesis))
        self.assert_refused(tacitd("start", "--home", home, "--json"), "genesis_mismatch")

    def test_a_missing_setup_is_named(self):
        home = self.home()
        done = tacitd("start", "--home", home, "--json", TACIT_SHARE=str(self.folder / "nothing"))
        self.assert_refused(done, "setup_missing")
        folder = self.folder / "share"
        folder.mkdir()
        (folder / "setup.bin").write_bytes(b"x" * 100)
        done = tacitd("start", "--home", home, "--json", TACIT_SHARE=str(folder))
        self.assert_refused(done, "setup_invalid")

    # check and the command line

    def test_check_recomputes_the_chain(self):
        home = self.home()
        done = tacitd("check", "--home", home, "--json")
        self.assertEqual(done.returncode, DONE, done.stderr)
        checked = json.loads(done.stdout)
        status = json.loads(tacitd("status", "--home", home, "--json").stdout)
        self.assertEqual(checked, {"ok": True, "height": 0, "app_hash": status["app_hash"]})

    def test_help_shows_an_example(self):
        for words in (["--help"], ["init", "--help"], ["start", "--help"], ["status", "--help"],
                      ["check", "--help"]):
            done = tacitd(*words)
            self.assertEqual(done.returncode, DONE)
            self.assertIn("Example: ", done.stdout)

    def test_the_options_of_the_log_are_told_in_words(self):
        told = tacitd("start", "--help").stdout
        self.assertIn("LEVEL:{debug,info,warn,error}", told)
        self.assertIn("FORMAT:{text,json}", told)
        wrong = tacitd("start", "--home", "x", "--log-level", "loud")
        self.assertEqual(wrong.returncode, MISUSED)
        self.assertIn("loud not in {debug,info,warn,error}", wrong.stderr)
        node = serving(self.home(), "--log-level", "warn", "--log-format", "json")
        self.assertEqual(node.end(signal.SIGTERM), DONE)

    def test_a_command_that_does_not_exist_is_named(self):
        self.assertIn("There is no command frobnicate.", tacitd("frobnicate").stderr)
        self.assertIn("A command is missing.", tacitd("--home", "x").stderr)

    def test_misuse_is_status_2(self):
        for words in ([], ["frobnicate"], ["status"], ["status", "--home", "x", "--frob"],
                      ["init", "--home", "x", "extra"]):
            done = tacitd(*words)
            self.assertEqual(done.returncode, MISUSED, words)
            self.assertTrue(done.stderr.startswith("tacitd: "), done.stderr)
            self.assert_refused(tacitd(*words, "--json"), "misused", MISUSED)


if __name__ == "__main__":
    PROGRAMS = Programs.of_command_line()
    unittest.main()
