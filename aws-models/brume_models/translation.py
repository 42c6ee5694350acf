"""Puts a service's translated parts together into one Smithy 2.0 AST."""

from . import naming
from .operations import Operations
from .own_traits import used_definitions
from .paging import paginated, waitable
from .service import ServiceFacts
from .shapes import Shapes
from .strict import TranslationError, require_known

__all__ = ["TranslationError", "translate"]

# clientContextParams are settings of SDKs.
MODEL_KEYS = {"version", "metadata", "operations", "shapes", "documentation", "clientContextParams"}


def translate(files):
    """Returns the AST of a service's files; raises TranslationError for what has no translation."""
    try:
        return _translate(files)
    except TranslationError as error:
        raise TranslationError(f"{files.service}: {error}") from error


def _translate(files):
    model = files.model
    require_known("model", model, MODEL_KEYS)
    facts = ServiceFacts(model)
    namespace = naming.namespace(facts.metadata["serviceId"])
    roots = {}
    shapes = Shapes(facts, namespace, model["shapes"], roots)
    for operation in model["operations"].values():
        entry = operation.get("input")
        if entry:
            require_known(
                "input", entry, {"shape", "locationName", "xmlNamespace", "documentation"}
            )
            roots[entry["shape"]] = shapes.input_root(entry["shape"], entry)
    operations = Operations(
        facts, shapes.id, model, paginated(files.paginators, model), waitable(files.waiters)
    ).translate()
    service = {
        "type": "service",
        "version": facts.metadata["apiVersion"],
        "operations": [{"target": operation} for operation in operations],
        "traits": facts.traits(),
    }
    parts = [
        {shapes.id(naming.service_shape_name(facts.metadata)): service},
        operations,
        shapes.translate(),
        used_definitions(operations),
    ]
    return {
        "smithy": "2.0",
        "metadata": {"brume.provenance": [_provenance(files, facts)]},
        "shapes": _merge(parts),
    }


def _provenance(files, facts):
    return {
        "service": files.service,
        "apiVersion": facts.metadata["apiVersion"],
        "package": "botocore",
        "packageVersion": files.botocore_version,
        "file": files.path,
        "sha256": files.sha256,
        "licence": "Apache-2.0",
    }


def _merge(parts):
    merged = {}
    for part in parts:
        clashes = merged.keys() & part.keys()
        if clashes:
            raise TranslationError(f"one name for two shapes: {sorted(clashes)}")
        merged.update(part)
    return merged
