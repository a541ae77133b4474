// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What several types of record need on their way to FHIR.
#include "interop/fhir_document.hpp"

namespace carnk::inline v0_1::fhir {

/// The row of a word, or null.
[[nodiscard]] const FhirWord* find_word(std::span<const FhirWord> words, std::string_view word);
/// System of the number of a trial.
[[nodiscard]] std::string registry_system(std::string_view number);
/// Street, city, region, postal code and country as Address.
void address(Writer& w, const From& from, const At& at);
/// Coordinates as position of a Location.
void position(Writer& w, const From& from, const At& at);

}  // namespace carnk::inline v0_1::fhir
