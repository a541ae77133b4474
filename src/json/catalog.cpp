// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/catalog.hpp>

#include "json/records.hpp"

// The records have their codecs in files of their own.
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

CARNK_DOCUMENT(carnk::Catalog)
