// SPDX-License-Identifier: BSL-1.0
// Centers, products, constructs, published studies, costs and everything else as resources of FHIR R4.
#include "interop/fhir_words.hpp"

#include <array>
#include <charconv>

namespace carnk::inline v0_1::fhir {

namespace {

void references(Writer& w, const From& list, const At& at, std::string_view name, std::string_view type,
                std::string_view document) {
    for (const From& id : list.items())
        if (fits(id, "code")) w.reference(id, at.extend(extension(name)), type, document);
}

void trial_references(Writer& w, const From& list, const At& at) {
    for (const From& id : list.items())
        if (fits(id, "code"))
            w.reference(id, at.extend(extension("trial")), "ResearchStudy", registry_system(id.text()));
}

void telecom(Writer& w, const From& from, const At& at, std::string_view system) {
    if (!fits(from, "string")) return;
    const At point = at.add("telecom");
    (point / "system").set(bj::string(system));
    w.copy(from, point / "value", "string");
}

// Concept of a record: its name, and its id in our system.
void own_code(Writer& w, const From& name, const At& at) {
    const At coding = at.add("coding");
    (coding / "system").set(bj::string(system_of(w.document_name())));
    (coding / "code").set(bj::string(w.id()));
    if (!w.copy(name, at / "text", "string")) (at / "text").set(bj::string(w.id()));
}

// The number that a text of an amount says, if it comes out the same: "242730", "0.35".
bj::value decimal_of(const std::string& text) {
    double d = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), d);
    if (text.empty() || end.ec != std::errc() || end.ptr != text.data() + text.size()) return nullptr;
    if (std::int64_t n = 0; std::from_chars(text.data(), text.data() + text.size(), n).ptr == end.ptr)
        return json_text(n) == text ? bj::value(n) : bj::value(nullptr);
    return json_text(d) == text ? bj::value(d) : bj::value(nullptr);
}

void active(const At& root) {
    (root / "status").set("active");
}

}  // namespace

// ---------------------------------------------------------------------------------------------------- centers

void write_center(Writer& w) {
    const From center = w.root();
    const std::string id = resource_id(w.id());
    const At root = w.resource("Organization", id);
    w.head(root, "official_name");
    w.copy(center["official_name"], root / "name", "string");
    for (const From& name : center["other_names"].items())
        if (fits(name, "string")) w.copy(name, root.add("alias"), "string");
    if (fits(center["ror"], "code")) {
        const At identifier = root.add("identifier");
        (identifier / "system").set("https://ror.org");
        w.copy(center["ror"], identifier / "value", "string");
    }
    if (fits(center["type"], "code")) w.coded(center["type"], root.add("type"), "center-type");
    for (const From& role : center["roles"].items())
        w.copy(role, root, extension("role"));
    telecom(w, center["website"], root, "url");
    const From at_place = center["address"];
    bool has_address = false;
    for (const std::string_view part : {"street", "city", "region", "postal_code", "country"})
        has_address = has_address || fits(at_place[part], "string");
    if (has_address) address(w, at_place, root.add("address"));
    w.copy(center["city_basis"], root, extension("city-basis"));
    for (const From& programme : center["programmes"].items())
        w.parts(programme, root, extension("programme"));
    trial_references(w, center["trial_ids"], root);
    w.copy(center["car_nk_programme_confirmed"], root, extension("programme-confirmed"));
    w.copy(center["accepts_international_patients"], root, extension("accepts-international"));
    for (const From& contact : center["contacts"].items()) {
        if (!fits(contact["name"], "string")) continue;
        const At at = root.add("contact");
        w.copy(contact["name"], at / "name" / "text", "string");
        telecom(w, contact["phone"], at, "phone");
        telecom(w, contact["email"], at, "email");
        telecom(w, contact["url"], at, "url");
    }
    w.copy(center["notes"], root, extension("note"));
    w.sources(root, false);

    const At location = w.resource("Location", id);
    (location / "meta").add("profile").set("http://hl7.org/fhir/StructureDefinition/Location");
    (location / "text").set((root / "text").get());
    (location / "mode").set("instance");
    (location / "name")
        .set(bj::string(center["official_name"].text().empty() ? w.id() : center["official_name"].text()));
    if (has_address) (location / "address").set((root / "address" / "0").get());
    position(w, at_place["coordinates"], location / "position");
    (location / "managingOrganization" / "reference").set(bj::string("Organization/" + id));
    w.keep_rest(root);
}

