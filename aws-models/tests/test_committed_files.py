"""The extracts and overlays of this repository: complete, without prose, consistent."""

import json
import unittest

from service_under_translation import ROOT

from brume_models import pinned
from brume_models.ast import render

MODELS = {file.stem: file for file in (ROOT / "models").glob("*.json")}
OVERLAYS = {file.stem: file for file in (ROOT / "overlays").glob("*.json")}


def read(file):
    return json.loads(file.read_text(encoding="utf-8"))


def target_exists(shapes, identifier):
    name, _, member = identifier.partition("$")
    shape = shapes.get(name, {})
    return bool(shape) and (not member or member in shape or member in shape.get("members", {}))


class Extracts(unittest.TestCase):
    def test_there_is_one_for_each_pinned_service_and_no_other(self):
        self.assertEqual(set(pinned.SERVICES), set(MODELS))

    def test_each_states_where_it_comes_from(self):
        for service, file in MODELS.items():
            (provenance,) = read(file)["metadata"]["brume.provenance"]
            with self.subTest(service):
                self.assertEqual(service, provenance["service"])
                self.assertEqual(pinned.BOTOCORE_VERSION, provenance["packageVersion"])
                self.assertEqual("Apache-2.0", provenance["licence"])
                self.assertRegex(provenance["sha256"], "^[0-9a-f]{64}$")

    def test_none_has_prose_or_is_edited_by_hand(self):
        for service, file in MODELS.items():
            text = file.read_text(encoding="utf-8")
            with self.subTest(service):
                self.assertEqual(render(json.loads(text)), text)
                self.assertNotIn("smithy.api#documentation", text)
                self.assertNotIn("smithy.api#examples", text)

    def test_every_target_exists(self):
        for service, file in MODELS.items():
            shapes = read(file)["shapes"]
            targets = set()
            for shape in shapes.values():
                parts = [*shape.get("members", {}).values(), *shape.get("operations", ())]
                parts += [
                    shape[key]
                    for key in ("member", "key", "value", "input", "output")
                    if key in shape
                ]
                parts += shape.get("errors", ())
                targets.update(part["target"] for part in parts)
            with self.subTest(service):
                missing = {target for target in targets if not target.startswith("smithy.api#")}
                self.assertEqual(set(), missing - shapes.keys())


class Overlays(unittest.TestCase):
    def test_every_entry_has_a_reason(self):
        for service, file in OVERLAYS.items():
            overlay = read(file)
            covered = set()
            for entry in overlay["metadata"].get("brume.overlay", ()):
                covered.update(entry["shapes"])
                self.assertTrue(entry["reason"] and entry["source"], service)
            entries = {
                name for name in overlay["shapes"] if not name.startswith("brume.protocols#")
            }
            with self.subTest(service):
                self.assertEqual(entries, covered)

    def test_what_is_applied_has_a_target_without_that_trait_and_what_is_added_is_new(self):
        for service, file in OVERLAYS.items():
            shapes = read(MODELS[service])["shapes"]
            for name, entry in read(file)["shapes"].items():
                with self.subTest(service, shape=name):
                    if entry["type"] != "apply":
                        self.assertNotIn(name, shapes)
                        continue
                    self.assertTrue(target_exists(shapes, name))
                    shape, _, member = name.partition("$")
                    target = shapes[shape]
                    if member:
                        target = target.get(member) or target["members"][member]
                    self.assertEqual(
                        set(), entry["traits"].keys() & target.get("traits", {}).keys()
                    )

    def test_renames_are_of_shapes_and_to_free_names(self):
        for service, file in OVERLAYS.items():
            names = {name.split("#")[1].lower() for name in read(MODELS[service])["shapes"]}
            for rename in read(file)["metadata"].get("brume.renames", ()):
                with self.subTest(service, rename=rename["shape"]):
                    self.assertIn(rename["shape"], read(MODELS[service])["shapes"])
                    self.assertNotIn(rename["name"].lower(), names)
                    self.assertTrue(rename["reason"])

    def test_every_list_and_map_of_sqs_has_its_name_in_the_query_protocol(self):
        """Amazon SQS API reference, Making Query API requests: Attribute.1.Name and the like."""
        shapes = read(MODELS["sqs"])["shapes"]
        overlay = read(OVERLAYS["sqs"])["shapes"]
        for name, shape in shapes.items():
            if shape["type"] != "structure":
                continue
            for member, entry in shape["members"].items():
                if shapes[entry["target"]]["type"] in ("list", "map"):
                    with self.subTest(f"{name}${member}"):
                        applied = overlay[f"{name}${member}"]["traits"]
                        self.assertIn("smithy.api#xmlFlattened", applied)
                        self.assertIn("smithy.api#xmlName", applied)


if __name__ == "__main__":
    unittest.main()
