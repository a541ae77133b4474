// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What is fuzzed: one function for each reader. Each takes any bytes, and ends the process if a promise is broken.
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::fuzz {

void document(std::string_view bytes);  ///< A document of any type: read with every policy, written, checked.
void stream(std::string_view bytes);    ///< NDJSON, one line after the other, and with threads.
void ctgov(std::string_view bytes);     ///< Records of ClinicalTrials.gov, and back.
void fhir(std::string_view bytes);      ///< FHIR Bundles of a patient.
void criteria(std::string_view bytes);  ///< Eligibility text.
void config(std::string_view bytes);    ///< Configurations of the rules.
void patch(std::string_view bytes);     ///< JSON Pointer, JSON Patch, merge patch, differences, fixes: lines of text.
void values(std::string_view bytes);    ///< Identifiers, dates, decimals, units.

/// A fuzz target.
struct Target {
    std::string_view name;
    void (*run)(std::string_view bytes);
};

/// All targets.
[[nodiscard]] std::span<const Target> targets();

/// The target with this name, or null.
[[nodiscard]] const Target* target_named(std::string_view name);

/// An input to begin with.
struct Seed {
    std::string name;
    std::string bytes;
};

/// Inputs to begin with, made from the examples of the types, the built-in catalogue and the data of the tests; each at most a few
/// kilobytes.
[[nodiscard]] std::vector<Seed> seeds(std::string_view target);

/// Words that the readers know, from the descriptions of the types: member names, enumerators, kinds, schemas.
[[nodiscard]] const std::vector<std::string>& words();

/// Says which promise is broken and ends the process.
[[noreturn]] void broken(const std::string& promise);

}  // namespace carnk::fuzz
