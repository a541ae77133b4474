// SPDX-License-Identifier: BSL-1.0
// The engine, compiled once for the documents of the library.
#include <carnk/model/catalog.hpp>
#include <carnk/model/catalog_index.hpp>
#include <carnk/model/cost_estimate.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/model/referral.hpp>
#include <carnk/model/safety.hpp>
#include <carnk/rules/engine.hpp>

namespace carnk::inline v0_1 {

#define CARNK_VALIDATE(T)                                                                     \
    template CARNK_API ValidationReport validate_report<T>(const T&, const ValidateOptions&); \
    template CARNK_API ValidationReport validate_report<std::vector<T>>(const std::vector<T>&, const ValidateOptions&);

CARNK_VALIDATE(AccessTopic)
CARNK_VALIDATE(CarConstruct)
CARNK_VALIDATE(CatalogNote)
CARNK_VALIDATE(CellProduct)
CARNK_VALIDATE(Center)
CARNK_VALIDATE(Checklist)
CARNK_VALIDATE(ClinicalTerm)
CARNK_VALIDATE(ComparisonRow)
CARNK_VALIDATE(ConsultationResponse)
CARNK_VALIDATE(CostEstimate)
CARNK_VALIDATE(CostItem)
CARNK_VALIDATE(CostPlan)
CARNK_VALIDATE(EligibilityRecord)
CARNK_VALIDATE(Faq)
CARNK_VALIDATE(MechanismItem)
CARNK_VALIDATE(PatientRecord)
CARNK_VALIDATE(PublishedStudy)
CARNK_VALIDATE(ReferralRequest)
CARNK_VALIDATE(TargetAntigen)
CARNK_VALIDATE(Trial)
CARNK_VALIDATE(ValueSet)

template CARNK_API ValidationReport validate_report<Catalog>(const Catalog&, const ValidateOptions&);
// No documents of their own; parts of a user's.
template CARNK_API ValidationReport validate_report<AdverseEvent>(const AdverseEvent&, const ValidateOptions&);
template CARNK_API ValidationReport validate_report<SafetySummary>(const SafetySummary&, const ValidateOptions&);
template CARNK_API ValidationReport validate_report<BestResponse>(const BestResponse&, const ValidateOptions&);

}  // namespace carnk::inline v0_1
