// SPDX-License-Identifier: BSL-1.0
// Trials as ResearchStudy of FHIR R4.
#include <carnk/core/identifier.hpp>

#include "interop/fhir_words.hpp"

#include <array>

namespace carnk::inline v0_1 {

namespace {

// Definitions of both sides side by side: R4 tells how far accrual and treatment go, the registers tell how the trial stands. "approved" of
// R4 is about the review board, of which a trial that does not recruit yet says nothing.
constexpr std::array statuses{
    FhirWord{"active_not_recruiting", "closed-to-accrual", true},
    FhirWord{"completed", "completed", true},
    FhirWord{"enrolling_by_invitation", "active", false},
    FhirWord{"not_yet_recruiting", "", false},
    FhirWord{"recruiting", "active", false},
    FhirWord{"suspended", "temporarily-closed-to-accrual", true},
    FhirWord{"terminated", "administratively-completed", true},
    FhirWord{"withdrawn", "withdrawn", true},
    FhirWord{"available", "", false},
    FhirWord{"no_longer_available", "", false},
    FhirWord{"temporarily_not_available", "", false},
    FhirWord{"approved_for_marketing", "", false},
    FhirWord{"withheld", "", false},
    FhirWord{"unknown", "", false},
};

constexpr std::array phases{
    FhirWord{"early_phase1", "early-phase-1", true},
    FhirWord{"phase1", "phase-1", true},
    FhirWord{"phase1_2", "phase-1-phase-2", true},
    FhirWord{"phase2", "phase-2", true},
    FhirWord{"phase2_3", "phase-2-phase-3", true},
    FhirWord{"phase3", "phase-3", true},
    FhirWord{"phase4", "phase-4", true},
    FhirWord{"not_applicable", "n-a", true},
};

}  // namespace

std::span<const FhirWord> fhir_study_statuses() {
    return statuses;
}
std::span<const FhirWord> fhir_study_phases() {
    return phases;
}

namespace fhir {

namespace {

constexpr std::array purposes{
    FhirWord{"treatment", "treatment", true},
    FhirWord{"prevention", "prevention", true},
    FhirWord{"diagnostic", "diagnostic", true},
    FhirWord{"supportive_care", "supportive-care", true},
    FhirWord{"screening", "screening", true},
    FhirWord{"health_services_research", "health-services-research", true},
    FhirWord{"basic_science", "basic-science", true},
    FhirWord{"device_feasibility", "device-feasibility", true},
};

constexpr std::string_view r5 = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.";

// Extensions by which R4 carries elements of R5. Source: FHIR R5, "Extensions for converting between versions".
At r5_extension(const At& root, std::string_view element) {
    const At at = root.add("extension");
    (at / "url").set(bj::string(std::string(r5) + std::string(element)));
    return at;
}

At r5_part(const At& at, std::string_view name, std::string_view value) {
    const At part = at.add("extension");
    (part / "url").set(bj::string(name));
    return part / value;
}

void label(Writer& w, const From& from, const At& root, std::string_view type) {
    if (!fits(from, "string")) return;
    const At at = r5_extension(root, "label");
    const At coding = r5_part(at, "type", "valueCodeableConcept").add("coding");
    (coding / "system").set("http://terminology.hl7.org/CodeSystem/title-type");
    (coding / "code").set(bj::string(type));
    w.copy(from, r5_part(at, "value", "valueString"), "string");
}

void status(Writer& w, const From& from, const At& root) {
    const FhirWord* word = find_word(statuses, from.code());
    const At own = root / "_status";
    if (!word || word->code.empty()) {
        const At absent = own.add("extension");
        (absent / "url").set("http://hl7.org/fhir/StructureDefinition/data-absent-reason");
        (absent / "valueCode").set(word && word->word == "unknown" ? "unknown" : "unsupported");
        w.copy(from, own, extension("trial-status"));
        return;
    }
    (root / "status").set(bj::string(word->code));
    const At registered = own.extend(extension("trial-status"));
    registered.set(from.value());
    if (word->word == word->code)
        w.used(from, LedgerFate::exact, root / "status");
    else
        w.used(from, LedgerFate::renamed, word->reversible ? root / "status" : registered);
}

void numbers(Writer& w, const From& trial, const At& root) {
    for (const From& number : trial["secondary_ids"].items()) {
        const From id = number["id"];
        if (!fits(id, "string")) continue;
        const At at = root.add("identifier");
        if (number["kind"].text() == "registry_number") {
            (at / "use").set(number["former"].is_true() ? "old" : "secondary");
            if (number["former"].is_true()) w.used(number["former"], LedgerFate::renamed, at / "use");
            (at / "system").set(bj::string(registry_system(id.text())));
            w.used(number["kind"], LedgerFate::renamed, at / "system");
        } else {
            (at / "use").set("secondary");
            w.copy(number["domain"], at / "assigner" / "display", "string");
            w.coded(number["issuer"], at / "type", "number-issuer");
        }
        w.copy(id, at / "value", "string");
    }
}

void design(Writer& w, const From& from, const At& root) {
    if (const FhirWord* purpose = find_word(purposes, from["primary_purpose"].code())) {
        const At coding = (root / "primaryPurposeType").add("coding");
        (coding / "system").set("http://terminology.hl7.org/CodeSystem/research-study-prim-purp-type");
        (coding / "code").set(bj::string(purpose->code));
        w.used(from["primary_purpose"], LedgerFate::renamed, coding / "code");
    }
    static constexpr std::array<std::array<std::string_view, 2>, 8> categories{
        {{"study_type", "study-type"},
         {"allocation", "allocation"},
         {"intervention_model", "intervention-model"},
         {"masking", "masking"},
         {"dose_escalation", "dose-escalation"},
         {"observational_model", "observational-model"},
         {"time_perspective", "time-perspective"},
         {"primary_purpose", "primary-purpose"}}};
    for (const auto& [member, system] : categories)
        if (fits(from[member], "code") && !w.is_used(from[member])) w.coded(from[member], root.add("category"), system);
}

void telecom(Writer& w, const From& contact, const At& at) {
    for (const std::string_view kind : {"phone", "email"}) {
        if (!fits(contact[kind], "string")) continue;
        const At point = at.add("telecom");
        (point / "system").set(bj::string(kind));
        w.copy(contact[kind], point / "value", "string");
    }
}

void product(Writer& w, const From& from, const At& root) {
    for (const From& name : from["names"].items())
        if (fits(name, "string")) w.copy(name, root.add("focus") / "text", "string");
    w.copy(from["therapy"], root, extension("therapy"));
    for (const From& id : from["construct_ids"].items())
        if (fits(id, "code")) w.reference(id, root.extend(extension("construct")), "Substance", "car-construct");
    w.parts(from["cell_source"], root, extension("cells"));
    w.copy(from["receptor"]["description"], root, extension("receptor"));
    for (const From& armor : from["armoring"].items())
        w.parts(armor, root, extension("armor"));
    w.copy(from["gene_delivery"], root, extension("gene-delivery"));
    for (const From& route : from["routes"].items())
        w.copy(route, root, extension("route"));
}

void sponsor(Writer& w, const From& from, const At& root) {
    if (!fits(from["name"], "string")) return;
    const At organization = w.contained(root, "Organization", "sponsor");
    (root / "sponsor" / "reference").set("#sponsor");
    w.copy(from["name"], organization / "name", "string");
    (root / "sponsor" / "display").set(from["name"].value());
    w.copy(from["agency_class"], organization, extension("agency-class"));
    if (fits(from["country"], "code")) w.copy(from["country"], organization.add("address") / "country", "string");
    if (fits(from["ror"], "code")) {
        const At identifier = organization.add("identifier");
        (identifier / "system").set("https://ror.org");
        w.copy(from["ror"], identifier / "value", "string");
    }
}

void site(Writer& w, const From& from, const At& root, std::size_t number) {
    const std::string id = "site-" + std::to_string(number);
    const At location = w.contained(root, "Location", id);
    // The seat of a sponsor is no site.
    const std::string basis = from["basis"].text();
    if (basis == "organisation" || basis == "applicant_address") {
        const At place = root.extend(extension("place-not-site"));
        (place / "reference").set(bj::string("#" + id));
        (place / "type").set("Location");
    } else {
        (root.add("site") / "reference").set(bj::string("#" + id));
    }
    (location / "mode").set("instance");
    w.copy(from["facility"], location / "name", "string");
    address(w, from, location / "address");
    position(w, from["coordinates"], location / "position");
    w.copy(from["status"], location, extension("site-status"));
    w.copy(from["basis"], location, extension("site-basis"));
    if (fits(from["center_id"], "code"))
        w.reference(from["center_id"], location / "managingOrganization", "Organization", "center");
    for (const From& contact : from["contacts"].items())
        telecom(w, contact, location);
}

void dates(Writer& w, const From& from, const At& root) {
    const From start = from["start"], end = from["completion"];
    const std::string a = start["date"].text(), b = end["date"].text();
    const std::size_t common = std::min(a.size(), b.size());
    const bool ordered = a.empty() || b.empty() || a.substr(0, common) <= b.substr(0, common);
    const auto put = [&](const From& date, std::string_view name) {
        if (!w.copy(date["date"], root / "period" / name, "dateTime")) return;
        w.copy(date["certainty"], root / "period" / ("_" + std::string(name)), extension("certainty"));
    };
    put(start, "start");
    // A period must not end before it begins; who reads a trial that does finds the date where it is kept.
    if (ordered) put(end, "end");
}

void enrollment(Writer& w, const From& from, const At& root) {
    if (!fits(from["count"], "unsignedInt")) return;
    const std::string certainty = from["certainty"].text();
    if (certainty != "actual" && certainty != "estimated") {
        w.copy(from["count"], root, extension("participant-count"));
        return;
    }
    const std::string_view part = certainty == "actual" ? "actualNumber" : "targetNumber";
    const At number = r5_part(r5_extension(root, "recruitment"), part, "valueUnsignedInt");
    w.copy(from["count"], number, "unsignedInt");
    w.used(from["certainty"], LedgerFate::renamed, number, "the part of the extension says which");
}

void arm(Writer& w, const From& from, const At& root) {
    if (!fits(from["label"], "string")) return;
    const At at = root.add("arm");
    w.copy(from["label"], at / "name", "string");
    w.coded(from["arm_kind"], at / "type", "arm-kind");
    w.copy(from["description"], at / "description", "string");
    w.copy(from["participant_count"], at, extension("participant-count"));
    for (const From& name : from["intervention_names"].items())
        w.copy(name, at, extension("arm-intervention"));
}

void outcome(Writer& w, const From& from, const At& root) {
    if (!fits(from["measure"], "string")) return;
    const At at = r5_extension(root, "outcomeMeasure");
    w.copy(from["measure"], r5_part(at, "name", "valueString"), "string");
    if (fits(from["rank"], "code")) w.coded(from["rank"], r5_part(at, "type", "valueCodeableConcept"), "outcome-rank");
    if (fits(from["description"], "markdown"))
        w.copy(from["description"], r5_part(at, "description", "valueMarkdown"), "markdown");
    w.copy(from["time_frame"], at, extension("time-frame"));
}

void registration(Writer& w, const From& from, const At& root) {
    for (const From& keyword : from["keywords"].items())
        if (fits(keyword, "string")) w.copy(keyword, root.add("keyword") / "text", "string");
    for (const From& contact : from["central_contacts"].items()) {
        if (!fits(contact["name"], "string")) continue;
        const At at = root.add("contact");
        w.copy(contact["name"], at / "name", "string");
        telecom(w, contact, at);
    }
    for (const From& reference : from["references"].items()) {
        if (!fits(reference["citation"], "markdown")) continue;
        const At at = root.add("relatedArtifact");
        (at / "type").set("citation");
        w.copy(reference["citation"], at / "citation", "markdown");
        w.parts(reference, at, extension("source-detail"));
    }
    for (const From& link : from["links"].items()) {
        if (!fits(link["url"], "uri")) continue;
        const At at = root.add("relatedArtifact");
        (at / "type").set("documentation");
        w.copy(link["label"], at / "label", "string");
        w.copy(link["url"], at / "url", "uri");
    }
}

}  // namespace

const FhirWord* find_word(std::span<const FhirWord> words, std::string_view word) {
    for (const FhirWord& w : words)
        if (w.word == word) return &w;
    return nullptr;
}

std::string registry_system(std::string_view number) {
    const Optional<RegistryId> id = RegistryId::from_text(number);
    const Optional<Registry> registry = id ? id->registry() : Optional<Registry>();
    if (!registry) return system_of("trial");
    // HL7 names the first one; of the others no list of HL7 has a name.
    if (*registry == Registry::nct) return "http://clinicaltrials.gov";
    static constexpr std::array<std::pair<Registry, std::string_view>, 11> names{{{Registry::chictr, "chictr"},
                                                                                  {Registry::jrct, "jrct"},
                                                                                  {Registry::isrctn, "isrctn"},
                                                                                  {Registry::drks, "drks"},
                                                                                  {Registry::actrn, "actrn"},
                                                                                  {Registry::kct, "kct"},
                                                                                  {Registry::ctri, "ctri"},
                                                                                  {Registry::irct, "irct"},
                                                                                  {Registry::umin, "umin"},
                                                                                  {Registry::eudract, "eudract"},
                                                                                  {Registry::eu_ct, "eu-ct"}}};
    for (const auto& [known, name] : names)
        if (known == *registry) return system_of("register-" + std::string(name));
    return system_of("trial");
}

void address(Writer& w, const From& from, const At& at) {
    if (fits(from["street"], "string")) w.copy(from["street"], at.add("line"), "string");
    w.copy(from["city"], at / "city", "string");
    w.copy(from["region"], at / "state", "string");
    w.copy(from["postal_code"], at / "postalCode", "string");
    w.copy(from["country"], at / "country", "string");
}

void position(Writer& w, const From& from, const At& at) {
    if (!from["longitude"].is_number() || !from["latitude"].is_number()) return;
    w.copy(from["longitude"], at / "longitude", "decimal");
    w.copy(from["latitude"], at / "latitude", "decimal");
}

void write_trial(Writer& w) {
    const From trial = w.root();
    const At root = w.resource("ResearchStudy", resource_id(w.id()));
    w.head(root, "title", registry_system(w.id()));
    numbers(w, trial, root);
    w.copy(trial["title"], root / "title", "string");
    label(w, trial["official_title"], root, "official");
    label(w, trial["acronym"], root, "acronym");
    if (fits(trial["summary"], "markdown")) {
        const At at = r5_extension(root, "descriptionSummary");
        w.copy(trial["summary"], at / "valueMarkdown", "markdown");
    }
    w.copy(trial["description"], root / "description", "markdown");
    if (const FhirWord* phase = find_word(phases, trial["phase"].code())) {
        const At coding = (root / "phase").add("coding");
        (coding / "system").set("http://terminology.hl7.org/CodeSystem/research-study-phase");
        (coding / "code").set(bj::string(phase->code));
        w.used(trial["phase"], LedgerFate::renamed, coding / "code");
    }
    status(w, trial["status"], root);
    w.copy(trial["why_stopped"], root / "reasonStopped" / "text", "string");
    design(w, trial["design"], root);
    for (const From& target : trial["targets"].items())
        if (fits(target, "code")) w.reference(target, root.extend(extension("target")), "Basic", "target-antigen");
    product(w, trial["product"], root);
    for (const From& condition : trial["conditions"].items())
        if (fits(condition["name"], "string")) w.disease(condition, root.add("condition"));
    if (fits(trial["disease_group"], "code")) w.coded(trial["disease_group"], root.add("category"), "disease-group");
    sponsor(w, trial["sponsor"], root);
    for (const From& country : trial["countries"].items()) {
        if (!fits(country, "code")) continue;
        const At coding = root.add("location").add("coding");
        (coding / "system").set("urn:iso:std:iso:3166");
        w.copy(country, coding / "code", "code");
    }
    std::size_t sites = 0;
    for (const From& s : trial["sites"].items())
        site(w, s, root, ++sites);
    enrollment(w, trial["enrollment"], root);
    w.refer_to_criteria(root);
    dates(w, trial["dates"], root);
    for (const From& a : trial["arms"].items())
        arm(w, a, root);
    for (const From& i : trial["interventions"].items())
        w.parts(i, root, extension("intervention"));
    for (const From& p : trial["combination_partners"].items())
        w.parts(p, root, extension("combination-partner"));
    for (const From& o : trial["outcomes"].items())
        outcome(w, o, root);
    w.copy(trial["results"]["summary"], root, extension("results-summary"));
    for (const From& id : trial["results"]["study_ids"].items())
        if (fits(id, "code")) w.reference(id, root.extend(extension("study")), "Evidence", "published-study");
    for (const From& related : trial["related_trials"].items())
        w.parts(related, root, extension("related-trial"));
    registration(w, trial["registration"], root);
    if (fits(trial["notes"], "markdown")) w.copy(trial["notes"], root.add("note") / "text", "markdown");
    w.sources(root, true);
    w.keep_rest(root);
}

}  // namespace fhir

}  // namespace carnk::inline v0_1
