// SPDX-License-Identifier: BSL-1.0
// Terms and value sets as terminology of FHIR R4: a CodeSystem with a concept for each term, and ValueSets with the codes of standards.
#include "interop/fhir_document.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace carnk::inline v0_1::fhir {

namespace {

// A member of ours as a property of concepts.
struct Property {
    std::string_view member;       // Member: one value or a list of them.
    std::string_view code;         // Name of the property.
    std::string_view type;         // Its type: code, Coding, string, integer.
    std::string_view system;       // Of Coding: name of the code system of the words.
    std::string_view description;  // What it says.
};
constexpr std::array term_properties{
    Property{"broader", "parent", "code", {}, "A term that is one step broader."},
    Property{"uses", "use", "Coding", "term-use", "As what the term is used."},
    Property{"domains", "domain", "Coding", "fact-domain", "Domain of the facts with which it is used."},
    Property{"unit", "unit", "string", {}, "Unit of UCUM in which criteria usually give it."}};
constexpr std::array concept_properties{
    Property{"term_kind", "kind", "Coding", "response-term-kind", "What the entry of response criteria is."},
    Property{"category", "category", "Coding", "response-category", "Category of response."},
    Property{
        "minor_unit_digits", "minor-unit-digits", "integer", {}, "Digits after the decimal point of the currency."}};

void declare(const Property& property, const At& system) {
    const At at = system.add("property");
    (at / "code").set(bj::string(property.code));
    if (property.code == "parent") (at / "uri").set("http://hl7.org/fhir/concept-properties#parent");
    (at / "description").set(bj::string(property.description));
    (at / "type").set(bj::string(property.type));
}

void copy_property(Writer& w, const Property& property, const From& from, const At& concept_at) {
    const std::vector<From> values = from && from.value().is_array() ? from.items() : std::vector{from};
    for (const From& value : values) {
        const std::string_view type = property.type == "Coding" ? "code" : property.type;
        if (!fits(value, type) || w.is_used(value)) continue;
        const At at = concept_at.add("property");
        (at / "code").set(bj::string(property.code));
        if (property.type == "Coding") {
            (at / "valueCoding" / "system").set(bj::string(system_of(property.system)));
            w.copy(value, at / "valueCoding" / "code", type);
        } else {
            w.copy(value, at / value_member(property.type), type);
        }
    }
}

// The lists of codes that value sets hold, by the kind of their content.
struct Listing {
    std::string_view kind, list, code;
    bool complete = true;  // Whether it has all codes that there are.
};
constexpr std::array listings{Listing{"codes", "concepts", "code"}, Listing{"identifier", "concepts", "code", false},
                              Listing{"scale", "levels", "value"}, Listing{"grading", "grades", "grade"},
                              Listing{"response", "terms", "code"}};

const Listing* listing_of(const bj::value& record) {
    const bj::value* content = record.is_object() ? record.get_object().if_contains("content") : nullptr;
    if (!content || !content->is_object()) return nullptr;
    const bj::value* kind = content->get_object().if_contains("kind");
    if (!kind || !kind->is_string()) return nullptr;
    for (const Listing& listing : listings) {
        if (listing.kind != std::string_view(kind->get_string())) continue;
        const bj::value* list = content->get_object().if_contains(listing.list);
        return list && list->is_array() && !list->get_array().empty() ? &listing : nullptr;
    }
    return nullptr;
}

// The code of an entry: a text, or the number of a level.
std::string code_of(const From& code) {
    return code.is_whole() ? json_text(code.value()) : code.code();
}

}  // namespace

bool lists_codes(const bj::value& value_set) {
    return listing_of(value_set) != nullptr;
}

// ---------------------------------------------------------------------------------------------------- terms

