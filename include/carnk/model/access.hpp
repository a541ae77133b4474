// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Access to treatment by country: regulation, registration, trials, payment, visa, records, logistics, data, follow-up.
///
/// Not medical or legal advice. What was not found is absent; a summary that rests on brokers says so.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/model/access_logistics.hpp>
#include <carnk/model/common.hpp>
#include <carnk/model/coverage.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief Legal path by which a cell product may be given to patients.
/// @ingroup access
enum class RegulatoryPath : std::uint8_t {
    fda_ind,   ///< Investigational new drug application, Food and Drug Administration, United States: any clinical use.
    fda_bla,   ///< Biologics license application, Food and Drug Administration: the market.
    nmpa_ind,  ///< Application of a company for a clinical trial, National Medical Products Administration, China.
    nmpa_nda,  ///< New drug application, National Medical Products Administration: the market.
    cn_iit_filed,  ///< Trial begun by investigators of a hospital in China, filed with the health authority.
    other,         ///< Another path.
    unknown,       ///< Not known.
};
CARNK_DESCRIBE_ENUM(RegulatoryPath, fda_ind, fda_bla, nmpa_ind, nmpa_nda, cn_iit_filed, other, unknown)

/// @brief Where a law, order or list stands in its life.
/// @ingroup access
enum class LegalStatus : std::uint8_t {
    in_force,   ///< In force.
    draft,      ///< Published as a draft.
    withdrawn,  ///< No longer in force.
};
CARNK_DESCRIBE_ENUM(LegalStatus, in_force, draft, withdrawn)

/// @brief A law, order, rule or official list that bears on access.
/// @ingroup access
struct LegalAct {
    /// Name and number: "State Council Order 818".
    std::string name;
    /// Where it stands in its life.
    LegalStatus status{};
    /// Day of issue.
    Optional<PartialDate> issued;
    /// Day from which it is in force, or from which it no longer is.
    Optional<PartialDate> effective;
    /// What it asks for, one demand each; empty if the sources give none.
    std::vector<std::string> demands;
    /// What a reader must know: another number in other sources.
    Optional<std::string> note;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const LegalAct&) const = default;
};
CARNK_DESCRIBE_STRUCT(LegalAct, name, status, issued, effective, demands, note)

/// @brief Way by which a patient can come to the treatment.
/// @ingroup access
enum class AccessRoute : std::uint8_t {
    trial_at_listed_site,  ///< Enter a trial at a site that its record lists.
    expanded_access,       ///< Expanded access, with a registry number of its own.
    compassionate_use,     ///< Case by case, usually at the patient's cost.
};
CARNK_DESCRIBE_ENUM(AccessRoute, trial_at_listed_site, expanded_access, compassionate_use)

/// @brief What one trial asks of travel, collection and infusion.
/// @ingroup access
struct TrialLogistics {
    /// The trial.
    RegistryId trial_id;
    /// Day of admission, counted from the infusion (day 0); negative before it. @unit{d}
    Optional<int> admission_day;
    /// Longest time from thawing to infusion. @unit{min}
    Optional<Quantity> thaw_to_infusion_maximum;
    /// True if the patient needs veins for leukapheresis or a related donor, although the cells may come from a bank.
    Optional<bool> leukapheresis_or_related_donor;
    /// Visits after the infusion.
    Optional<FollowUpPlan> follow_up;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialLogistics&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialLogistics, trial_id, admission_day, thaw_to_infusion_maximum, leukapheresis_or_related_donor,
                      follow_up)

/// @brief Help that is offered to patients from abroad.
/// @ingroup access
enum class AccessService : std::uint8_t {
    medical_summary,  ///< Writes or translates the medical summary.
    interpreting,     ///< Interprets.
    visa_help,        ///< Helps with the visa.
};
CARNK_DESCRIBE_ENUM(AccessService, medical_summary, interpreting, visa_help)

/// @brief Rule for health data or samples that leave a hospital or a country.
/// @ingroup access
enum class DataControl : std::uint8_t {
    hipaa_deidentification,         ///< De-identification by the HIPAA rules, United States. @source 45 CFR 164.514
    human_genetic_resource_export,  ///< Control of the export of human genetic resources, China.
};
CARNK_DESCRIBE_ENUM(DataControl, hipaa_deidentification, human_genetic_resource_export)

/// @brief What is known of one question of access in one country. A typed member is absent where the sources say nothing.
/// @ingroup access
struct CountryAccess {
    /// Country.
    CountryCode country;
    /// In a few sentences; absent if nothing was found.
    Optional<std::string> summary;
    /// Paths by which the product may be given.
    Optional<std::vector<RegulatoryPath>> regulatory_paths;
    /// Laws, orders and lists.
    Optional<std::vector<LegalAct>> legal_acts;
    /// Registers in which trials stand; one trial may have several numbers.
    Optional<std::vector<Registry>> registries;
    /// Ways to the treatment.
    Optional<std::vector<AccessRoute>> routes;
    /// Trials that the summary names as examples.
    Optional<std::vector<RegistryId>> example_trial_ids;
    /// Who pays what.
    Optional<std::vector<PayerCoverage>> coverage;
    /// Ways to enter the country.
    Optional<std::vector<VisaRequirement>> visas;
    /// Documents that centers or protocols ask for.
    Optional<std::vector<DocumentRequirement>> documents;
    /// Help that is offered.
    Optional<std::vector<AccessService>> services;
    /// What single trials ask for.
    Optional<std::vector<TrialLogistics>> logistics;
    /// Long-term follow-up.
    Optional<FollowUpPlan> follow_up;
    /// Rules for data and samples.
    Optional<std::vector<DataControl>> data_controls;
    /// True if the summary, or a part of it, rests on brokers who sell medical travel.
    Optional<bool> broker_statement;
    /// Where it comes from; empty where nothing was found.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CountryAccess&) const = default;
};
CARNK_DESCRIBE_STRUCT(CountryAccess, country, summary, regulatory_paths, legal_acts, registries, routes,
                      example_trial_ids, coverage, visas, documents, services, logistics, follow_up, data_controls,
                      broker_statement, sources)

/// @brief One question of access, answered country by country. Not medical or legal advice.
/// @ingroup access
struct AccessTopic {
    static constexpr std::string_view schema = "carnk/access-topic/1";  ///< Name and version of the document type.
    /// Id of the record.
    Slug id;
    /// The question.
    AccessTopicKind topic{};
    /// Language of its texts; absent: not stated.
    Optional<LanguageTag> language;
    /// Answers, one for each country that was looked at.
    std::vector<CountryAccess> entries;
    /// Documents to get ready, whatever the country.
    Optional<std::vector<DocumentRequirement>> document_checklist;
    /// What to be careful about: contradictions, weak sources, what was not found.
    Optional<std::string> caution;
    /// Strength of the evidence, where the study design gives one.
    Optional<EvidenceLevel> evidence;
    /// How sure the editors are.
    Optional<Confidence> confidence;
    /// Date of knowledge; absent if not recorded.
    Optional<PartialDate> as_of;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const AccessTopic&) const = default;
};
CARNK_DESCRIBE_STRUCT(AccessTopic, id, topic, language, entries, document_checklist, caution, evidence, confidence,
                      as_of)

}  // namespace carnk::inline v0_1
