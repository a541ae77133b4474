// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Treatment centers and sponsors: who works with CAR-NK cells, where, on which targets and in which trials.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/common.hpp>
#include <carnk/model/trial_site.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief Kind of organisation.
/// @ingroup center
enum class CenterType : std::uint8_t {
    cancer_center,               ///< Hospital or institute for cancer.
    university_hospital,         ///< Hospital of a university.
    university_hospital_system,  ///< Several hospitals of a university under one roof.
    academic_medical_center,  ///< Hospital, medical school and research together, as the term is used in the United States.
    hospital,                 ///< Another hospital.
    childrens_hospital,       ///< Hospital for children.
    medical_school,           ///< Medical school.
    university,               ///< University, as sponsor of record; the treating hospital may be another.
    research_foundation,      ///< Research foundation of a hospital.
    government_institute,  ///< Institute of a state.
    company_sponsor,       ///< Company that sponsors trials; it does not treat.
};
CARNK_DESCRIBE_ENUM(CenterType, cancer_center, university_hospital, university_hospital_system, academic_medical_center,
                    hospital, childrens_hospital, medical_school, university, research_foundation, government_institute,
                    company_sponsor)

/// @brief What a center does in the trials that its record names.
/// @ingroup center
enum class CenterRole : std::uint8_t {
    sponsor,  ///< Sponsor of record; that patients are treated there is likely for a hospital, but not stated.
    site,     ///< Named by a source as a site.
    investigator_site_by_authorship,  ///< Inferred: its investigators are authors of the trial's report.
    nk_site_without_car,              ///< Site of a trial of NK cells without a receptor.
    research,                         ///< Laboratory research.
};
CARNK_DESCRIBE_ENUM(CenterRole, sponsor, site, investigator_site_by_authorship, nk_site_without_car, research)

/// @brief From what the city of a center is known.
/// @ingroup center
enum class CityBasis : std::uint8_t {
    organisation_name,   ///< The city is part of the name.
    stated,              ///< A source says it in words.
    site_record,         ///< Site line of a registry record or of its mirror.
    trial_record,        ///< City of a trial of the catalogue; the link to the center is indirect.
    author_affiliation,  ///< Address of authors.
    project_page,        ///< Page of a funder about the project.
    region_in_name,      ///< Only the province or state is known, from the name.
    not_seen,            ///< No text that was read gives a city.
};
CARNK_DESCRIBE_ENUM(CityBasis, organisation_name, stated, site_record, trial_record, author_affiliation, project_page,
                    region_in_name, not_seen)

/// @brief Where a center is.
/// @ingroup center
struct CenterAddress {
    /// Street and number.
    Optional<std::string> street;
    /// City; absent if no source gives it.
    Optional<std::string> city;
    /// State or province.
    Optional<std::string> region;
    /// Postal code.
    Optional<std::string> postal_code;
    /// Country.
    CountryCode country;
    /// Coordinates, of the building or of the city, as `coordinates_source` says.
    Optional<GeoPoint> coordinates;
    /// Where the coordinates come from; there whenever the coordinates are.
    Optional<Source> coordinates_source;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CenterAddress&) const = default;
};
CARNK_DESCRIBE_STRUCT(CenterAddress, street, city, region, postal_code, country, coordinates, coordinates_source)

/// @brief What a programme of a center is about.
/// @ingroup center
enum class ProgrammeKind : std::uint8_t {
    car_nk,                  ///< CAR-NK cells for patients.
    car_nk_with_car_t,       ///< CAR-NK or engineered NK cells together with, or beside, CAR-T cells.
    car_nk_with_transplant,  ///< CAR-NK cells with a transplant of blood stem cells.
    antibody_conjugated_nk,  ///< NK cells with an antibody coupled to them: no genetic receptor.
    cell_production,         ///< Study of making the cells; nobody is treated.
    preclinical,             ///< Laboratory research.
};
CARNK_DESCRIBE_ENUM(ProgrammeKind, car_nk, car_nk_with_car_t, car_nk_with_transplant, antibody_conjugated_nk,
                    cell_production, preclinical)

