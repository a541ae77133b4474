// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief A registered clinical trial.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/source.hpp>
#include <carnk/model/common.hpp>
#include <carnk/model/dose.hpp>
#include <carnk/model/trial_design.hpp>
#include <carnk/model/trial_product.hpp>
#include <carnk/model/trial_registration.hpp>
#include <carnk/model/trial_results.hpp>
#include <carnk/model/trial_site.hpp>
#include <carnk/model/trial_treatment.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief A registered clinical trial: what is given to whom, where, since when, and what came of it.
///
/// Members follow ClinicalTrials.gov API v2, which other registers fit into. What is absent, no source states. A record that
/// may not describe anything real carries `doubt` and stays out of default views.
/// @ingroup trial
struct Trial {
    static constexpr std::string_view schema = "carnk/trial/1";  ///< Value of the JSON member "schema".

    /// Number in the register where it was found first.
    RegistryId id;
    /// Further numbers; empty if none are known.
    std::vector<SecondaryId> secondary_ids;
    /// Short title; in the catalogue in the editors' own words, after import the register's brief title.
    std::string title;
    /// Official title as registered.
    Optional<std::string> official_title;
    /// Acronym or short name: "CAR2BRAIN", "QUILT 3.064".
    Optional<std::string> acronym;
    /// Brief summary as registered.
    Optional<std::string> summary;
    /// Detailed description as registered.
    Optional<std::string> description;
    /// Phase; absent where the register does not state one.
    Optional<TrialPhase> phase;
    /// Overall status.
    TrialStatus status{};
    /// When the status was seen: date of the copy that stated it.
    Optional<PartialDate> status_as_of;
    /// Last status before it became unknown.
    Optional<TrialStatus> last_known_status;
    /// Why it was stopped, in the words of the source.
    Optional<std::string> why_stopped;
    /// Design.
    Optional<TrialDesign> design;
    /// Ids of the targets; empty if no source states one.
    std::vector<Slug> targets;
    /// The cells that are given.
    TrialProduct product;
    /// Diseases studied.
    std::vector<Disease> conditions;
    /// Group of these diseases.
    Optional<DiseaseGroup> disease_group;
    /// Sponsor; absent where no source names it.
    Optional<TrialSponsor> sponsor;
    /// Others who take part; empty if none are named.
    std::vector<TrialSponsor> collaborators;
    /// Countries with sites; empty if the register lists none.
    std::vector<CountryCode> countries;
    /// Places; empty if none are named.
    std::vector<TrialSite> sites;
    /// Further cities with sites that are not in `sites` ("+12 more").
    Optional<Count> further_city_count;
    /// Participants.
    Optional<Enrollment> enrollment;
    /// Dates.
    TrialDates dates;
    /// Arms; empty if no source lists them.
    std::vector<TrialArm> arms;
    /// Interventions as registered; empty if no source lists them.
    std::vector<TrialIntervention> interventions;
    /// Treatments that go with the cells; empty if none are named.
    std::vector<CombinationPartner> combination_partners;
    /// Dose levels, or at least the schedule; empty if no source states any.
    std::vector<DoseLevel> dose_levels;
    /// Lymphodepletion; absent where no source speaks of it.
    Optional<Lymphodepletion> lymphodepletion;
    /// Outcome measures; empty if no source lists them.
    std::vector<TrialOutcome> outcomes;
    /// Who may take part, in outline.
    Optional<EligibilitySummary> eligibility;
    /// Results, as far as known.
    Optional<TrialResults> results;
    /// Other trials that have to do with this one; empty if none are known.
    std::vector<RelatedTrial> related_trials;
    /// What only the register record says.
    Optional<TrialRegistration> registration;
    /// Why the record may not describe a real CAR-NK treatment; absent for all others.
    Optional<Doubt> doubt;
    /// How sure the editors are of the record.
    Optional<Confidence> confidence;
    /// What a reader must know: contradictions between sources, what was inferred.
    Optional<std::string> notes;
    /// Where the facts come from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Trial&) const = default;
};
CARNK_DESCRIBE_STRUCT(Trial, id, secondary_ids, title, official_title, acronym, summary, description, phase, status,
                      status_as_of, last_known_status, why_stopped, design, targets, product, conditions, disease_group,
                      sponsor, collaborators, countries, sites, further_city_count, enrollment, dates, arms,
                      interventions, combination_partners, dose_levels, lymphodepletion, outcomes, eligibility, results,
                      related_trials, registration, doubt, confidence, notes, sources)

}  // namespace carnk::inline v0_1
