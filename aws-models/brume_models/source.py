"""Reads botocore's data files from a wheel or from an unpacked or installed package."""

import gzip
import hashlib
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path


class SourceError(Exception):
    """The botocore package, or a file expected in it, is not there."""


class ServiceFiles:
    """The description of one service in its newest API version, with where it was read."""

    def __init__(self, service, botocore_version, path, service_bytes, paginators, waiters):
        self.service = service
        self.botocore_version = botocore_version
        self.path = path
        self.sha256 = hashlib.sha256(service_bytes).hexdigest()
        self.model = json.loads(service_bytes)
        self.paginators = paginators
        self.waiters = waiters


class Botocore:
    """One botocore release, given as a wheel or as the folder that holds the package."""

    def __init__(self, location):
        self._location = Path(location)
        if self._location.is_file():
            self._names = set(zipfile.ZipFile(self._location).namelist())
        elif (self._location / "botocore" / "data").is_dir():
            root = self._location
            files = (root / "botocore" / "data").glob("*/*/*")
            self._names = {file.relative_to(root).as_posix() for file in files}
        else:
            raise SourceError(f"{location}: neither a wheel nor a folder with botocore/data in it")
        self.version = self._read_version()

    def service_files(self, service):
        """Reads the newest API version of a service, named as botocore's data folder is."""
        prefix = f"botocore/data/{service}/"
        versions = {
            name[len(prefix) :].split("/")[0] for name in self._names if name.startswith(prefix)
        }
        if not versions:
            raise SourceError(f"botocore {self.version} has no service {service}")
        folder = prefix + max(versions)
        service_path = f"{folder}/service-2.json"
        service_bytes = self._read_data(service_path)
        if service_bytes is None:
            raise SourceError(f"botocore {self.version} has no {service_path}")
        paginators = json.loads(self._read_data(f"{folder}/paginators-1.json") or b"{}")
        waiters = json.loads(self._read_data(f"{folder}/waiters-2.json") or b"{}")
        return ServiceFiles(
            service,
            self.version,
            service_path,
            service_bytes,
            paginators.get("pagination", {}),
            waiters.get("waiters", {}),
        )

    def _read_version(self):
        text = self._read("botocore/__init__.py").decode("utf-8")
        match = re.search(r"^__version__ = ['\"]([^'\"]+)['\"]", text, re.MULTILINE)
        if match is None:
            raise SourceError("botocore/__init__.py states no version")
        return match.group(1)

    def _read_data(self, name):
        if name in self._names:
            return self._read(name)
        if name + ".gz" in self._names:
            return gzip.decompress(self._read(name + ".gz"))
        return None

    def _read(self, name):
        if self._location.is_file():
            with zipfile.ZipFile(self._location) as wheel:
                return wheel.read(name)
        return (self._location / name).read_bytes()


def download(version, folder):
    """Downloads a botocore wheel with pip into a folder and returns its path."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary=:all:", "--dest", str(folder), f"botocore=={version}"]
    if subprocess.run(command, check=False).returncode != 0:
        raise SourceError(f"pip could not download botocore {version}")
    return next(Path(folder).glob("botocore-*.whl"))
