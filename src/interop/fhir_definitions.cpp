// SPDX-License-Identifier: BSL-1.0
// The extensions and profiles of ours: one table, from which the export takes addresses and types and the StructureDefinitions are made.
#include "interop/fhir_document.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace carnk::inline v0_1::fhir {

namespace {

constexpr std::array member_parts{Part{"pointer", "string"}, Part{"json", "string"}};
constexpr std::array doubt_parts{Part{"reason", "code"}, Part{"explanation", "string"}};
constexpr std::array source_parts{Part{"kind", "code"},    Part{"doi", "string"},         Part{"pmid", "string"},
                                  Part{"pmcid", "string"}, Part{"registry_id", "string"}, Part{"locator", "string"},
                                  Part{"year", "integer"}, Part{"accessed", "date"},      Part{"part_read", "string"},
                                  Part{"note", "string"}};
constexpr std::array cells_parts{Part{"origin", "code"},           Part{"donor", "code"},
                                 Part{"clonal", "boolean"},        Part{"irradiated", "boolean"},
                                 Part{"cryopreserved", "boolean"}, Part{"description", "string"}};
constexpr std::array related_parts{Part{"id", "string"}, Part{"relation", "code"}, Part{"note", "string"}};
constexpr std::array partner_parts{Part{"name", "string"}, Part{"partner_kind", "code"},
                                   Part{"in_some_arms", "boolean"}, Part{"description", "string"}};
constexpr std::array intervention_parts{Part{"name", "string"}, Part{"intervention_kind", "code"},
                                        Part{"description", "string"}, Part{"other_names", "string", true},
                                        Part{"arm_labels", "string", true}};
constexpr std::array armor_parts{Part{"feature", "code"}, Part{"named_as", "string"}, Part{"in_some_arms", "boolean"}};
constexpr std::array criterion_parts{Part{"id", "string"},
                                     Part{"shape", "code"},
                                     Part{"language", "code"},
                                     Part{"wording", "code"},
                                     Part{"computability", "code"},
                                     Part{"residue", "string"},
                                     Part{"strength", "code"},
                                     Part{"waivable", "boolean"},
                                     Part{"judged_by", "code"},
                                     Part{"assessed_at", "code"},
                                     Part{"record_version", "string"},
                                     Part{"superseded", "boolean"},
                                     Part{"doubts", "code", true},
                                     Part{"notes", "string"}};
constexpr std::array scope_parts{Part{"level", "code"}, Part{"names", "string", true}};
constexpr std::array combination_parts{Part{"kind", "code"}, Part{"k", "unsignedInt"}};
constexpr std::array coverage_parts{Part{"inclusion", "code"}, Part{"exclusion", "code"}, Part{"basis", "code"},
                                    Part{"description", "string"}};
constexpr std::array match_parts{Part{"basis", "code"}, Part{"matched_on", "code", true},
                                 Part{"description", "string"}};
constexpr std::array named_parts{Part{"name", "string"}, Part{"kind", "code"}};
constexpr std::array organisation_parts{Part{"name", "string"}, Part{"role", "code"}};
constexpr std::array programme_parts{Part{"named", "string"}, Part{"activity", "code"},
                                     Part{"target_ids", "code", true}, Part{"product", "string"},
                                     Part{"note", "string"}};
constexpr std::array result_parts{Part{"subgroup", "string"}, Part{"criteria", "code"}, Part{"definition", "string"},
                                  Part{"confidence", "code"}};
constexpr std::array cost_product_parts{Part{"name", "string"}, Part{"brand", "string"},
                                        Part{"other_names", "string", true}, Part{"maker", "string"}};

constexpr std::string_view anywhere =
    "ResearchStudy Group Organization Medication Substance Evidence ChargeItemDefinition ValueSet CodeSystem.concept Basic";

constexpr std::array table{
    Extension{"member",
              anywhere,
              {},
              "Member without a home",
              "A value of the document that R4 has no element for, as JSON, and the JSON Pointer where it stood.",
              member_parts},
    Extension{"doubt",
              anywhere,
              {},
              "Doubt",
              "Why the record may describe nothing real. Such a record also has the tag doubtful.",
              doubt_parts},
    Extension{"confidence", anywhere, "code", "Confidence of the editors",
              "How sure the editors are that the record says what its sources say and that these are right."},
    Extension{"source", "Group Organization Medication Substance ChargeItemDefinition ValueSet Basic",
              "RelatedArtifact", "Source",
              "Where facts of the record come from, of resources that have no element for it."},
    Extension{"source-detail",
              "RelatedArtifact",
              {},
              "Source, exactly",
              "Kind, identifiers, place, year and day of reading of a source.",
              source_parts},
    Extension{"trial-status", "ResearchStudy.status", "code", "Status in the register",
              "Status by the words of ClinicalTrials.gov, of which R4 has fewer."},
    Extension{"certainty", "Period.start Period.end ResearchStudy", "code", "Certainty",
              "Whether a date or a number has come true (actual) or is planned (estimated)."},
    Extension{"participant-count", "ResearchStudy ResearchStudy.arm", "unsignedInt", "Participants",
              "Number of participants of which the source does not say whether they are planned or enrolled."},
    Extension{"therapy", "ResearchStudy Group ChargeItemDefinition", "code", "Class of therapy",
              "Class of therapy: car_nk, car_t, nk."},
    Extension{"target",
              "ResearchStudy Medication Substance Evidence Organization",
              "Reference",
              "Target antigen",
              "Antigen at which the cells are directed.",
              {},
              "Basic"},
    Extension{"construct",
              "ResearchStudy Evidence",
              "Reference",
              "Construct",
              "Construct that the cells carry.",
              {},
              "Substance"},
    Extension{"product", "Evidence", "Reference", "Product", "Product that was given.", {}, "Medication"},
    Extension{"trial",
              "Group Organization Medication Substance Evidence",
              "Reference",
              "Trial",
              "Trial to which the record belongs, or in which the product is given.",
              {},
              "ResearchStudy"},
    Extension{"study",
              "ResearchStudy Evidence",
              "Reference",
              "Published study",
              "Published study that reports the trial; of Evidence: one that may report the same patients.",
              {},
              "Evidence"},
    Extension{"cells",
              "ResearchStudy Medication Substance Evidence Group",
              {},
              "Source of the cells",
              "Tissue or line, donor and treatment of the cells.",
              cells_parts},
    Extension{"armor", "ResearchStudy", {}, "Armouring", "What the cells carry beside the receptor.", armor_parts},
    Extension{"receptor", "ResearchStudy Medication", "string", "Receptor", "Receptor in the words of the source."},
    Extension{"gene-delivery", "ResearchStudy", "code", "Gene delivery", "How the gene is brought into the cells."},
    Extension{"route", "ResearchStudy", "code", "Route", "Way into the body."},
    Extension{"related-trial",
              "ResearchStudy",
              {},
              "Related trial",
              "Another trial that has to do with this one.",
              related_parts},
    Extension{"combination-partner",
              "ResearchStudy Evidence",
              {},
              "Treatment beside the cells",
              "Treatment that goes with the cells.",
              partner_parts},
    Extension{"intervention", "ResearchStudy", {}, "Intervention", "Intervention as registered.", intervention_parts},
    Extension{"arm-intervention", "ResearchStudy.arm", "string", "Intervention of an arm",
              "Name of an intervention that the arm gets."},
    Extension{"time-frame", "Extension", "string", "Time frame",
              "When an outcome is measured, in the words of the source."},
    Extension{"results-summary", "ResearchStudy", "string", "Results in outline",
              "What came of the trial, in one or two sentences."},
    Extension{"place-not-site",
              "ResearchStudy",
              "Reference",
              "Place that is no site",
              "Seat of the sponsor or of a hospital that a source names; not stated as a site.",
              {},
              "Location"},
    Extension{"site-status", "Location", "code", "Status of a site", "Status of a site by the words of the register."},
    Extension{"site-basis", "Location", "code", "Basis of a site", "From what the place is known."},
    Extension{"agency-class", "Organization", "code", "Kind of sponsor",
              "Kind of organisation by the words of the register."},
    Extension{"criterion",
              "Group.characteristic",
              {},
              "About a criterion",
              "How a criterion came to its typed form, how binding it is, and when it is checked.",
              criterion_parts},
    Extension{"scope",
              "Group.characteristic",
              {},
              "Scope",
              "Cohorts, arms or dose levels to which a criterion applies.",
              scope_parts},
    Extension{
        "expression", "Group.characteristic", "string", "Typed criterion",
        "What the words of the criterion say, typed, as JSON of the library. It counts where value[x] says less."},
    Extension{
        "not-decisive",
        "Group.characteristic",
        "code",
        "Does not decide alone",
        "The criterion is superseded, a preference, an example, may be waived, or holds for a part of the patients only: who does "
        "not know this must not use it.",
        {},
        {},
        true},
    Extension{
        "combination",
        "Group",
        {},
        "Combination",
        "How the characteristics combine: all, any, at_least or at_most k of them. R5 has this for EvidenceVariable only.",
        combination_parts},
    Extension{
        "coverage", "Group", {}, "Coverage", "How much of the criteria of the trial the record holds.", coverage_parts},
    Extension{"trial-match",
              "Group",
              {},
              "Match with a trial",
              "How it is known to which trial the criteria belong.",
              match_parts},
    Extension{"product-name", "Group Evidence", "string", "Product as named", "Product as the source names it."},
    Extension{"name", "Medication", {}, "Other name", "Another name or code of a product.", named_parts},
    Extension{"organisation",
              "Medication",
              {},
              "Organisation",
              "An organisation that has to do with a product.",
              organisation_parts},
    Extension{"role", "Organization", "code", "Role", "What a center does in the trials that its record names."},
    Extension{"programme",
              "Organization",
              {},
              "Programme",
              "A programme of a center: target, product, disease.",
              programme_parts},
    Extension{
        "programme-confirmed", "Organization", "boolean", "Programme confirmed",
        "True if a source that was read shows a programme with CAR-NK cells; false if it was looked for and not found."},
    Extension{"accepts-international", "Organization", "boolean", "Patients from abroad",
              "Whether it takes patients from abroad."},
    Extension{"city-basis", "Organization", "code", "Basis of the city", "From what the city of a center is known."},
    Extension{"note", "Organization Medication ChargeItemDefinition Group ValueSet", "string", "Note",
              "What a reader must know, of resources that have no element for it."},
    Extension{"result",
              "RiskEvidenceSynthesis",
              {},
              "About a number",
              "Part of the group, response criteria, definition and confidence of one number.",
              result_parts},
    Extension{"time-point", "RiskEvidenceSynthesis", "Quantity", "Time point",
              "Time after the first infusion at which it was counted."},
    Extension{"numerator-computed", "RiskEvidenceSynthesis.riskEstimate", "boolean", "Numerator computed",
              "True if the numerator was computed from the printed percentage."},
    Extension{"median-reached", "RiskEvidenceSynthesis.riskEstimate", "boolean", "Median reached",
              "False if the source says that the median was not reached."},
    Extension{"proxy-only",
              "ChargeItemDefinition",
              "boolean",
              "Stands in for something else",
              "The figure stands in for something of which nothing is known, and must not be shown as that.",
              {},
              {},
              true},
    Extension{"cost-product",
              "ChargeItemDefinition",
              {},
              "Product of a cost",
              "Product that the figure is about.",
              cost_product_parts},
    Extension{"cost-basis", "ChargeItemDefinition", "code", "Basis", "On what the figure rests."},
    Extension{"cost-reliability", "ChargeItemDefinition", "code", "Reliability",
              "How far the source of a figure can be trusted."},
    Extension{"cost-per", "ChargeItemDefinition", "code", "Per", "For what one amount stands."},
    Extension{"cost-statistic", "ChargeItemDefinition", "code", "Kind of number",
              "Kind of number: median, point, range."},
    Extension{"area", "ValueSet", "code", "Area", "What a set of codes is for."},
    Extension{"rule", "ValueSet", "string", "Rule", "A rule that goes with the codes."},
    Extension{"price-year", "Money", "integer", "Year of prices", "Year of the prices."},
};

constexpr std::array<std::string_view, 3> study_must{"identifier", "title", "text"};
constexpr std::array<std::string_view, 2> group_must{"identifier", "text"};
constexpr std::array<std::string_view, 3> organization_must{"identifier", "name", "text"};
constexpr std::array<std::string_view, 3> medication_must{"identifier", "code", "text"};
constexpr std::array<std::string_view, 3> charge_must{"identifier", "title", "text"};
constexpr std::array<std::string_view, 4> vocabulary_must{"url", "title", "concept", "text"};

constexpr std::array profile_table{
    Profile{"trial", "ResearchStudy", "Trial", "A registered clinical trial of CAR-NK cells.", study_must},
    Profile{
        "eligibility", "Group", "Eligibility criteria",
        "Criteria of a trial: the text of each in its code, what Group can say of it in its value, the whole in an extension.",
        group_must},
    Profile{"center", "Organization", "Treatment center", "A treatment center or sponsor.", organization_must},
    Profile{"cell-product", "Medication", "Cell product", "A cell product that has a name.", medication_must},
    Profile{"car-construct", "Substance", "Construct", "A construct: receptors, armouring, edits.", group_must},
    Profile{"published-study", "Evidence", "Published study",
            "A published study; each of its numbers is a RiskEvidenceSynthesis of its own.", study_must},
    Profile{"cost-item", "ChargeItemDefinition", "Fact of cost",
            "A figure about cost. Prices are informational: they are no charge of anybody.", charge_must},
    Profile{"clinical-term", "CodeSystem", "Vocabulary",
            "The terms of criteria and patient records: each record is a concept.", vocabulary_must},
    Profile{"value-set", "ValueSet", "Value set",
            "A list of codes of a standard; where its system has no address, a CodeSystem beside it holds them.",
            study_must},
    Profile{"record", "Basic", "Any other record", "A record for which R4 has no resource, kept member by member.",
            group_must},
};

bj::value text(std::string_view s) {
    return bj::string(s);
}

std::string class_name(std::string_view name, std::string_view suffix = {}) {
    std::string s = "Carnk";
    bool upper = true;
    for (const char c : name) {
        if (c == '-') {
            upper = true;
            continue;
        }
        s += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        upper = false;
    }
    return s.append(suffix);
}

bj::object head_of(const std::string& url, const std::string& id, const std::string& name, std::string_view title,
                   std::string_view description, std::string_view kind, bool abstract_type) {
    bj::object o;
    o["resourceType"] = "StructureDefinition";
    o["id"] = id;
    o["url"] = url;
    o["version"] = "1";
    o["name"] = name;
    o["title"] = text(title);
    o["status"] = "active";
    o["description"] = text(description);
    o["fhirVersion"] = "4.0.1";
    o["kind"] = text(kind);
    o["abstract"] = abstract_type;
    return o;
}

bj::object element(const std::string& id, const std::string& path, int min, std::string_view max) {
    bj::object e;
    e["id"] = id;
    e["path"] = path;
    e["min"] = min;
    e["max"] = text(max);
    return e;
}

bj::array type_of(std::string_view type, std::string_view targets = {}) {
    bj::object t;
    t["code"] = text(type);
    if (!targets.empty()) {
        bj::array profiles;
        while (!targets.empty()) {
            const std::size_t end = std::min(targets.find(' '), targets.size());
            profiles.push_back(text("http://hl7.org/fhir/StructureDefinition/" + std::string(targets.substr(0, end))));
            targets.remove_prefix(std::min(end + 1, targets.size()));
        }
        t["targetProfile"] = std::move(profiles);
    }
    return bj::array{std::move(t)};
}

// The elements of an extension, as they stand in the differential: those that it constrains.
bj::array elements_of(const Extension& x) {
    bj::array all;
    bj::object root = element("Extension", "Extension", 0, "*");
    root["short"] = text(x.title);
    root["definition"] = text(x.description);
    if (x.modifier) {
        root["isModifier"] = true;
        root["isModifierReason"] = "Who does not know it would take the criterion for one that decides";
    }
    all.push_back(std::move(root));
    if (x.parts.empty()) {
        all.push_back(element("Extension.extension", "Extension.extension", 0, "0"));
    } else {
        bj::object slices = element("Extension.extension", "Extension.extension", 0, "*");
        bj::object discriminator;
        discriminator["type"] = "value";
        discriminator["path"] = "url";
        bj::object slicing;
        slicing["discriminator"] = bj::array{std::move(discriminator)};
        slicing["rules"] = "closed";
        slices["slicing"] = std::move(slicing);
        slices["type"] = type_of("Extension");
        all.push_back(std::move(slices));
        for (const Part& part : x.parts) {
            const std::string id = "Extension.extension:" + std::string(part.name);
            bj::object slice = element(id, "Extension.extension", 0, part.many ? "*" : "1");
            slice["sliceName"] = text(part.name);
            slice["type"] = type_of("Extension");
            all.push_back(std::move(slice));
            bj::object url = element(id + ".url", "Extension.extension.url", 1, "1");
            url["type"] = type_of("uri");
            url["fixedUri"] = text(part.name);
            all.push_back(std::move(url));
            bj::object value = element(id + ".value[x]", "Extension.extension.value[x]", 1, "1");
            value["type"] = type_of(part.type);
            all.push_back(std::move(value));
        }
    }
    bj::object url = element("Extension.url", "Extension.url", 1, "1");
    url["type"] = type_of("uri");
    url["fixedUri"] = bj::string(url_of(x));
    all.push_back(std::move(url));
    bj::object value =
        element("Extension.value[x]", "Extension.value[x]", x.type.empty() ? 0 : 1, x.type.empty() ? "0" : "1");
    if (!x.type.empty()) value["type"] = type_of(x.type, x.targets);
    all.push_back(std::move(value));
    return all;
}

bj::object definition(const Extension& x) {
    bj::object o = head_of(url_of(x), "carnk-" + std::string(x.name), class_name(x.name), x.title, x.description,
                           "complex-type", false);
    bj::array context;
    std::string_view on = x.on;
    while (!on.empty()) {
        const std::size_t end = std::min(on.find(' '), on.size());
        bj::object c;
        c["type"] = "element";
        c["expression"] = text(on.substr(0, end));
        context.push_back(std::move(c));
        on.remove_prefix(std::min(end + 1, on.size()));
    }
    o["context"] = std::move(context);
    o["type"] = "Extension";
    o["baseDefinition"] = "http://hl7.org/fhir/StructureDefinition/Extension";
    o["derivation"] = "constraint";
    bj::object differential;
    differential["element"] = elements_of(x);
    o["differential"] = std::move(differential);
    return o;
}

bj::object definition(const Profile& p) {
    bj::object o = head_of(profile_url(p.document), "carnk-profile-" + std::string(p.document),
                           class_name(p.document, "Profile"), p.title, p.description, "resource", false);
    o["type"] = text(p.type);
    o["baseDefinition"] = bj::string("http://hl7.org/fhir/StructureDefinition/" + std::string(p.type));
    o["derivation"] = "constraint";
    const std::string type(p.type);
    bj::array elements{element(type, type, 0, "*")};
    for (const std::string_view name : p.must) {
        const std::string path = type + '.' + std::string(name);
        bj::object e;
        e["id"] = path;
        e["path"] = path;
        e["min"] = 1;
        elements.push_back(std::move(e));
    }
    bj::object differential;
    differential["element"] = std::move(elements);
    o["differential"] = std::move(differential);
    return o;
}

}  // namespace