// ---------------------------------------------------------------------------------------------------- products

void write_product(Writer& w) {
    const From product = w.root();
    const At root = w.resource("Medication", resource_id(w.id()));
    w.head(root, "name");
    own_code(w, product["name"], root / "code");
    for (const From& name : product["other_names"].items())
        w.parts(name, root, extension("name"));
    for (const From& organisation : product["organisations"].items())
        w.parts(organisation, root, extension("organisation"));
    for (const From& construct : product["construct_ids"].items())
        if (fits(construct, "code"))
            w.reference(construct, root.add("ingredient") / "itemReference", "Substance", "car-construct");
    references(w, product["target_ids"], root, "target", "Basic", "target-antigen");
    trial_references(w, product["trial_ids"], root);
    w.parts(product["cell_source"], root, extension("cells"));
    w.copy(product["receptor_description"], root, extension("receptor"));
    w.copy(product["notes"], root, extension("note"));
    w.sources(root, false);
    w.keep_rest(root);
}

void write_construct(Writer& w) {
    const From construct = w.root();
    const At root = w.resource("Substance", resource_id(w.id()));
    w.head(root, "name");
    own_code(w, construct["name"], root / "code");
    w.copy(construct["notes"], root / "description", "string");
    references(w, construct["antigens"]["activating"], root, "target", "Basic", "target-antigen");
    w.parts(construct["cell_source"], root, extension("cells"));
    trial_references(w, construct["trial_ids"], root);
    w.sources(root, false);
    w.keep_rest(root);
}

// ---------------------------------------------------------------------------------------------------- published studies

