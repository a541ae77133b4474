// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Further numbers of a clinical trial, and what only its register record says.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/trial_site.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief A number of the same trial in a register that the library knows, or a former number in the same one.
/// @ingroup trial
struct RegistryNumber {
    static constexpr std::string_view kind = "registry_number";  ///< Value of the JSON member "kind".
    /// The number.
    RegistryId id;
    /// True if the register has replaced it.
    Optional<bool> former;
    /// Address of the record.
    Optional<Url> url;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const RegistryNumber&) const = default;
};
CARNK_DESCRIBE_STRUCT(RegistryNumber, id, former, url)

/// @brief Who gave a number that is not one of a known register.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, SecondaryIdType and OrgStudyIdType
enum class NumberIssuer : std::uint8_t {
    sponsor,      ///< The sponsor: the protocol number.
    nih,          ///< National Institutes of Health: grant or contract.
    fda,          ///< Food and Drug Administration.
    va,           ///< Department of Veterans Affairs.
    cdc,          ///< Centers for Disease Control and Prevention.
    ahrq,         ///< Agency for Healthcare Research and Quality.
    samhsa,       ///< Substance Abuse and Mental Health Services Administration.
    other_grant,  ///< Another funder.
    registry,     ///< A register that the library does not know.
    other,        ///< Anybody else.
};
CARNK_DESCRIBE_ENUM(NumberIssuer, sponsor, nih, fda, va, cdc, ahrq, samhsa, other_grant, registry, other)

/// @brief Any other number or name under which the trial is known.
/// @ingroup trial
struct OtherNumber {
    static constexpr std::string_view kind = "other_number";  ///< Value of the JSON member "kind".
    /// The number, as printed.
    std::string id;
    /// Who gave it; absent where the source does not say.
    Optional<NumberIssuer> issuer;
    /// Name of the issuer.
    Optional<std::string> domain;
    /// Address of the record.
    Optional<Url> url;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const OtherNumber&) const = default;
};
CARNK_DESCRIBE_STRUCT(OtherNumber, id, issuer, domain, url)

/// @brief One further number of a trial.
/// @ingroup trial
using SecondaryId = std::variant<RegistryNumber, OtherNumber>;

/// @brief How another trial is related to this one.
/// @ingroup trial
enum class TrialRelation : std::uint8_t {
    near_duplicate,   ///< Its record is nearly the same.
    follow_up,        ///< It follows the participants of this one.
    parent,           ///< It is the main study of this one.
    same_product,     ///< It gives the same product, and a fact was taken over from it.
    expanded_access,  ///< It gives the product outside trials.
};
CARNK_DESCRIBE_ENUM(TrialRelation, near_duplicate, follow_up, parent, same_product, expanded_access)

/// @brief Another trial that has to do with this one.
/// @ingroup trial
struct RelatedTrial {
    /// Its number.
    RegistryId id;
    /// What it has to do with this one.
    TrialRelation relation{};
    /// In words.
    Optional<std::string> note;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const RelatedTrial&) const = default;
};
CARNK_DESCRIBE_STRUCT(RelatedTrial, id, relation, note)

/// @brief Who is responsible for the register record.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, ResponsiblePartyType
enum class ResponsiblePartyKind : std::uint8_t {
    sponsor,                 ///< The sponsor.
    principal_investigator,  ///< An investigator whom the sponsor names.
    sponsor_investigator,    ///< An investigator who is the sponsor.
};
CARNK_DESCRIBE_ENUM(ResponsiblePartyKind, sponsor, principal_investigator, sponsor_investigator)

/// @brief The party responsible for the register record.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, ResponsibleParty
struct ResponsibleParty {
    /// Who it is; absent in old records.
    Optional<ResponsiblePartyKind> party_kind;
    /// Name of the investigator.
    Optional<std::string> name;
    /// Title of the investigator.
    Optional<std::string> title;
    /// Organisation of the investigator.
    Optional<std::string> affiliation;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ResponsibleParty&) const = default;
};
CARNK_DESCRIBE_STRUCT(ResponsibleParty, party_kind, name, title, affiliation)

/// @brief Oversight in the United States.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, OversightModule
struct TrialOversight {
    /// True if a data monitoring committee watches the trial.
    Optional<bool> data_monitoring_committee;
    /// True if a drug under the FDA's law is studied.
    Optional<bool> fda_regulated_drug;
    /// True if a device under the FDA's law is studied.
    Optional<bool> fda_regulated_device;
    /// True if that device is not approved.
    Optional<bool> unapproved_device;
    /// True if it is a paediatric postmarket surveillance of a device.
    Optional<bool> pediatric_postmarket_surveillance;
    /// True if the product is made in the United States and exported.
    Optional<bool> exported_from_us;
    /// True if the FDA has found a violation of the duty to report.
    Optional<bool> reporting_violation;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialOversight&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialOversight, data_monitoring_committee, fda_regulated_drug, fda_regulated_device,
                      unapproved_device, pediatric_postmarket_surveillance, exported_from_us, reporting_violation)

