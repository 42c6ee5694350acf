"""S3 by rclone, from the distribution's packages.

The endpoint is in AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.

Source of truth: https://rclone.org/s3/ and https://rclone.org/commands/.
"""

import itertools
import os
import subprocess
import tempfile
import unittest
import urllib.request

ACCOUNTS = itertools.count(430_000_000_000)
# What a path can be: rclone tidies up empty names and dots between slashes.
ODD_NAMES = ["100%2F+a b", "ü €/😀", "~'()*!:@;,$&=?#<>|^`{}[]\"", "...", "dir/a%20b"]


class Rclone(unittest.TestCase):
    def setUp(self):
        account = str(next(ACCOUNTS))
        self.bucket = "brume:rclone-" + account
        self.environment = dict(
            os.environ,
            RCLONE_CONFIG=os.devnull,
            RCLONE_CONFIG_BRUME_TYPE="s3",
            RCLONE_CONFIG_BRUME_PROVIDER="Other",
            RCLONE_CONFIG_BRUME_ENDPOINT=os.environ["AWS_ENDPOINT_URL"],
            RCLONE_CONFIG_BRUME_ACCESS_KEY_ID=account,
            RCLONE_CONFIG_BRUME_SECRET_ACCESS_KEY="secret",
            RCLONE_CONFIG_BRUME_REGION="us-east-1",
            RCLONE_CONFIG_BRUME_FORCE_PATH_STYLE="true",
            RCLONE_S3_CHUNK_SIZE="5Mi",
            RCLONE_S3_UPLOAD_CUTOFF="5Mi",
            RCLONE_LOW_LEVEL_RETRIES="1",
            RCLONE_RETRIES="1",
        )
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.rclone("mkdir", self.bucket)

    def run_rclone(self, *arguments, **options):
        return subprocess.run(
            ["rclone", *arguments],
            env=self.environment,
            capture_output=True,
            timeout=120,
            **options,
        )

    def rclone(self, *arguments, **options):
        result = self.run_rclone(*arguments, **options)
        self.assertEqual(0, result.returncode, result.stderr.decode())
        return result.stdout

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def listed(self, where):
        return sorted(self.rclone("lsf", "-R", "--files-only", where).decode().splitlines())

    def test_folders_are_copied_checked_and_kept_in_step(self):
        for name in ODD_NAMES:
            self.write("from/" + name, name.encode())
        source = os.path.join(self.folder, "from")
        self.rclone("copy", source, self.bucket + "/copy")
        self.assertEqual(sorted(ODD_NAMES), self.listed(self.bucket + "/copy"))
        self.rclone("check", source, self.bucket + "/copy")
        self.rclone("check", "--download", source, self.bucket + "/copy")
        for name in ODD_NAMES:
            with self.subTest(name=name):
                self.assertEqual(name.encode(), self.rclone("cat", f"{self.bucket}/copy/{name}"))
        os.remove(os.path.join(source, "..."))
        self.write("from/dir/a%20b", b"changed")
        self.rclone("sync", source, self.bucket + "/copy")
        self.rclone("sync", self.bucket + "/copy", self.bucket + "/again")
        self.rclone("check", source, self.bucket + "/again")
        self.assertNotIn("...", self.listed(self.bucket + "/again"))
        self.rclone("copy", self.bucket + "/again", os.path.join(self.folder, "to"))
        self.rclone("check", source, os.path.join(self.folder, "to"))

    def test_large_files_go_in_parts(self):
        sent = self.write("sent", os.urandom((12 << 20) + 1))
        self.rclone("copyto", sent, self.bucket + "/large")
        self.rclone("moveto", self.bucket + "/large", self.bucket + "/moved")
        self.rclone("copyto", self.bucket + "/moved", os.path.join(self.folder, "received"))
        with open(sent, "rb") as one, open(os.path.join(self.folder, "received"), "rb") as other:
            self.assertTrue(one.read() == other.read())
        # Its hash is kept in the metadata, as the ETag of parts is none.
        hashes = [self.rclone("md5sum", path).split()[0] for path in (sent, self.bucket + "/moved")]
        self.assertEqual(hashes[0], hashes[1])
        self.rclone("rcat", self.bucket + "/stream", input=b"x" * (6 << 20))
        self.assertIn(b"6291456 stream", self.rclone("ls", self.bucket))
        self.assertEqual(["moved", "stream"], self.listed(self.bucket))

    def test_links_versions_and_the_end(self):
        self.rclone("copyto", self.write("f", b"text"), self.bucket + "/a b")
        link = self.rclone("link", self.bucket + "/a b").decode().strip()
        with urllib.request.urlopen(link) as answer:
            self.assertEqual(b"text", answer.read())
        self.rclone("backend", "versioning", self.bucket, "Enabled")
        self.rclone("deletefile", self.bucket + "/a b")
        self.assertEqual([], self.listed(self.bucket))
        versions = self.rclone("lsf", "--s3-versions", self.bucket).decode().split("\n")
        self.assertRegex(versions[0], r"^a b-v\d{4}-\d\d-\d\d-\d{6}-\d{3}$")
        self.rclone("backend", "cleanup-hidden", self.bucket)
        self.rclone("rmdir", self.bucket)
        self.assertEqual(b"", self.rclone("lsd", "brume:"))
        missing = self.run_rclone("lsf", self.bucket)
        self.assertIn(b"directory not found", missing.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
