// SPDX-License-Identifier: BSL-1.0
// The protocol section and the documents. Fields stand in the order of the register's OpenAPI file of version 2.
#include "interop/ctgov_layout.hpp"

namespace carnk::inline v0_1::ctgov {

namespace {

using R = TrialRegistration;
using E = EligibilitySummary;
using D = TrialDesign;

// ---------------------------------------------------------------------------------------------------- parts

constexpr Field sponsor_fields[] = {
    leaf<&TrialSponsor::name>("name", "/name", required_text, true),
    leaf<&TrialSponsor::agency_class>("class", "/agency_class"),
};
constexpr Table sponsor = table_of<TrialSponsor>(sponsor_fields);

constexpr Field organization_fields[] = {
    leaf<&TrialSponsor::name>("fullName", "/name", required_text, true),
    leaf<&TrialSponsor::agency_class>("class", "/agency_class"),
};
constexpr Table organization = table_of<TrialSponsor>(organization_fields);

constexpr Field date_fields[] = {
    leaf<&TrialDate::date>("date", "/date", true),
    leaf<&TrialDate::certainty>("type", "/certainty"),
};
constexpr Table date = table_of<TrialDate>(date_fields);

constexpr Field contact_fields[] = {
    leaf<&TrialContact::name>("name", "/name"),    leaf<&TrialContact::role>("role", "/role"),
    leaf<&TrialContact::phone>("phone", "/phone"), leaf<&TrialContact::phone_extension>("phoneExt", "/phone_extension"),
    leaf<&TrialContact::email>("email", "/email"), leaf<&TrialContact::affiliation>("affiliation", "/affiliation"),
};
constexpr Table contact = table_of<TrialContact>(contact_fields);

// ---------------------------------------------------------------------------------------------------- identification

constexpr Field registry_number_fields[] = {
    leaf<&RegistryNumber::id>("id", "/id", true),
    kept("type"),  // follows from the number
    kept("domain"),
    leaf<&RegistryNumber::url>("link", "/url"),
};
constexpr Table registry_number = table_of<RegistryNumber>(registry_number_fields);

constexpr Field other_number_fields[] = {
    leaf<&OtherNumber::id>("id", "/id", required_text, true),
    leaf<&OtherNumber::issuer>("type", "/issuer"),
    leaf<&OtherNumber::domain>("domain", "/domain"),
    leaf<&OtherNumber::url>("link", "/url"),
};
constexpr Table other_number = table_of<OtherNumber>(other_number_fields);

constexpr Field protocol_number_fields[] = {
    leaf<&OtherNumber::id>("id", "/id", required_text, true),
    kept("type"),
    leaf<&OtherNumber::url>("link", "/url"),
};
constexpr Table protocol_number = table_of<OtherNumber>(protocol_number_fields);

std::vector<SecondaryId>& numbers(void* trial) {
    return static_cast<Trial*>(trial)->secondary_ids;
}
const std::vector<SecondaryId>& numbers(const void* trial) {
    return static_cast<const Trial*>(trial)->secondary_ids;
}
void pop_number(void* trial) {
    numbers(trial).pop_back();
}
std::size_t count_numbers(const void* trial) {
    return numbers(trial).size();
}
bool is_protocol_number(const SecondaryId& id) {
    const auto* other = std::get_if<OtherNumber>(&id);
    return other && other->issuer == NumberIssuer::sponsor;
}
const void* protocol_number_of(const void* trial) {
    for (const SecondaryId& id : numbers(trial))
        if (is_protocol_number(id)) return std::get_if<OtherNumber>(&id);
    return nullptr;
}
void* make_protocol_number(void* trial) {
    OtherNumber number;
    number.issuer = NumberIssuer::sponsor;
    return std::get_if<OtherNumber>(&numbers(trial).emplace_back(std::move(number)));
}
template <class T>
void* make_number(void* trial) {
    return std::get_if<T>(&numbers(trial).emplace_back(T()));
}
// What secondaryIdInfos has: neither former numbers nor the first one of the sponsor.
const void* secondary_at(const void* trial, std::size_t i) {
    const SecondaryId& id = numbers(trial)[i];
    if (const auto* number = std::get_if<RegistryNumber>(&id)) return number->former.value_or(false) ? nullptr : number;
    const OtherNumber* other = std::get_if<OtherNumber>(&id);
    return other == protocol_number_of(trial) ? nullptr : other;
}
const Table* secondary_table_at(const void* trial, std::size_t i) {
    return std::holds_alternative<RegistryNumber>(numbers(trial)[i]) ? &registry_number : &other_number;
}
constexpr Field number_field(const Table& table, void* (*make)(void*)) {
    Field f;
    f.name = "secondaryIdInfos";
    f.kind = FieldKind::list;
    f.target = "/secondary_ids";
    f.table = &table;
    f.make = make;
    f.drop = &pop_number;
    f.size = &count_numbers;
    f.at = &secondary_at;
    f.table_at = &secondary_table_at;
    return f;
}
constexpr Field registry_number_field = number_field(registry_number, &make_number<RegistryNumber>);
constexpr Field other_number_field = number_field(other_number, &make_number<OtherNumber>);
const Field* choose_number(std::string_view type, std::string_view id) {
    const bool registry = (type == "REGISTRY" || type == "EUDRACT_NUMBER") && RegistryId::valid(id);
    return registry ? &registry_number_field : &other_number_field;
}
constexpr Field secondary_numbers() {
    Field f = other_number_field;
    f.choose = &choose_number;
    return f;
}
constexpr Field protocol_number_field() {
    Field f;
    f.name = "orgStudyIdInfo";
    f.kind = FieldKind::part;
    f.target = "/secondary_ids";
    f.table = &protocol_number;
    f.make = &make_protocol_number;
    f.get = &protocol_number_of;
    f.drop = &pop_number;
    f.size = &count_numbers;
    return f;
}

constexpr Field identification_fields[] = {
    leaf<&Trial::id>("nctId", "/id", true),
    leaves<&Trial::secondary_ids>("nctIdAliases", "/secondary_ids", former_number),
    protocol_number_field(),
    secondary_numbers(),
    leaf<&Trial::title>("briefTitle", "/title", required_text),
    leaf<&Trial::official_title>("officialTitle", "/official_title"),
    leaf<&Trial::acronym>("acronym", "/acronym"),
    part<&Trial::registration, &R::organization>("organization", "/registration/organization", organization),
};
constexpr Table identification = flat_table(identification_fields);

// ---------------------------------------------------------------------------------------------------- status

constexpr Field expanded_access_fields[] = {
    leaf<&Trial::registration, &R::expanded_access, &ExpandedAccess::offered>("hasExpandedAccess",
                                                                              "/registration/expanded_access/offered"),
    leaf<&Trial::registration, &R::expanded_access, &ExpandedAccess::trial_id>(
        "nctId", "/registration/expanded_access/trial_id"),
    kept("statusForNctId"),
};
constexpr Table expanded_access = flat_table(expanded_access_fields);

template <auto M>
constexpr Field date_part(std::string_view name, std::string_view target) {
    return part<&Trial::dates, M>(name, target, date);
}
template <auto M>
constexpr Field day(std::string_view name, std::string_view target) {
    return leaf<&Trial::dates, M>(name, target);
}

constexpr Field status_fields[] = {
    day<&TrialDates::status_verified>("statusVerifiedDate", "/dates/status_verified"),
    leaf<&Trial::status>("overallStatus", "/status"),
    leaf<&Trial::last_known_status>("lastKnownStatus", "/last_known_status"),
    leaf<&Trial::registration, &R::delayed_posting>("delayedPosting", "/registration/delayed_posting"),
    leaf<&Trial::why_stopped>("whyStopped", "/why_stopped"),
    flat("expandedAccessInfo", expanded_access),
    date_part<&TrialDates::start>("startDateStruct", "/dates/start"),
    date_part<&TrialDates::primary_completion>("primaryCompletionDateStruct", "/dates/primary_completion"),
    date_part<&TrialDates::completion>("completionDateStruct", "/dates/completion"),
    day<&TrialDates::first_submitted>("studyFirstSubmitDate", "/dates/first_submitted"),
    day<&TrialDates::first_submitted_qc>("studyFirstSubmitQcDate", "/dates/first_submitted_qc"),
    date_part<&TrialDates::first_posted>("studyFirstPostDateStruct", "/dates/first_posted"),
    day<&TrialDates::results_first_submitted>("resultsFirstSubmitDate", "/dates/results_first_submitted"),
    day<&TrialDates::results_first_submitted_qc>("resultsFirstSubmitQcDate", "/dates/results_first_submitted_qc"),
    date_part<&TrialDates::results_first_posted>("resultsFirstPostDateStruct", "/dates/results_first_posted"),
    kept("dispFirstSubmitDate"),
    kept("dispFirstSubmitQcDate"),
    kept("dispFirstPostDateStruct"),
    day<&TrialDates::last_update_submitted>("lastUpdateSubmitDate", "/dates/last_update_submitted"),
    date_part<&TrialDates::last_update_posted>("lastUpdatePostDateStruct", "/dates/last_update_posted"),
};
constexpr Table status = flat_table(status_fields);

// ---------------------------------------------------------------------------------------------------- sponsors, oversight

constexpr Field responsible_fields[] = {
    leaf<&ResponsibleParty::party_kind>("type", "/party_kind"),
    leaf<&ResponsibleParty::name>("investigatorFullName", "/name"),
    leaf<&ResponsibleParty::title>("investigatorTitle", "/title"),
    leaf<&ResponsibleParty::affiliation>("investigatorAffiliation", "/affiliation"),
    kept("oldNameTitle"),
    kept("oldOrganization"),
};
constexpr Table responsible = table_of<ResponsibleParty>(responsible_fields);

constexpr Field sponsors_fields[] = {
    part<&Trial::registration, &R::responsible_party>("responsibleParty", "/registration/responsible_party",
                                                      responsible),
    part<&Trial::sponsor>("leadSponsor", "/sponsor", sponsor),
    list<&Trial::collaborators>("collaborators", "/collaborators", sponsor),
};
constexpr Table sponsors = flat_table(sponsors_fields);

constexpr Field oversight_fields[] = {
    leaf<&TrialOversight::data_monitoring_committee>("oversightHasDmc", "/data_monitoring_committee"),
    leaf<&TrialOversight::fda_regulated_drug>("isFdaRegulatedDrug", "/fda_regulated_drug"),
    leaf<&TrialOversight::fda_regulated_device>("isFdaRegulatedDevice", "/fda_regulated_device"),
    leaf<&TrialOversight::unapproved_device>("isUnapprovedDevice", "/unapproved_device"),
    leaf<&TrialOversight::pediatric_postmarket_surveillance>("isPpsd", "/pediatric_postmarket_surveillance"),
    leaf<&TrialOversight::exported_from_us>("isUsExport", "/exported_from_us"),
    leaf<&TrialOversight::reporting_violation>("fdaaa801Violation", "/reporting_violation"),
};
constexpr Table oversight = table_of<TrialOversight>(oversight_fields);

constexpr Field description_fields[] = {
    leaf<&Trial::summary>("briefSummary", "/summary"),
    leaf<&Trial::description>("detailedDescription", "/description"),
};
constexpr Table description = flat_table(description_fields);

constexpr Field conditions_fields[] = {
    leaves<&Trial::conditions>("conditions", "/conditions", disease_name),
    leaves<&Trial::registration, &R::keywords>("keywords", "/registration/keywords"),
};
constexpr Table conditions = flat_table(conditions_fields);

// ---------------------------------------------------------------------------------------------------- design

struct PhaseWords {
    TrialPhase phase;
    std::string_view first, second;
};
constexpr PhaseWords phase_words[] = {
    {TrialPhase::not_applicable, "NA", {}}, {TrialPhase::early_phase1, "EARLY_PHASE1", {}},
    {TrialPhase::phase1, "PHASE1", {}},     {TrialPhase::phase1_2, "PHASE1", "PHASE2"},
    {TrialPhase::phase2, "PHASE2", {}},     {TrialPhase::phase2_3, "PHASE2", "PHASE3"},
    {TrialPhase::phase3, "PHASE3", {}},     {TrialPhase::phase4, "PHASE4", {}},
};
Fit join_phases(const std::vector<std::string_view>& words, void* object) {
    for (const PhaseWords& p : phase_words)
        if (words.size() == (p.second.empty() ? 1U : 2U) && words[0] == p.first &&
            (p.second.empty() || words[1] == p.second)) {
            static_cast<Trial*>(object)->phase = p.phase;
            return Fit::fits;
        }
    return Fit::unknown_word;
}
void split_phase(const void* object, std::vector<std::string_view>& words) {
    const Optional<TrialPhase>& phase = static_cast<const Trial*>(object)->phase;
    if (!phase) return;
    for (const PhaseWords& p : phase_words)
        if (p.phase == *phase) {
            words.push_back(p.first);
            if (!p.second.empty()) words.push_back(p.second);
        }
}
constexpr Field phases() {
    Field f;
    f.name = "phases";
    f.kind = FieldKind::joint;
    f.target = "/phase";
    f.join = &join_phases;
    f.split = &split_phase;
    return f;
}

constexpr Field access_types_fields[] = {
    leaf<&Trial::registration, &R::expanded_access, &ExpandedAccess::individual>(
        "individual", "/registration/expanded_access/individual"),
    leaf<&Trial::registration, &R::expanded_access, &ExpandedAccess::intermediate>(
        "intermediate", "/registration/expanded_access/intermediate"),
    leaf<&Trial::registration, &R::expanded_access, &ExpandedAccess::treatment_protocol>(
        "treatment", "/registration/expanded_access/treatment_protocol"),
};
constexpr Table access_types = flat_table(access_types_fields);

constexpr Field masking_fields[] = {
    leaf<&Trial::design, &D::masking>("masking", "/design/masking"),
    leaf<&Trial::design, &D::masking_description>("maskingDescription", "/design/masking_description"),
    leaves<&Trial::design, &D::masked_parties>("whoMasked", "/design/masked_parties"),
};
constexpr Table masking = flat_table(masking_fields);

constexpr Field design_info_fields[] = {
    leaf<&Trial::design, &D::allocation>("allocation", "/design/allocation"),
    leaf<&Trial::design, &D::intervention_model>("interventionModel", "/design/intervention_model"),
    leaf<&Trial::design, &D::intervention_model_description>("interventionModelDescription",
                                                             "/design/intervention_model_description"),
    leaf<&Trial::design, &D::primary_purpose>("primaryPurpose", "/design/primary_purpose"),
    leaf<&Trial::design, &D::observational_model>("observationalModel", "/design/observational_model"),
    leaf<&Trial::design, &D::time_perspective>("timePerspective", "/design/time_perspective"),
    flat("maskingInfo", masking),
};
constexpr Table design_info = flat_table(design_info_fields);

constexpr Field enrollment_fields[] = {
    leaf<&Enrollment::count>("count", "/count", true),
    leaf<&Enrollment::certainty>("type", "/certainty"),
};
constexpr Table enrollment = table_of<Enrollment>(enrollment_fields);

constexpr Field design_fields[] = {
    leaf<&Trial::design, &D::study_type>("studyType", "/design/study_type"),
    kept("nPtrsToThisExpAccNctId"),
    flat("expandedAccessTypes", access_types),
    leaf<&Trial::design, &D::patient_registry>("patientRegistry", "/design/patient_registry"),
    leaf<&Trial::design, &D::target_duration>("targetDuration", "/design/target_duration", age_text),
    phases(),
    flat("designInfo", design_info),
    kept("bioSpec"),
    part<&Trial::enrollment>("enrollmentInfo", "/enrollment", enrollment),
};
constexpr Table design = flat_table(design_fields);

// ---------------------------------------------------------------------------------------------------- arms, outcomes

constexpr Field arm_fields[] = {
    leaf<&TrialArm::label>("label", "/label", required_text, true),
    leaf<&TrialArm::arm_kind>("type", "/arm_kind"),
    leaf<&TrialArm::description>("description", "/description"),
    leaves<&TrialArm::intervention_names>("interventionNames", "/intervention_names"),
};
constexpr Table arm = table_of<TrialArm>(arm_fields);

constexpr Field intervention_fields[] = {
    leaf<&TrialIntervention::intervention_kind>("type", "/intervention_kind"),
    leaf<&TrialIntervention::name>("name", "/name", required_text, true),
    leaf<&TrialIntervention::description>("description", "/description"),
    leaves<&TrialIntervention::arm_labels>("armGroupLabels", "/arm_labels"),
    leaves<&TrialIntervention::other_names>("otherNames", "/other_names"),
};
constexpr Table intervention = table_of<TrialIntervention>(intervention_fields);

constexpr Field arms_fields[] = {
    list<&Trial::arms>("armGroups", "/arms", arm),
    list<&Trial::interventions>("interventions", "/interventions", intervention),
};
constexpr Table arms = flat_table(arms_fields);

constexpr Field outcome_fields[] = {
    leaf<&TrialOutcome::measure>("measure", "/measure", required_text, true),
    leaf<&TrialOutcome::description>("description", "/description"),
    leaf<&TrialOutcome::time_frame>("timeFrame", "/time_frame"),
};
constexpr Table outcome = table_of<TrialOutcome>(outcome_fields);

template <OutcomeRank Rank>
const void* outcome_at(const void* trial, std::size_t i) {
    const TrialOutcome& o = static_cast<const Trial*>(trial)->outcomes[i];
    return o.rank == Rank ? &o : nullptr;
}
template <OutcomeRank Rank>
void mark_outcome(void* object) {
    static_cast<TrialOutcome*>(object)->rank = Rank;
}
template <OutcomeRank Rank>
constexpr Field outcomes_of(std::string_view name) {
    Field f = list<&Trial::outcomes>(name, "/outcomes", outcome);
    f.at = &outcome_at<Rank>;
    f.mark = &mark_outcome<Rank>;
    return f;
}
constexpr Field outcomes_fields[] = {
    outcomes_of<OutcomeRank::primary>("primaryOutcomes"),
    outcomes_of<OutcomeRank::secondary>("secondaryOutcomes"),
    outcomes_of<OutcomeRank::other_pre_specified>("otherOutcomes"),
};
constexpr Table outcomes = flat_table(outcomes_fields);

// ---------------------------------------------------------------------------------------------------- eligibility

constexpr Field eligibility_fields[] = {
    leaf<&Trial::eligibility, &E::criteria_text>("eligibilityCriteria", "/eligibility/criteria_text"),
    leaf<&Trial::eligibility, &E::healthy_volunteers>("healthyVolunteers", "/eligibility/healthy_volunteers"),
    leaf<&Trial::eligibility, &E::sex>("sex", "/eligibility/sex"),
    leaf<&Trial::eligibility, &E::gender_based>("genderBased", "/eligibility/gender_based"),
    leaf<&Trial::eligibility, &E::gender_description>("genderDescription", "/eligibility/gender_description"),
    leaf<&Trial::eligibility, &E::minimum_age>("minimumAge", "/eligibility/minimum_age", age_text),
    leaf<&Trial::eligibility, &E::maximum_age>("maximumAge", "/eligibility/maximum_age", age_text),
    leaves<&Trial::eligibility, &E::age_groups>("stdAges", "/eligibility/age_groups"),
    leaf<&Trial::eligibility, &E::study_population>("studyPopulation", "/eligibility/study_population"),
    leaf<&Trial::eligibility, &E::sampling_method>("samplingMethod", "/eligibility/sampling_method"),
};
constexpr Table eligibility = flat_table(eligibility_fields);

// ---------------------------------------------------------------------------------------------------- places

constexpr Field point_fields[] = {
    leaf<&GeoPoint::latitude>("lat", "/latitude", true),
    leaf<&GeoPoint::longitude>("lon", "/longitude", true),
};
constexpr Table point = table_of<GeoPoint>(point_fields);

constexpr Field location_fields[] = {
    leaf<&TrialSite::facility>("facility", "/facility"),
    leaf<&TrialSite::status>("status", "/status"),
    leaf<&TrialSite::city>("city", "/city"),
    leaf<&TrialSite::region>("state", "/region"),
    leaf<&TrialSite::postal_code>("zip", "/postal_code"),
    leaf<&TrialSite::country>("country", "/country", country_name),
    list<&TrialSite::contacts>("contacts", "/contacts", contact),
    part<&TrialSite::coordinates>("geoPoint", "/coordinates", point),
};
constexpr Table location = table_of<TrialSite>(location_fields);

void mark_site(void* site) {
    static_cast<TrialSite*>(site)->basis = SiteBasis::site_list;
}
const void* site_at(const void* trial, std::size_t i) {
    const TrialSite& site = static_cast<const Trial*>(trial)->sites[i];
    return !site.basis || *site.basis == SiteBasis::site_list ? &site : nullptr;
}
constexpr Field locations() {
    Field f = list<&Trial::sites>("locations", "/sites", location);
    f.mark = &mark_site;
    f.at = &site_at;
    return f;
}
constexpr Field contacts_fields[] = {
    list<&Trial::registration, &R::central_contacts>("centralContacts", "/registration/central_contacts", contact),
    list<&Trial::registration, &R::officials>("overallOfficials", "/registration/officials", contact),
    locations(),
};
constexpr Table contacts = flat_table(contacts_fields);

// ---------------------------------------------------------------------------------------------------- references, sharing

constexpr Field reference_fields[] = {
    leaf<&TrialReference::pmid>("pmid", "/pmid"),
    leaf<&TrialReference::reference_kind>("type", "/reference_kind"),
    leaf<&TrialReference::citation>("citation", "/citation", required_text, true),
    kept("retractions"),
};
constexpr Table reference = table_of<TrialReference>(reference_fields);

constexpr Field link_fields[] = {
    leaf<&TrialLink::label>("label", "/label"),
    leaf<&TrialLink::url>("url", "/url", true),
};
constexpr Table link = table_of<TrialLink>(link_fields);

constexpr Field references_fields[] = {
    list<&Trial::registration, &R::references>("references", "/registration/references", reference),
    list<&Trial::registration, &R::links>("seeAlsoLinks", "/registration/links", link),
    kept("availIpds"),
};
constexpr Table references = flat_table(references_fields);

constexpr Field sharing_fields[] = {
    leaf<&DataSharing::plan>("ipdSharing", "/plan"),
    leaf<&DataSharing::description>("description", "/description"),
    leaves<&DataSharing::documents>("infoTypes", "/documents"),
    leaf<&DataSharing::time_frame>("timeFrame", "/time_frame"),
    leaf<&DataSharing::access_criteria>("accessCriteria", "/access_criteria"),
    leaf<&DataSharing::url>("url", "/url"),
};
constexpr Table sharing = table_of<DataSharing>(sharing_fields);

// ---------------------------------------------------------------------------------------------------- the whole

constexpr Field protocol_fields[] = {
    flat("identificationModule", identification),
    flat("statusModule", status),
    flat("sponsorCollaboratorsModule", sponsors),
    part<&Trial::registration, &R::oversight>("oversightModule", "/registration/oversight", oversight),
    flat("descriptionModule", description),
    flat("conditionsModule", conditions),
    flat("designModule", design),
    flat("armsInterventionsModule", arms),
    flat("outcomesModule", outcomes),
    flat("eligibilityModule", eligibility),
    flat("contactsLocationsModule", contacts),
    flat("referencesModule", references),
    part<&Trial::registration, &R::data_sharing>("ipdSharingStatementModule", "/registration/data_sharing", sharing),
};
constexpr Table protocol = table_of<Trial>(protocol_fields);

constexpr Field document_fields[] = {
    leaf<&PostedDocument::kind_abbreviation>("typeAbbrev", "/kind_abbreviation"),
    leaf<&PostedDocument::has_protocol>("hasProtocol", "/has_protocol"),
    leaf<&PostedDocument::has_sap>("hasSap", "/has_sap"),
    leaf<&PostedDocument::has_icf>("hasIcf", "/has_icf"),
    leaf<&PostedDocument::label>("label", "/label"),
    leaf<&PostedDocument::date>("date", "/date"),
    leaf<&PostedDocument::uploaded>("uploadDate", "/uploaded"),
    leaf<&PostedDocument::file_name>("filename", "/file_name"),
    leaf<&PostedDocument::size>("size", "/size"),
};
constexpr Table document = table_of<PostedDocument>(document_fields);

constexpr Field large_documents_fields[] = {
    kept("noSap"),
    list<&RegistryRecord::documents>("largeDocs", "/documents", document),
};
constexpr Table large_documents = flat_table(large_documents_fields);
constexpr Field document_section_fields[] = {flat("largeDocumentModule", large_documents)};
constexpr Table document_section = flat_table(document_section_fields);

constexpr Field study_fields[] = {
    part<&RegistryRecord::trial>("protocolSection", "/trial", protocol),
    part<&RegistryRecord::results>("resultsSection", "/results", results_table),
    kept("annotationSection"),
    flat("documentSection", document_section),
    kept("derivedSection"),
    leaf<&RegistryRecord::trial, &Trial::results, &TrialResults::posted_in_register>(
        "hasResults", "/trial/results/posted_in_register"),
};

}  // namespace

const Table study_table = table_of<RegistryRecord>(study_fields);

}  // namespace carnk::inline v0_1::ctgov
