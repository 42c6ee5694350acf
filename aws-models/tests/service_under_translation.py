"""A small botocore service for the tests: what a test does not state is as plain as can be."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from brume_models.source import ServiceFiles  # noqa: E402
from brume_models.translation import translate  # noqa: E402

METADATA = {
    "apiVersion": "2020-01-01",
    "endpointPrefix": "demo",
    "protocol": "rest-xml",
    "serviceId": "Demo",
    "signatureVersion": "v4",
    "uid": "demo-2020-01-01",
}


def translated(shapes=None, operations=None, metadata=None, paginators=None, waiters=None):
    """Translates a service and returns its shapes by their names without the namespace."""
    model = {
        "metadata": {**METADATA, **(metadata or {})},
        "operations": {name: {"name": name, **body} for name, body in (operations or {}).items()},
        "shapes": {"Text": {"type": "string"}, **(shapes or {})},
    }
    files = ServiceFiles(
        "demo",
        "1.0",
        "botocore/data/demo/2020-01-01/service-2.json",
        json.dumps(model).encode(),
        paginators or {},
        waiters or {},
    )
    return {name.split("#")[1]: shape for name, shape in translate(files)["shapes"].items()}


def structure(members, **more):
    """A botocore structure; a member given as a text is one that targets the shape of that name."""
    entries = {
        name: {"shape": member} if isinstance(member, str) else member
        for name, member in members.items()
    }
    return {"type": "structure", "members": entries, **more}


def get(uri, **more):
    """A botocore operation bound to GET and a URI."""
    return {"http": {"method": "GET", "requestUri": uri}, **more}


def traits(shapes, path):
    """The traits of a shape, or of a member given as ``Shape$member``, without ``smithy.api#``."""
    name, _, member = path.partition("$")
    shape = shapes[name]
    if member:
        shape = shape["members"][member]
    return {
        key.removeprefix("smithy.api#"): value for key, value in shape.get("traits", {}).items()
    }