void write_term(Writer& w, bj::value& vocabulary) {
    const From term = w.root();
    const bool first = vocabulary.is_null();
    const At root = first ? w.resource("CodeSystem", "clinical-term") : w.resume(std::move(vocabulary));
    const At tag = root / "meta" / "tag" / "0";
    if (first) {
        (root / "meta").add("profile").set(bj::string(profile_url(w.document_name())));
        (void)(root / "meta").add("tag");
        (tag / "system").set(bj::string(system_of("schema")));
        (tag / "code").set(bj::string(term["schema"].code()));
        (root / "text" / "status").set("generated");
        (root / "text" / "div")
            .set(
                "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Terms that criteria and patient records share</p></div>");
        (root / "url").set(bj::string(system_of(w.document_name())));
        (root / "title").set("Terms that criteria and patient records share");
        (root / "status").set("active");
        (root / "caseSensitive").set(true);
        (root / "hierarchyMeaning").set("is-a");
        (root / "content").set("fragment");
        for (const Property& property : term_properties)
            declare(property, root);
    }
    const At at = root.add("concept");
    if ((tag / "code").get() == term["schema"].value()) w.used(term["schema"], LedgerFate::renamed, tag / "code");
    if (!w.copy(term["id"], at / "code", "code")) (at / "code").set(bj::string(resource_id(w.id())));
    w.copy(term["name"], at / "display", "string");
    w.copy(term["definition"], at / "definition", "string");
    for (const From& synonym : term["synonyms"].items()) {
        if (!fits(synonym, "string")) continue;
        const At designation = at.add("designation");
        (designation / "use" / "system").set("http://snomed.info/sct");
        (designation / "use" / "code").set("900000000000013009");
        (designation / "use" / "display").set("Synonym");
        w.copy(synonym, designation / "value", "string");
    }
    for (const Property& property : term_properties)
        copy_property(w, property, term[property.member], at);
    w.keep_rest(at);
}

// ---------------------------------------------------------------------------------------------------- value sets

void write_value_set(Writer& w) {
    const From set = w.root();
    const Listing* listing = listing_of(set.value());
    if (!listing) return write_other(w);
    const std::string id = resource_id(w.id());
    const At root = w.resource("ValueSet", id);
    w.head(root, "title");
    (root / "url").set(bj::string(std::string(base) + "value-set:" + id));
    (root / "status").set("active");
    w.copy(set["title"], root / "title", "string");
    w.copy(set["version"], root / "version", "string");
    w.copy(set["version_date"], root / "date", "dateTime");
    w.copy(set["area"], root, extension("area"));
    for (const From& rule : set["rules"].items())
        w.copy(rule, root, extension("rule"));
    for (const From& note : set["notes"].items())
        w.copy(note, root, extension("note"));
    w.sources(root, false);

    // Codes of a system that has an address are included by their code; else a system of ours holds them, with what they mean.
    const std::vector<From> items = set["content"][listing->list].items();
    const From address = set["system"];
    const bool ours = !fits(address, "uri");
    const At system = ours ? w.resource("CodeSystem", id) : root;
    if (ours) {
        const bj::value url(bj::string(system_of("value-set:" + id)));
        (system / "meta").add("profile").set("http://hl7.org/fhir/StructureDefinition/CodeSystem");
        (system / "text").set((root / "text").get());
        (system / "url").set(url);
        if (w.is_used(set["version"])) (system / "version").set((root / "version").get());
        if (w.is_used(set["title"])) (system / "title").set((root / "title").get());
        (system / "status").set("active");
        (system / "caseSensitive").set(true);
        (system / "valueSet").set((root / "url").get());
        (system / "content").set(listing->complete ? "complete" : "fragment");
        for (const Property& property : concept_properties)
            if (std::any_of(items.begin(), items.end(), [&](const From& i) { return bool(i[property.member]); }))
                declare(property, system);
        ((root / "compose").add("include") / "system").set(url);
    }
    std::set<std::string> codes;
    for (const From& item : items) {
        const From code = item[listing->code];
        const std::string text = code_of(code);
        if (text.empty() || !codes.insert(text).second) continue;
        const At include = root / "compose" / "include" / "0";
        if (!ours && codes.size() == 1) {
            (void)(root / "compose").add("include");
            w.copy(address, include / "system", "uri");
        }
        const At at = (ours ? system : include).add("concept");
        if (!w.copy(code, at / "code", "code")) {
            (at / "code").set(bj::string(text));
            w.used(code, LedgerFate::renamed, at / "code");
        }
        w.copy(item["display"], at / "display", "string");
        if (!ours) continue;
        w.copy(item["definition"], at / "definition", "string");
        for (const Property& property : concept_properties)
            copy_property(w, property, item[property.member], at);
    }
    w.keep_rest(root);
}

}  // namespace carnk::inline v0_1::fhir
