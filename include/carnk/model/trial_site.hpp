// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Who runs a clinical trial, and where.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief Kind of organisation behind a trial.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, AgencyClass
enum class AgencyClass : std::uint8_t {
    nih,        ///< National Institutes of Health, United States.
    fed,        ///< Another federal agency of the United States.
    other_gov,  ///< Another government body.
    indiv,      ///< A person.
    industry,   ///< A company.
    network,    ///< A network of trial groups.
    ambig,      ///< The register marks it as ambiguous.
    other,      ///< Anything else: universities, hospitals, foundations.
    unknown,    ///< The register says unknown.
};
CARNK_DESCRIBE_ENUM(AgencyClass, nih, fed, other_gov, indiv, industry, network, ambig, other, unknown)

/// @brief An organisation or person that sponsors a trial or takes part in it.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, Sponsor
struct TrialSponsor {
    /// Name as the source gives it.
    std::string name;
    /// Kind of organisation.
    Optional<AgencyClass> agency_class;
    /// Seat.
    Optional<CountryCode> country;
    /// Id in the Research Organization Registry.
    Optional<RorId> ror;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialSponsor&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialSponsor, name, agency_class, country, ror)

/// @brief What a named person does in a trial.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, ContactRole and OfficialRole
enum class TrialRole : std::uint8_t {
    study_chair,             ///< Chairs the study.
    study_director,          ///< Directs it.
    principal_investigator,  ///< Leads it scientifically.
    sub_investigator,        ///< Works under an investigator.
    contact,                 ///< Answers questions.
};
CARNK_DESCRIBE_ENUM(TrialRole, study_chair, study_director, principal_investigator, sub_investigator, contact)

/// @brief A person or office named for a trial or one of its sites, with public contact data.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, Contact and Official
struct TrialContact {
    /// Name of the person or office.
    Optional<std::string> name;
    /// What they do.
    Optional<TrialRole> role;
    /// Organisation to which they belong.
    Optional<std::string> affiliation;
    /// Telephone number as printed.
    Optional<std::string> phone;
    /// Extension of that number.
    Optional<std::string> phone_extension;
    /// Electronic mail address as printed.
    Optional<std::string> email;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialContact&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialContact, name, role, affiliation, phone, phone_extension, email)

/// @brief Status of one site.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, RecruitmentStatus
enum class SiteStatus : std::uint8_t {
    active_not_recruiting,    ///< Going on; no new participants.
    completed,                ///< Ended as planned.
    enrolling_by_invitation,  ///< Takes only participants whom it selects beforehand.
    not_yet_recruiting,       ///< Not yet open.
    recruiting,               ///< Open to participants.
    suspended,                ///< Stopped early, may resume.
    terminated,               ///< Stopped early, will not resume.
    withdrawn,                ///< Stopped before its first participant.
    available,                ///< Expanded access is to be had.
};
CARNK_DESCRIBE_ENUM(SiteStatus, active_not_recruiting, completed, enrolling_by_invitation, not_yet_recruiting,
                    recruiting, suspended, terminated, withdrawn, available)

/// @brief From what the place of a site is known.
/// @ingroup trial
enum class SiteBasis : std::uint8_t {
    site_list,          ///< The register's list of sites.
    organisation,       ///< Seat of the sponsor or of a hospital that a source names; not stated as a site.
    applicant_address,  ///< Address of the applicant in the register.
    other_source,       ///< A page other than the register's.
};
CARNK_DESCRIBE_ENUM(SiteBasis, site_list, organisation, applicant_address, other_source)

/// @brief A point on the globe.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, GeoPoint
struct GeoPoint {
    Latitude latitude;    ///< Degrees north of the equator. @range{-90 to 90}
    Longitude longitude;  ///< Degrees east of Greenwich. @range{-180 to 180}
    Extra extra;          ///< Members that this version does not know.
    bool operator==(const GeoPoint&) const = default;
};
CARNK_DESCRIBE_STRUCT(GeoPoint, latitude, longitude)

/// @brief A place where a trial is run.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, Location
struct TrialSite {
    /// Hospital or clinic.
    Optional<std::string> facility;
    /// City, as the source spells it; now and then the name of a province stands here.
    Optional<std::string> city;
    /// State or province.
    Optional<std::string> region;
    /// Postal code.
    Optional<std::string> postal_code;
    /// Country; absent where several are possible.
    Optional<CountryCode> country;
    /// Status of the site.
    Optional<SiteStatus> status;
    /// Coordinates, usually of the city.
    Optional<GeoPoint> coordinates;
    /// Treatment center of the catalogue.
    Optional<Slug> center_id;
    /// Persons to ask; empty if none are named.
    std::vector<TrialContact> contacts;
    /// From what the place is known.
    Optional<SiteBasis> basis;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialSite&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialSite, facility, city, region, postal_code, country, status, coordinates, center_id, contacts,
                      basis)

}  // namespace carnk::inline v0_1