std::string url_of(const Extension& extension) {
    return std::string(base) + "fhir:extension:" + std::string(extension.name);
}
std::string system_of(std::string_view name) {
    return std::string(base) + "fhir:codes:" + std::string(name);
}
std::string profile_url(std::string_view document) {
    return std::string(base) + "fhir:profile:" + std::string(document);
}

std::span<const Extension> extensions() {
    return table;
}

const Extension& extension(std::string_view name) {
    const auto at = std::find_if(table.begin(), table.end(), [&](const Extension& x) { return x.name == name; });
    if (at == table.end()) throw std::logic_error("no extension " + std::string(name));
    return *at;
}

std::span<const Profile> profiles() {
    return profile_table;
}

const Profile& profile_for(std::string_view document, const bj::value& record) {
    if (document != "value-set" || lists_codes(record))
        for (const Profile& p : profile_table)
            if (p.document == document) return p;
    return profile_table.back();
}

}  // namespace carnk::inline v0_1::fhir

namespace carnk::inline v0_1 {

std::vector<FhirResource> fhir_definitions() {
    std::vector<FhirResource> all;
    const auto add = [&](const boost::json::object& o) {
        all.push_back({"StructureDefinition", std::string(o.at("id").get_string()), fhir::json_text(o)});
    };
    for (const fhir::Extension& x : fhir::extensions())
        add(fhir::definition(x));
    for (const fhir::Profile& p : fhir::profiles())
        add(fhir::definition(p));
    return all;
}

}  // namespace carnk::inline v0_1