namespace {

// What a number is about. R4 wants at least one characteristic.
At variable(Writer& w, const At& owner, const std::string& id, const bj::string& words, std::string_view system,
            std::string_view code) {
    const At at = w.contained(owner, "EvidenceVariable", id);
    active(at);
    (at / "title").set(words);
    const At definition = at.add("characteristic") / "definitionCodeableConcept";
    if (!system.empty()) {
        const At coding = definition.add("coding");
        (coding / "system").set(bj::string(system_of(system)));
        (coding / "code").set(bj::string(code));
    }
    (definition / "text").set(words);
    return at;
}

bj::string or_unstated(const From& from) {
    const std::string s = from.text();
    return bj::string(s.empty() ? std::string("not stated") : s);
}

// A number of a study: whose, of what, and how much.
At number_of(Writer& w, const From& study, std::size_t n, std::string_view system, const From& what,
             const From& subgroup) {
    const At root = w.resource("RiskEvidenceSynthesis", resource_id(w.id() + ".number-" + std::to_string(n)));
    active(root);
    const std::string words = what.text();
    (root / "title").set(bj::string(words.empty() ? std::string("not stated") : words));
    (root / "text" / "status").set("generated");
    (root / "text" / "div")
        .set(bj::string("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>" + w.id() + ": " +
                        (words.empty() ? "not stated" : words) + "</p></div>"));
    const At artifact = root.add("relatedArtifact");
    (artifact / "type").set("derived-from");
    (artifact / "resource").set(bj::string("Evidence/" + resource_id(w.id())));
    // A number of a part of the group must not look like one of all.
    bj::string whom = or_unstated(study["population"]["indication"]);
    if (subgroup) whom.append("; of these only: ").append(or_unstated(subgroup));
    variable(w, root, "population", whom, {}, {});
    (root / "population" / "reference").set("#population");
    variable(w, root, "exposure", or_unstated(study["product"]), {}, {});
    (root / "exposure" / "reference").set("#exposure");
    const At outcome =
        variable(w, root, "outcome", or_unstated(what), system, what.code().empty() ? "unknown" : what.code());
    (root / "outcome" / "reference").set("#outcome");
    if (fits(what, "code"))
        w.used(what, LedgerFate::renamed,
               outcome / "characteristic" / "0" / "definitionCodeableConcept" / "coding" / "0" / "code");
    return root;
}

void estimate_type(const At& estimate, std::string_view code) {
    const At coding = (estimate / "type").add("coding");
    (coding / "system").set("http://terminology.hl7.org/CodeSystem/risk-estimate-type");
    (coding / "code").set(bj::string(code));
}

void unit_of_measure(const At& estimate, const bj::value& unit) {
    const At coding = (estimate / "unitOfMeasure").add("coding");
    (coding / "system").set("http://unitsofmeasure.org");
    (coding / "code").set(unit);
}

void interval(Writer& w, const From& range, const From& level, const At& estimate) {
    if (!range["low"].is_number() && !range["high"].is_number()) return;
    const At precision = estimate.add("precisionEstimate");
    const At coding = (precision / "type").add("coding");
    (coding / "system").set("http://terminology.hl7.org/CodeSystem/precision-estimate-type");
    (coding / "code").set("CI");
    w.copy(level, precision / "level", "decimal");
    w.copy(range["low"], precision / "from", "decimal");
    w.copy(range["high"], precision / "to", "decimal");
}

void proportion(Writer& w, const From& study, const From& result, std::size_t n) {
    const At root = number_of(w, study, n, "clinical-outcome", result["outcome"], result["subgroup"]);
    w.parts(result, root, extension("result"));
    if (result["at"]["value"].is_number() && fits(result["at"]["unit"], "code"))
        w.quantity(result["at"], root.extend(extension("time-point")));
    const From p = result["proportion"];
    const At estimate = root / "riskEstimate";
    w.copy(p["note"], estimate / "description", "string");
    if (p["percent"].is_number()) {
        estimate_type(estimate, "proportion");
        w.copy(p["percent"], estimate / "value", "decimal");
        unit_of_measure(estimate, "%");
    }
    w.copy(p["of"], estimate / "denominatorCount", "unsignedInt");
    w.copy(p["n"], estimate / "numeratorCount", "unsignedInt");
    w.copy(p["derived"], estimate, extension("numerator-computed"));
    interval(w, p["confidence_interval"], p["confidence_level"], estimate);
}

void time(Writer& w, const From& study, const From& result, std::size_t n) {
    const At root = number_of(w, study, n, "time-measure", result["measure"], result["subgroup"]);
    w.parts(result, root, extension("result"));
    const At estimate = root / "riskEstimate";
    w.copy(result["note"], estimate / "description", "string");
    w.copy(result["median_reached"], estimate, extension("median-reached"));
    const From median = result["median"];
    if (median["value"].is_number() && fits(median["unit"], "code")) {
        estimate_type(estimate, "median");
        w.copy(median["value"], estimate / "value", "decimal");
        unit_of_measure(estimate, median["unit"].value());
        w.used(median["unit"], LedgerFate::renamed, estimate / "unitOfMeasure" / "coding" / "0" / "code");
        // Only an interval in the unit of the median stands beside it.
        const From range = result["confidence_interval"];
        if (range["unit"].text() == median["unit"].text()) {
            interval(w, range, result["confidence_level"], estimate);
            w.used(range["unit"], LedgerFate::merged, estimate / "unitOfMeasure" / "coding" / "0" / "code");
        }
    }
    w.copy(result["patient_count"], root / "sampleSize" / "numberOfParticipants", "unsignedInt");
}

}  // namespace

void write_study(Writer& w) {
    const From study = w.root();
    const From citation = study["citation"];
    const At root = w.resource("Evidence", resource_id(w.id()));
    w.head(root, {});
    active(root);
    if (!w.copy(citation["title"], root / "title", "string")) (root / "title").set(bj::string(w.id()));
    const At work = root.add("relatedArtifact");
    (work / "type").set("documentation");
    std::string words = citation["title"].text();
    for (const std::string_view part : {"authors_short", "journal"}) {
        if (!fits(citation[part], "string")) continue;
        words += (words.empty() ? "" : "; ") + citation[part].text();
        w.used(citation[part], LedgerFate::merged, work / "citation");
    }
    (work / "citation").set(bj::string(words.empty() ? w.id() : words));
    w.parts(citation, work, extension("source-detail"));
    if (const From trial = study["trial_id"]; fits(trial, "code"))
        w.reference(trial, root.extend(extension("trial")), "ResearchStudy", registry_system(trial.text()));
    references(w, study["overlapping_study_ids"], root, "study", "Evidence", "published-study");
    w.copy(study["product"], root, extension("product-name"));
    if (fits(study["product_id"], "code"))
        w.reference(study["product_id"], root.extend(extension("product")), "Medication", "cell-product");
    references(w, study["construct_ids"], root, "construct", "Substance", "car-construct");
    references(w, study["target_ids"], root, "target", "Basic", "target-antigen");
    w.parts(study["cell_source"], root, extension("cells"));
    for (const From& partner : study["partners"].items())
        w.parts(partner, root, extension("combination-partner"));

    const From indication = study["population"]["indication"];
    const At population = variable(w, root, "population", or_unstated(indication), {}, {});
    (root / "exposureBackground" / "reference").set("#population");
    if (fits(indication, "string")) w.used(indication, LedgerFate::renamed, population / "title");
    variable(w, root, "exposure", or_unstated(study["product"]), {}, {});
    (root.add("exposureVariant") / "reference").set("#exposure");
    if (fits(study["notes"], "markdown")) w.copy(study["notes"], root.add("note") / "text", "markdown");
    w.sources(root, true);

    std::size_t n = 0;
    for (const From& result : study["outcomes"].items())
        proportion(w, study, result, ++n);
    for (const From& result : study["times"].items())
        time(w, study, result, ++n);
    w.keep_rest(root);
}

