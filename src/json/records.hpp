// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The codecs of the library's root documents, each compiled once, in a source file of its own.
#include <carnk/export.hpp>
#include <carnk/json/codec.hpp>
#include <carnk/model/access.hpp>
#include <carnk/model/center.hpp>
#include <carnk/model/clinical_term.hpp>
#include <carnk/model/comparison.hpp>
#include <carnk/model/construct.hpp>
#include <carnk/model/cost.hpp>
#include <carnk/model/eligibility.hpp>
#include <carnk/model/guide.hpp>
#include <carnk/model/mechanism.hpp>
#include <carnk/model/product.hpp>
#include <carnk/model/standards.hpp>
#include <carnk/model/study.hpp>
#include <carnk/model/target.hpp>
#include <carnk/model/trial.hpp>

/// Says that the reader and writer of a type are compiled in another source file.
#define CARNK_EXTERN_RECORD(T)                                                                                               \
    extern template const char* carnk::detail::decode<T>(carnk::detail::Decoder&, const char*, T&, carnk::detail::Place); \
    extern template void carnk::detail::encode<T>(carnk::detail::Encoder&, const T&, carnk::detail::Place);

/// Compiles the public functions for a type.
#define CARNK_DOCUMENT(T)                                                                                           \
    template CARNK_API carnk::Result<T> carnk::read<T>(std::string_view, const carnk::ReadOptions&);                \
    template CARNK_API carnk::Result<std::string> carnk::try_write<T>(const T&, const carnk::WriteOptions&);

/// Compiles everything for a type that catalogues hold: alone and in an array.
#define CARNK_RECORD(T)                                                                                              \
    template const char* carnk::detail::decode<T>(carnk::detail::Decoder&, const char*, T&, carnk::detail::Place); \
    template void carnk::detail::encode<T>(carnk::detail::Encoder&, const T&, carnk::detail::Place);               \
    CARNK_DOCUMENT(T)                                                                                                \
    CARNK_DOCUMENT(std::vector<T>)

CARNK_EXTERN_RECORD(carnk::AccessTopic)
CARNK_EXTERN_RECORD(carnk::CarConstruct)
CARNK_EXTERN_RECORD(carnk::CatalogNote)
CARNK_EXTERN_RECORD(carnk::CellProduct)
CARNK_EXTERN_RECORD(carnk::Center)
CARNK_EXTERN_RECORD(carnk::Checklist)
CARNK_EXTERN_RECORD(carnk::ClinicalTerm)
CARNK_EXTERN_RECORD(carnk::ComparisonRow)
CARNK_EXTERN_RECORD(carnk::CostItem)
CARNK_EXTERN_RECORD(carnk::EligibilityRecord)
CARNK_EXTERN_RECORD(carnk::Faq)
CARNK_EXTERN_RECORD(carnk::MechanismItem)
CARNK_EXTERN_RECORD(carnk::PublishedStudy)
CARNK_EXTERN_RECORD(carnk::TargetAntigen)
CARNK_EXTERN_RECORD(carnk::Trial)
CARNK_EXTERN_RECORD(carnk::ValueSet)
