"""Translates botocore's paginators and waiters where Smithy's traits can express them."""

from .strict import TranslationError, require_known

WAITER_KEYS = {"operation", "delay", "maxAttempts", "acceptors", "description"}
PAGINATOR_KEYS = {
    "input_token",
    "output_token",
    "limit_key",
    "result_key",
    "more_results",
    "non_aggregate_keys",
    "page_size",
}
PATH_COMPARATORS = {
    "path": "stringEquals",
    "pathAll": "allStringEquals",
    "pathAny": "anyStringEquals",
}
DEFAULT_MAX_DELAY_SECONDS = 120
TOKEN_TYPES = {"string", "map"}
PAGE_SIZE_TYPES = {"integer", "long"}


def paginated(paginators, model):
    """The value of smithy.api#paginated by operation name, where one token and path suffice."""
    traits = {}
    for name, paginator in paginators.items():
        require_known(f"paginator {name}", paginator, PAGINATOR_KEYS)
        if name not in model["operations"]:
            continue
        trait = _paginated(paginator, model, model["operations"][name])
        if trait:
            traits[name] = trait
    return traits


def _paginated(paginator, model, operation):
    tokens = [_only(paginator.get(key)) for key in ("input_token", "output_token")]
    if not all(_is_path(token) for token in tokens):
        return None
    shapes = model["shapes"]
    members = shapes[operation["input"]["shape"]]["members"]
    if tokens[0] in shapes[operation["input"]["shape"]].get("required", ()):
        return None
    if shapes[members[tokens[0]]["shape"]]["type"] not in TOKEN_TYPES:
        return None
    trait = {"inputToken": tokens[0], "outputToken": tokens[1]}
    page_size = paginator.get("limit_key")
    if page_size in members and shapes[members[page_size]["shape"]]["type"] in PAGE_SIZE_TYPES:
        trait["pageSize"] = page_size
    items = _only(paginator.get("result_key"))
    if _is_path(items) and _target_type(model, operation["output"]["shape"], items) in (
        "list",
        "map",
    ):
        trait["items"] = items
    return trait


def _only(value):
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _is_path(value):
    return isinstance(value, str) and value.replace(".", "").replace("_", "").isalnum()


def _target_type(model, shape_name, path):
    shape = model["shapes"][shape_name]
    for part in path.split("."):
        if part not in shape.get("members", {}):
            return None
        shape = model["shapes"][shape["members"][part]["shape"]]
    return shape["type"]


def waitable(waiters):
    """The value of smithy.waiters#waitable by operation name."""
    traits = {}
    for name, waiter in waiters.items():
        require_known(f"waiter {name}", waiter, WAITER_KEYS)
        acceptors = [_acceptor(name, acceptor) for acceptor in waiter["acceptors"]]
        trait = {"acceptors": [acceptor for acceptor in acceptors if acceptor]}
        trait["minDelay"] = waiter["delay"]
        if waiter["delay"] > DEFAULT_MAX_DELAY_SECONDS:
            trait["maxDelay"] = waiter["delay"]
        traits.setdefault(waiter["operation"], {})[name] = trait
    return traits


def _acceptor(name, acceptor):
    require_known(f"waiter {name}", acceptor, {"matcher", "expected", "state", "argument"})
    matcher = _matcher(name, acceptor)
    return matcher and {"state": acceptor["state"], "matcher": matcher}


def _matcher(name, acceptor):
    kind, expected = acceptor["matcher"], acceptor["expected"]
    if kind == "status":
        # Smithy knows success and error types, no statuses: 404 is what AWS's own models write as
        # NotFound, and other statuses (301 and 403 of BucketExists) have no form.
        if expected == 200:
            return {"success": True}
        return {"errorType": "NotFound"} if expected == 404 else None
    if kind == "error":
        return {"success": not expected} if isinstance(expected, bool) else {"errorType": expected}
    if kind not in PATH_COMPARATORS:
        raise TranslationError(f"waiter {name}: no translation for matcher {kind}")
    comparator = PATH_COMPARATORS[kind]
    if isinstance(expected, bool):
        comparator = "booleanEquals"
        expected = str(expected).lower()
    return {
        "output": {"path": acceptor["argument"], "expected": expected, "comparator": comparator}
    }