/// @brief Expanded access to the product outside trials.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, ExpandedAccessInfo and ExpandedAccessTypes
struct ExpandedAccess {
    /// True if there is such access.
    Optional<bool> offered;
    /// Number of its record.
    Optional<RegistryId> trial_id;
    /// True if for single patients.
    Optional<bool> individual;
    /// True if for groups of intermediate size.
    Optional<bool> intermediate;
    /// True if under a treatment protocol.
    Optional<bool> treatment_protocol;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ExpandedAccess&) const = default;
};
CARNK_DESCRIBE_STRUCT(ExpandedAccess, offered, trial_id, individual, intermediate, treatment_protocol)

/// @brief Whether data of single participants will be shared.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, IpdSharing
enum class DataSharingPlan : std::uint8_t {
    yes,        ///< Yes.
    no,         ///< No.
    undecided,  ///< Not decided.
};
CARNK_DESCRIBE_ENUM(DataSharingPlan, yes, no, undecided)

/// @brief Document that is shared with the data.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, IpdSharingInfoType
enum class SharedDocument : std::uint8_t {
    study_protocol,  ///< Protocol.
    sap,             ///< Statistical analysis plan.
    icf,             ///< Form of informed consent.
    csr,             ///< Clinical study report.
    analytic_code,   ///< Programs of the analysis.
};
CARNK_DESCRIBE_ENUM(SharedDocument, study_protocol, sap, icf, csr, analytic_code)

/// @brief Plan for sharing the data of single participants.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, IpdSharingStatementModule
struct DataSharing {
    /// Whether they will be shared.
    Optional<DataSharingPlan> plan;
    /// In the words of the source.
    Optional<std::string> description;
    /// Documents that go with them; empty if none are named.
    std::vector<SharedDocument> documents;
    /// When, in words.
    Optional<std::string> time_frame;
    /// Who gets them, in words.
    Optional<std::string> access_criteria;
    /// Where to ask.
    Optional<Url> url;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const DataSharing&) const = default;
};
CARNK_DESCRIBE_STRUCT(DataSharing, plan, description, documents, time_frame, access_criteria, url)

/// @brief What a publication has to do with a trial.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, ReferenceType
enum class ReferenceKind : std::uint8_t {
    background,  ///< What the trial builds on.
    result,      ///< What it has found, named by those responsible.
    derived,     ///< Found by the register through the trial number.
};
CARNK_DESCRIBE_ENUM(ReferenceKind, background, result, derived)

/// @brief A publication that the register names.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, Reference
struct TrialReference {
    /// Citation as printed.
    std::string citation;
    /// What it has to do with the trial.
    Optional<ReferenceKind> reference_kind;
    /// PubMed id.
    Optional<Pmid> pmid;
    /// Notices by which it was withdrawn, as the register names them; empty if none.
    std::vector<std::string> retractions;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialReference&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialReference, citation, reference_kind, pmid, retractions)

/// @brief An address that the register names.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, SeeAlsoLink
struct TrialLink {
    /// What is there.
    Optional<std::string> label;
    /// Address.
    Url url;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialLink&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialLink, label, url)

/// @brief What only the register record says and no view of the landscape needs.
/// @ingroup trial
struct TrialRegistration {
    /// Organisation that keeps the record.
    Optional<TrialSponsor> organization;
    /// Party responsible for it.
    Optional<ResponsibleParty> responsible_party;
    /// Oversight.
    Optional<TrialOversight> oversight;
    /// Keywords; empty if there are none.
    std::vector<std::string> keywords;
    /// Persons to ask about the whole trial; empty if none are named.
    std::vector<TrialContact> central_contacts;
    /// Persons who lead it; empty if none are named.
    std::vector<TrialContact> officials;
    /// Publications; empty if there are none.
    std::vector<TrialReference> references;
    /// Addresses; empty if there are none.
    std::vector<TrialLink> links;
    /// Expanded access.
    Optional<ExpandedAccess> expanded_access;
    /// Sharing of data.
    Optional<DataSharing> data_sharing;
    /// True if posting is delayed by law, because a device is not yet approved.
    Optional<bool> delayed_posting;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialRegistration&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialRegistration, organization, responsible_party, oversight, keywords, central_contacts,
                      officials, references, links, expanded_access, data_sharing, delayed_posting)

}  // namespace carnk::inline v0_1
