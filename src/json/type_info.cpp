// SPDX-License-Identifier: BSL-1.0
// The descriptions of the documents as data.
#include <carnk/model/catalog.hpp>
#include <carnk/model/cost_estimate.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/model/referral.hpp>

#include "json/type_infos.hpp"

CARNK_TYPE_INFO(carnk::AccessTopic)
CARNK_TYPE_INFO(carnk::CarConstruct)
CARNK_TYPE_INFO(carnk::Catalog)
CARNK_TYPE_INFO(carnk::CatalogNote)
CARNK_TYPE_INFO(carnk::CellProduct)
CARNK_TYPE_INFO(carnk::Center)
CARNK_TYPE_INFO(carnk::Checklist)
CARNK_TYPE_INFO(carnk::ClinicalTerm)
CARNK_TYPE_INFO(carnk::ComparisonRow)
CARNK_TYPE_INFO(carnk::CostEstimate)
CARNK_TYPE_INFO(carnk::CostItem)
CARNK_TYPE_INFO(carnk::CostPlan)
CARNK_TYPE_INFO(carnk::EligibilityRecord)
CARNK_TYPE_INFO(carnk::Faq)
CARNK_TYPE_INFO(carnk::MechanismItem)
CARNK_TYPE_INFO(carnk::PatientRecord)
CARNK_TYPE_INFO(carnk::PublishedStudy)
CARNK_TYPE_INFO(carnk::ReferralRequest)
CARNK_TYPE_INFO(carnk::TargetAntigen)
CARNK_TYPE_INFO(carnk::Trial)
CARNK_TYPE_INFO(carnk::ValueSet)
