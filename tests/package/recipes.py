#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The recipes for vcpkg and Conan: well-formed, of the version of the library, and with options that the library has.

  tests/package/recipes.py SOURCE_DIR               reads them
  tests/package/recipes.py SOURCE_DIR WORK CMAKE    runs them as well, with what they call stood in for: they export and configure in
                                                    earnest, and nothing is compiled
"""
import ast
import fnmatch
import json
import os
import pathlib
import re
import runpy
import shutil
import subprocess
import sys
import types

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


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    expect(done.returncode == 0 and "CMake Warning" not in done.stdout, f"{' '.join(map(str, command))}:\n{done.stdout[-3000:]}")
    return done.stdout


class Options(types.SimpleNamespace):
    def rm_safe(self, name):
        self.__dict__.pop(name, None)


def run_conan(work, cmake, **options):
    """The steps of `conan create`, in its order."""
    called = []
    variables = {}

    def copy(conanfile, pattern, src, dst):
        copied = 0
        for folder, _, files in os.walk(src):
            for name in files:
                relative = os.path.relpath(os.path.join(folder, name), src)
                if fnmatch.fnmatch(relative, pattern) and not relative.startswith(("build", "out", ".git")):
                    target = pathlib.Path(dst, relative)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(os.path.join(folder, name), target)
                    copied += 1
        expect(copied > 0, f"conan: nothing matches {pattern}")

    class Toolchain:
        def __init__(self, conanfile):
            self.cache_variables = variables

        def generate(self):
            called.append("toolchain")

    class Deps(Toolchain):
        def __init__(self, conanfile):
            pass

    class CMake:
        def __init__(self, conanfile):
            self.folder = str(work / "build")

        def configure(self):
            words = {True: "ON", False: "OFF"}
            given = [f"-D{name}={words.get(value, value)}" for name, value in variables.items()]
            run(cmake, "-S", str(work / "export"), "-B", self.folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "--no-warn-unused-cli", *given)
            unknown = re.findall(r"^CARNK_[A-Z_]+:UNINITIALIZED=.*$", (work / "build/CMakeCache.txt").read_text(), re.M)
            expect(not unknown, f"conan: options that there are not: {unknown}")

        def build(self):
            run(cmake, "--build", self.folder, "--", "-n")

        def install(self):
            run(cmake, "--build", self.folder, "--target", "install", "--", "-n")

    class Info:
        properties = {}
        def set_property(self, name, value):
            self.properties[name] = value

    modules = {
        "conan": {"ConanFile": object},
        "conan.tools": {},
        "conan.tools.build": {"check_min_cppstd": lambda conanfile, standard: expect(standard == 20, f"conan: C++{standard}")},
        "conan.tools.cmake": {"CMake": CMake, "CMakeDeps": Deps, "CMakeToolchain": Toolchain, "cmake_layout": lambda conanfile: None},
        "conan.tools.files": {"copy": copy, "load": lambda conanfile, path: pathlib.Path(path).read_text(),
                              "rmdir": lambda conanfile, path: called.append("rmdir " + os.path.relpath(path, work))},
    }
    for name, members in modules.items():
        module = types.ModuleType(name)
        module.__dict__.update(members)
        sys.modules[name] = module
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    recipe = runpy.run_path(str(root / "cmake/ports/conan/conanfile.py"))["CarnkConan"]()
    required = []
    recipe.requires = lambda reference, **traits: required.append(reference.split("/")[0])
    recipe.recipe_folder = str(root / "cmake/ports/conan")
    recipe.export_sources_folder = recipe.source_folder = str(work / "export")
    recipe.package_folder = str(work / "package")
    recipe.settings = types.SimpleNamespace(os="Linux")
    recipe.options = Options(**{**recipe.default_options, **options})
    recipe.cpp_info = Info()
    recipe.set_version()
    expect(recipe.version == version, f"conan: version {recipe.version}")
    for step in ("export_sources", "config_options", "configure", "layout", "validate", "requirements", "generate", "build", "package", "package_info"):
        getattr(recipe, step)()
    expect("boost" in required and ("cli11" in required) == options.get("tool", False), f"conan: requires {required}")
    expect(called.count("toolchain") == 2 and "rmdir package/lib/cmake" in called, f"conan: calls {called}")
    expect((work / "package/licenses/LICENSE").is_file(), "conan: no licence in the package")
    expect(recipe.cpp_info.properties["cmake_target_name"] == "carnk::carnk", "conan: target")


if len(sys.argv) > 3:
    folder, program = pathlib.Path(sys.argv[2]), sys.argv[3]
    run_conan(folder / "conan", program, tool=True)
    print(run(program, f"-DPORT={root / 'cmake/ports/vcpkg'}", f"-DWORK={folder / 'vcpkg'}", "-DFEATURES=", "-P", str(root / "tests/package/vcpkg_dry.cmake")), end="")
    print(run(program, f"-DPORT={root / 'cmake/ports/vcpkg'}", f"-DWORK={folder / 'vcpkg-tool'}", "-DFEATURES=tool", "-P", str(root / "tests/package/vcpkg_dry.cmake")), end="")

for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