// ---------------------------------------------------------------------------------------------------- costs

void write_cost(Writer& w) {
    const From cost = w.root();
    const At root = w.resource("ChargeItemDefinition", resource_id(w.id()));
    w.head(root, "title");
    (root / "url").set(bj::string(std::string(base) + "cost-item:" + resource_id(w.id())));
    active(root);
    w.copy(cost["title"], root / "title", "string");
    w.copy(cost["basis_text"], root / "description", "markdown");
    w.copy(cost["therapy"], root, extension("therapy"));
    if (fits(cost["category"], "code")) w.coded(cost["category"], root / "code", "cost-category");
    for (const From& product : cost["products"].items())
        w.parts(product, root, extension("cost-product"));
    if (fits(cost["country"], "code")) {
        const At coding = root.add("jurisdiction").add("coding");
        (coding / "system").set("urn:iso:std:iso:3166");
        w.copy(cost["country"], coding / "code", "code");
    }
    static constexpr std::array<std::array<std::string_view, 2>, 4> words{{{"basis", "cost-basis"},
                                                                           {"reliability", "cost-reliability"},
                                                                           {"per", "cost-per"},
                                                                           {"statistic", "cost-statistic"}}};
    for (const auto& [member, name] : words)
        w.copy(cost[member], root, extension(name));
    if (cost["proxy_only"].is_true()) w.copy(cost["proxy_only"], root, extension("proxy-only"));
    const From amount = cost["value"]["amount"];
    const bj::value low = decimal_of(amount["low"].text()), high = decimal_of(amount["high"].text());
    if (cost["value"]["kind"].text() == "money" && fits(amount["currency"], "code") &&
        (!low.is_null() || !high.is_null())) {
        const At group = root.add("propertyGroup");
        const auto component = [&](const From& from, const bj::value& number, std::string_view which) {
            const At at = group.add("priceComponent");
            (at / "type").set("informational");
            (at / "code" / "text").set(bj::string(which));
            (at / "amount" / "value").set(number);
            (at / "amount" / "currency").set(amount["currency"].value());
            w.used(from, LedgerFate::renamed, at / "amount" / "value");
            w.used(amount["currency"], LedgerFate::exact, at / "amount" / "currency");
            w.used(cost["value"]["kind"], LedgerFate::renamed, at / "amount" / "currency",
                   "an amount of money has a currency");
            w.copy(amount["price_year"], at / "amount", extension("price-year"));
        };
        if (!low.is_null()) component(amount["low"], low, "least amount");
        if (!high.is_null()) component(amount["high"], high, "greatest amount");
    }
    w.copy(cost["notes"], root, extension("note"));
    w.sources(root, false);
    w.keep_rest(root);
}

// ---------------------------------------------------------------------------------------------------- others

void write_other(Writer& w) {
    const At root = w.resource("Basic", record_resource_id("Basic", w.document_name(), w.id()));
    const auto name_of = [&]() -> std::string_view {
        for (const std::string_view member : {"title", "name", "label", "question", "topic"})
            if (fits(w.root()[member], "string")) return member;
        return {};
    };
    w.head(root, name_of());
    const At coding = (root / "code").add("coding");
    (coding / "system").set(bj::string(system_of("record-type")));
    (coding / "code").set(bj::string(w.document_name()));
    w.sources(root, false);
    w.keep_rest(root);
}

}  // namespace carnk::inline v0_1::fhir
