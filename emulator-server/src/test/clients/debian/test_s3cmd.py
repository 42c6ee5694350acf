"""S3 by s3cmd, from the distribution's packages.

The endpoint is in AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.

Source of truth: https://s3tools.org/usage and https://s3tools.org/kb/item14.htm.
"""

import itertools
import os
import subprocess
import tempfile
import unittest
import urllib.parse
import urllib.request

ACCOUNTS = itertools.count(440_000_000_000)
HOST = urllib.parse.urlsplit(os.environ["AWS_ENDPOINT_URL"]).netloc
ODD_KEYS = ["a//b", "a/./b", "a/../c", "100%2F+a b", "ü €/😀", "~'()!:@;,$&=#<>|^`{}[]\""]


class S3cmd(unittest.TestCase):
    def setUp(self):
        self.account = str(next(ACCOUNTS))
        self.uri = "s3://s3cmd-" + self.account
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.configuration = self.write("s3cfg", b"[default]\nmax_retries = 1\n")
        self.s3cmd("mb", self.uri)

    def run_s3cmd(self, *arguments):
        return subprocess.run(
            [
                "s3cmd",
                "--config=" + self.configuration,
                "--no-ssl",
                "--host=" + HOST,
                "--host-bucket=" + HOST,
                "--access_key=" + self.account,
                "--secret_key=secret",
                "--region=us-east-1",
                "--multipart-chunk-size-mb=5",
                "--no-progress",
                # Else copies try to set access control lists, which new buckets don't have.
                "--acl-private",
                *arguments,
            ],
            env=dict(os.environ, PYTHONUTF8="1"),
            capture_output=True,
            text=True,
            timeout=120,
        )

    def s3cmd(self, *arguments):
        result = self.run_s3cmd(*arguments)
        self.assertEqual(0, result.returncode, result.stderr)
        return result.stdout

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def read(self, name):
        with open(os.path.join(self.folder, name), "rb") as file:
            return file.read()

    def listed(self):
        lines = self.s3cmd("ls", "--recursive", self.uri).splitlines()
        return sorted(line.split(self.uri + "/", 1)[1] for line in lines)

    def test_keys_are_kept_byte_for_byte(self):
        for key in ODD_KEYS:
            with self.subTest(key=key):
                self.s3cmd("put", self.write("sent", key.encode()), f"{self.uri}/{key}")
                received = os.path.join(self.folder, "received")
                self.s3cmd("get", "--force", f"{self.uri}/{key}", received)
                self.assertEqual(key.encode(), self.read("received"))
        self.assertEqual(sorted(ODD_KEYS), self.listed())

    def test_files_are_moved_in_parts_or_whole(self):
        content = os.urandom((12 << 20) + 1)
        self.s3cmd("put", self.write("sent", content), self.uri + "/large")
        self.s3cmd("cp", self.uri + "/large", self.uri + "/copy")
        self.s3cmd("mv", self.uri + "/copy", self.uri + "/moved")
        self.s3cmd("get", self.uri + "/moved", os.path.join(self.folder, "received"))
        self.assertTrue(content == self.read("received"))
        self.assertEqual(["large", "moved"], self.listed())
        self.assertIn("12582913", self.s3cmd("info", self.uri + "/large"))
        self.assertRegex(self.s3cmd("du", self.uri), r"^ *25165826 +2 objects")
        self.assertNotIn("large", self.s3cmd("multipart", self.uri))

    def test_folders_are_kept_in_step(self):
        for name in ("one", "sub/two"):
            self.write("from/" + name, name.encode())
        source = os.path.join(self.folder, "from") + "/"
        self.s3cmd("sync", source, self.uri + "/copy/")
        self.assertEqual(["copy/one", "copy/sub/two"], self.listed())
        os.remove(os.path.join(source, "one"))
        self.write("from/sub/two", b"longer than before")
        self.s3cmd("sync", "--delete-removed", source, self.uri + "/copy/")
        self.assertEqual(["copy/sub/two"], self.listed())
        target = os.path.join(self.folder, "to") + "/"
        self.s3cmd("sync", self.uri + "/copy/", target)
        self.assertEqual(b"longer than before", self.read("to/sub/two"))

    def test_the_rest_of_a_bucket(self):
        self.s3cmd("put", self.write("f", b"text"), self.uri + "/a b")
        address = self.s3cmd("signurl", self.uri + "/a b", "+600").strip()
        with urllib.request.urlopen(address) as answer:
            self.assertEqual(b"text", answer.read())
        self.s3cmd("expire", "--expiry-days=3", "--expiry-prefix=logs/", self.uri)
        self.assertIn("<Days>3</Days>", self.s3cmd("getlifecycle", self.uri))
        refused = self.run_s3cmd("rb", self.uri)
        self.assertIn("BucketNotEmpty", refused.stderr)
        self.s3cmd("rb", "--recursive", "--force", self.uri)
        refused = self.run_s3cmd("ls", self.uri)
        self.assertIn("404", refused.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