/// @brief One programme of a center: target, product, disease.
/// @ingroup center
struct CenterProgramme {
    /// As the source prints it: "CD19 (TAK-007)".
    std::string named;
    /// What it is about.
    ProgrammeKind activity{};
    /// Targets in the catalogue, as many as the name gives; empty if it gives none.
    std::vector<Slug> target_ids;
    /// Product, as the source names it: "TAK-007".
    Optional<std::string> product;
    /// Disease, where the name gives one.
    Optional<Disease> disease;
    /// What a reader must know: "target not printed".
    Optional<std::string> note;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CenterProgramme&) const = default;
};
CARNK_DESCRIBE_STRUCT(CenterProgramme, named, activity, target_ids, product, disease, note)

/// @brief Body or scheme that accredits cell-therapy programmes.
/// @ingroup center
enum class Accreditation : std::uint8_t {
    fact,            ///< Foundation for the Accreditation of Cellular Therapy.
    jacie,           ///< Joint Accreditation Committee ISCT-Europe and EBMT.
    jci,             ///< Joint Commission International.
    nci_designated,  ///< Cancer center designated by the National Cancer Institute, United States.
    grade_3a,        ///< Hospital of the highest grade (tertiary, class A) in China.
};
CARNK_DESCRIBE_ENUM(Accreditation, fact, jacie, jci, nci_designated, grade_3a)

/// @brief Whom to ask at a center. Public data of an office, not of a private person.
/// @ingroup center
struct CenterContact {
    /// Office or person: "International patient center".
    std::string name;
    /// Telephone number as printed, with country code.
    Optional<std::string> phone;
    /// Electronic mail address.
    Optional<std::string> email;
    /// Page with a form or with more.
    Optional<Url> url;
    /// True if it is there for patients from abroad.
    Optional<bool> international;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CenterContact&) const = default;
};
CARNK_DESCRIBE_STRUCT(CenterContact, name, phone, email, url, international)

/// @brief A treatment center or sponsor with CAR-NK activity, confirmed or looked for and not confirmed.
/// @ingroup center
struct Center {
    static constexpr std::string_view schema = "carnk/center/1";  ///< Name and version of the document type.
    /// Id of the record.
    Slug id;
    /// Official name in English.
    std::string official_name;
    /// Other names and abbreviations; empty if none are known.
    std::vector<std::string> other_names;
    /// Organisations that share the programme, where the official name gives several.
    Optional<std::vector<std::string>> partners;
    /// Id in the Research Organization Registry.
    Optional<RorId> ror;
    /// Kind of organisation.
    Optional<CenterType> type;
    /// What it does in the trials below; empty if that is not known.
    std::vector<CenterRole> roles;
    /// Role in the words of the source, where they say more.
    Optional<std::string> role_text;
    /// Sponsor of those trials, where the center is only a site.
    Optional<std::string> trial_sponsor;
    /// Where it is.
    CenterAddress address;
    /// From what the city is known.
    CityBasis city_basis{};
    /// The same in the words of the source, where they say more.
    Optional<std::string> city_basis_text;
    /// Programmes by target, as the source lists them; empty if none.
    std::vector<CenterProgramme> programmes;
    /// Trials with CAR-NK cells in which it has one of the roles; several numbers may belong to one trial.
    std::vector<RegistryId> trial_ids;
    /// True if a source that was read shows a programme with CAR-NK cells; false if it was looked for and not found.
    bool car_nk_programme_confirmed{};
    /// Accreditations; absent if not looked up.
    Optional<std::vector<Accreditation>> accreditations;
    /// Whether it takes patients from abroad; absent if no source says so. A trial's own protocol decides in the end.
    Optional<bool> accepts_international_patients;
    /// Languages in which it serves patients; absent if not looked up.
    Optional<std::vector<LanguageTag>> languages;
    /// Official site.
    Optional<Url> website;
    /// Whom to ask; absent if not looked up.
    Optional<std::vector<CenterContact>> contacts;
    /// How sure the editors are.
    Optional<Confidence> confidence;
    /// What else a reader must know.
    Optional<std::string> notes;
    /// Where it comes from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Center&) const = default;
};
CARNK_DESCRIBE_STRUCT(Center, id, official_name, other_names, partners, ror, type, roles, role_text, trial_sponsor,
                      address, city_basis, city_basis_text, programmes, trial_ids, car_nk_programme_confirmed,
                      accreditations, accepts_international_patients, languages, website, contacts, confidence, notes,
                      sources)

}  // namespace carnk::inline v0_1
