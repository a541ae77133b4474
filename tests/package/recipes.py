#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The recipes for vcpkg and Conan: well-formed, of the version of the library, and with options that the library has.

  tests/package/recipes.py SOURCE_DIR
"""
import ast
import json
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
faults = []


def expect(good, fault):
    if not good:
        faults.append(fault)


header = (root / "include/carnk/version.hpp").read_text()
version = ".".join(re.search(rf"CARNK_VERSION_{part} (\d+)", header)[1] for part in ("MAJOR", "MINOR", "PATCH"))
options = set(re.findall(r"option\((\w+)", (root / "CMakeLists.txt").read_text()))

manifest = json.loads((root / "cmake/ports/vcpkg/vcpkg.json").read_text())
expect(manifest["name"] == "carnk", "vcpkg: name")
expect(manifest["version"] == version, f"vcpkg: version {manifest['version']}, the library is {version}")
expect({"boost-json", "boost-describe"} <= {d if isinstance(d, str) else d["name"] for d in manifest["dependencies"]}, "vcpkg: dependencies")
expect(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", manifest["name"]), "vcpkg: form of the name")
portfile = (root / "cmake/ports/vcpkg/portfile.cmake").read_text()
expect(portfile.count("(") == portfile.count(")"), "vcpkg: brackets of portfile.cmake")
for used in set(re.findall(r"-D(CARNK_\w+)", portfile)):
    expect(used in options, f"vcpkg: there is no option {used}")
for feature in re.findall(r"^\s+(\w+)\s+CARNK_BUILD", portfile, re.M):
    expect(feature in manifest["features"], f"vcpkg: there is no feature {feature}")

source = (root / "cmake/ports/conan/conanfile.py").read_text()
recipe = ast.parse(source)
classes = [n for n in recipe.body if isinstance(n, ast.ClassDef)]
expect(len(classes) == 1, "conan: one class")
methods = {n.name for n in classes[0].body if isinstance(n, ast.FunctionDef)}
expect({"requirements", "build", "package", "package_info", "set_version"} <= methods, f"conan: methods {sorted(methods)}")
for used in set(re.findall(r'"(CARNK_(?:BUILD|INSTALL)\w*)"', source)):
    expect(used in options, f"conan: there is no option {used}")

for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
