#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds a SARIF file against the format and against the sources it is about.

    check_sarif.py FILE.sarif ROOT

The structure below is what SARIF 2.1.0 asks of the properties that z3-tidy
writes, and no other property is let through, so that a misspelt one is found.
Where Z3TIDY_SARIF_SCHEMA names the official schema, that must hold, too.
"""

import json
import os
import re
import sys
import urllib.parse

import jsonschema

TEXT = {"type": "object", "required": ["text"], "additionalProperties": False,
        "properties": {"text": {"type": "string"},
                       "markdown": {"type": "string"}}}
POSITIVE = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}


def record(required, **properties):
    return {"type": "object", "required": required.split(),
            "additionalProperties": False, "properties": properties}


def list_of(items, **more):
    return {"type": "array", "items": items, **more}


ARTIFACT = record("uri", uri={"type": "string", "format": "uri-reference"},
                  uriBaseId={"enum": ["SRCROOT"]})
REGION = record("startLine", startLine=POSITIVE, startColumn=POSITIVE,
                endLine=POSITIVE, endColumn=POSITIVE, snippet=TEXT)
PHYSICAL = record("artifactLocation", artifactLocation=ARTIFACT, region=REGION)
LOCATION = record(
    "physicalLocation", physicalLocation=PHYSICAL, message=TEXT,
    logicalLocations=list_of(record(
        "fullyQualifiedName", fullyQualifiedName={"type": "string"})))
REPLACEMENT = record("deletedRegion", deletedRegion=REGION,
                     insertedContent=TEXT)
FIX = record("artifactChanges", description=TEXT, artifactChanges=list_of(
    record("artifactLocation replacements", artifactLocation=ARTIFACT,
           replacements=list_of(REPLACEMENT, minItems=1)), minItems=1))
FLOW = record("threadFlows", threadFlows=list_of(
    record("locations", locations=list_of(
        record("location", location=LOCATION), minItems=1)), minItems=1))
RESULT = record(
    "ruleId message locations partialFingerprints",
    ruleId={"type": "string"}, ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL, message=TEXT, locations=list_of(LOCATION),
    codeFlows=list_of(FLOW), relatedLocations=list_of(
        LOCATION, uniqueItems=True),
    fixes=list_of(FIX, uniqueItems=True),
    partialFingerprints=record("z3tidy/v1", **{"z3tidy/v1": {
        "type": "string", "pattern": "^[0-9a-f]{16}:[0-9]+$"}}),
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
    suppressions=list_of(record("kind",
                                kind={"enum": ["inSource", "external"]})),
    properties={"type": "object"})
RULE = record("id", id={"type": "string"}, shortDescription=TEXT, help=TEXT,
              helpUri={"type": "string", "format": "uri"},
              defaultConfiguration=record("", level=LEVEL),
              properties={"type": "object"})
NOTIFICATION = record("message", level=LEVEL, message=TEXT,
                      locations=list_of(LOCATION))
RUN = record(
    "tool results",
    tool=record("driver", driver=record(
        "name", name={"type": "string"}, version={"type": "string"},
        semanticVersion={"type": "string"},
        rules=list_of(RULE, uniqueItems=True))),
    invocations=list_of(record(
        "executionSuccessful", executionSuccessful={"type": "boolean"},
        exitCode={"type": "integer"},
        toolExecutionNotifications=list_of(NOTIFICATION))),
    originalUriBaseIds=record("SRCROOT", SRCROOT=record(
        "uri", uri={"type": "string", "pattern": "^file:///.*/$|^file:///$"})),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=list_of(RESULT))
LOG = record("version runs", version={"enum": ["2.1.0"]},
             runs=list_of(RUN), **{"$schema": {"type": "string"}})


class Sources:
    """The files that a log is about."""

    def __init__(self, root):
        self.root = root

    def lines(self, artifact):
        path = urllib.parse.unquote(artifact["uri"])
        if "uriBaseId" in artifact:
            assert not path.startswith("/") and ".." not in path, path
            path = os.path.join(self.root, path)
        else:
            assert path.startswith("file:///"), path
            path = path[len("file://"):]
        with open(path, encoding="utf-8", newline="") as stream:
            return stream.read().split("\n")

    def check_region(self, artifact, region):
        """Lines and columns (in characters) are there; the snippet is theirs."""
        lines = self.lines(artifact)
        line = lines[region["startLine"] - 1]
        assert region["startColumn"] <= len(line) + 1, region
        if "snippet" in region:
            assert region["snippet"]["text"] == line.rstrip("\r"), region
        if "endLine" in region:
            end = lines[region["endLine"] - 1]
            assert region["endColumn"] <= len(end) + 1, region
            assert ((region["startLine"], region["startColumn"])
                    <= (region["endLine"], region["endColumn"])), region


def locations(value):
    """All physical locations below a value."""
    if isinstance(value, dict):
        if "region" in value:
            yield value["artifactLocation"], value["region"]
        if "artifactChanges" in value:
            for change in value["artifactChanges"]:
                for replacement in change["replacements"]:
                    yield (change["artifactLocation"],
                           replacement["deletedRegion"])
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from locations(part)


def check_result(result, rules):
    rule = rules[result["ruleIndex"]]
    assert rule["id"] == result["ruleId"], result["ruleId"]
    if not result["ruleId"].startswith("z3-"):
        return
    flows = result.get("codeFlows", [])
    if flows:
        last = flows[0]["threadFlows"][0]["locations"][-1]["location"]
        where = result["locations"][0]["physicalLocation"]
        assert last["physicalLocation"] == where, "the path ends elsewhere"
        assert last["message"] == result["message"]


def main():
    path, root = sys.argv[1:]
    with open(path, encoding="utf-8") as stream:
        log = json.load(stream)
    jsonschema.Draft7Validator(LOG).validate(log)
    official = os.environ.get("Z3TIDY_SARIF_SCHEMA")
    if official:
        with open(official, encoding="utf-8") as stream:
            jsonschema.Draft4Validator(json.load(stream)).validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        if rule["id"].startswith("z3-"):
            assert rule["help"]["text"].startswith(f"# {rule['id']}\n")
            assert not re.search(r"\]\((?!https?:)", rule["help"]["markdown"])
    sources = Sources(root)
    for artifact, region in locations(run["results"]):
        sources.check_region(artifact, region)
    for result in run["results"]:
        check_result(result, rules)
    prints = [r["partialFingerprints"]["z3tidy/v1"] for r in run["results"]]
    assert len(prints) == len(set(prints)), "fingerprints come twice"
    print(f"{len(rules)} rules, {len(run['results'])} results")


if __name__ == "__main__":
    main()
