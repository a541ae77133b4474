# SPDX-License-Identifier: BSL-1.0
"""Conan 2: `conan create cmake/ports/conan` in a clone, which it builds as it stands."""
import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir


class CarnkConan(ConanFile):
    name = "carnk"
    license = "BSL-1.0"
    description = "Typed domain models for CAR-NK cell therapy"
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"shared": [True, False], "fPIC": [True, False], "tool": [True, False]}
    default_options = {"shared": False, "fPIC": True, "tool": False}

    @property
    def _clone(self):
        return os.path.join(self.recipe_folder, "..", "..", "..")

    def set_version(self):
        header = load(self, os.path.join(self._clone, "include", "carnk", "version.hpp"))
        self.version = ".".join(re.search(rf"CARNK_VERSION_{part} (\d+)", header)[1] for part in ("MAJOR", "MINOR", "PATCH"))

    def export_sources(self):
        for pattern in ("CMakeLists.txt", "LICENSE", "*.md", "cmake/*", "include/*", "src/*"):
            copy(self, pattern, self._clone, self.export_sources_folder)

    def config_options(self):
        if self.settings.os == "Windows":
            del self.options.fPIC

    def configure(self):
        if self.options.shared:
            self.options.rm_safe("fPIC")

    def layout(self):
        cmake_layout(self)

    def validate(self):
        check_min_cppstd(self, 20)

    def requirements(self):
        self.requires("boost/[>=1.81 <2]", transitive_headers=True)
        if self.options.tool:
            self.requires("cli11/[>=2.3 <3]")
            self.requires("sqlite3/[>=3.37 <4]")

    def generate(self):
        CMakeDeps(self).generate()
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["CARNK_BUILD_TOOL"] = bool(self.options.tool)
        for part in ("CARNK_BUILD_TESTS", "CARNK_BUILD_BENCH", "CARNK_BUILD_DOCS"):
            toolchain.cache_variables[part] = False
        toolchain.cache_variables["CARNK_INSTALL"] = True
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        rmdir(self, os.path.join(self.package_folder, "lib", "cmake"))
        rmdir(self, os.path.join(self.package_folder, "lib", "pkgconfig"))

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "carnk")
        self.cpp_info.set_property("cmake_target_name", "carnk::carnk")
        self.cpp_info.set_property("pkg_config_name", "carnk")
        self.cpp_info.libs = ["carnk"]
        self.cpp_info.requires = ["boost::headers", "boost::json"]
        if not self.options.shared:
            self.cpp_info.defines = ["CARNK_STATIC_DEFINE"]
