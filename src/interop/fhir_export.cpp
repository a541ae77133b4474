// SPDX-License-Identifier: BSL-1.0
// Records, catalogues and bundles of FHIR R4.
#include <carnk/catalog/builtin.hpp>
#include <carnk/interop/documents.hpp>
#include <carnk/json/boost_json.hpp>
#include <carnk/model/catalog.hpp>

#include "interop/fhir_document.hpp"

#include <algorithm>
#include <array>

namespace carnk::inline v0_1 {

namespace {

namespace bj = boost::json;
using fhir::Exported;
using fhir::Writer;

struct Kind {
    std::string_view document;
    void (*write)(Writer&);
};
constexpr std::array kinds{Kind{"trial", fhir::write_trial},
                           Kind{"eligibility", fhir::write_eligibility},
                           Kind{"center", fhir::write_center},
                           Kind{"cell-product", fhir::write_product},
                           Kind{"car-construct", fhir::write_construct},
                           Kind{"published-study", fhir::write_study},
                           Kind{"cost-item", fhir::write_cost},
                           Kind{"value-set", fhir::write_value_set}};

// The CodeSystem of all terms of an export, and where it stands.
struct Vocabulary {
    bj::value resource;
    std::size_t at = 0;
    std::set<std::string, std::less<>> terms;
};

Finding fault(std::string_view rule, std::string pointer, std::string message, std::string expected) {
    Finding f;
    f.rule = rule;
    f.pointer = std::move(pointer);
    f.message = std::move(message);
    f.expected = std::move(expected);
    return f;
}

std::string_view member(const bj::value& v, std::string_view name) {
    if (!v.is_object()) return {};
    const bj::value* m = v.get_object().if_contains(name);
    return m && m->is_string() ? std::string_view(m->get_string()) : std::string_view();
}

// "trial" of "carnk/trial/1".
std::string_view document_of(const bj::value& v) {
    std::string_view schema = member(v, "schema");
    if (!schema.starts_with("carnk/")) return {};
    schema.remove_prefix(6);
    const std::size_t end = schema.find('/');
    return end == std::string_view::npos ? std::string_view() : schema.substr(0, end);
}

// Why a document cannot be exported, if it cannot.
Optional<Finding> no_record(const bj::value& v) {
    if (!v.is_object()) return fault("CNK-JSON-012", {}, "the document is no object", "object");
    const TypeInfo* type = document_of(v).empty() ? nullptr : find_type(member(v, "schema"));
    if (!type)
        return fault("CNK-JSON-019", "/schema", "the document follows no schema of this library", "carnk/trial/1");
    if (type->personal)
        return fault("CNK-JSON-019", "/schema", "documents about persons are not exported",
                     "a record of the catalogue");
    const std::string_view id = member(v, "id");
    if (id.empty()) return fault("CNK-JSON-011", "/id", "the record has no id", "text");
    if (std::any_of(id.begin(), id.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; }))
        return fault("CNK-JSON-016", "/id", "the id has blanks in it", "text without blanks");
    return std::nullopt;
}

void note(const bj::value& document, const FhirOptions& options, Exported& exported) {
    const std::string_view id = member(document, "id"), name = document_of(document);
    if (id.empty() || (!options.doubtful && document.get_object().if_contains("doubt"))) return;
    const std::string_view type = fhir::profile_for(name, document).type;
    // Terms are concepts and have no address.
    if (name != "clinical-term")
        exported.addresses.insert(std::string(type) + '/' + fhir::record_resource_id(type, name, id));
    if (name == "eligibility")
        if (const std::string_view trial = member(document, "trial_id"); !trial.empty())
            exported.criteria.emplace(trial, fhir::resource_id(id));
}

void add(std::string_view text, bj::value document, const FhirOptions& options, const Exported& exported,
         Vocabulary& vocabulary, FhirExport& out) {
    if (!options.doubtful && document.get_object().if_contains("doubt")) {
        ++out.left_out;
        return;
    }
    const bool term = document_of(document) == "clinical-term";
    if (term && vocabulary.terms.empty()) {
        vocabulary.at = out.resources.size();
        out.resources.emplace_back();
    }
    Writer w(text, std::move(document), exported, term ? vocabulary.at : out.resources.size());
    if (term) {
        fhir::write_term(w, vocabulary.resource);
        vocabulary.resource = w.release();
        vocabulary.terms.insert(w.id());
    } else {
        void (*write)(Writer&) = fhir::write_other;
        for (const Kind& kind : kinds)
            if (kind.document == w.document_name()) write = kind.write;
        write(w);
        w.take(out.resources);
    }
    if (!options.ledger) return;
    Result<Ledger> ledger = w.ledger();
    for (const Finding& f : ledger.findings())
        out.findings.add(f);
    if (ledger) out.ledgers.push_back(std::move(*ledger));
}

// The CodeSystem is complete if every term of the built-in catalogue is there.
void finish(Vocabulary& vocabulary, FhirExport& out) {
    if (vocabulary.terms.empty()) return;
    const std::vector<ClinicalTerm>& all = builtin_catalog().terms;
    bj::object& system = vocabulary.resource.get_object();
    if (std::all_of(all.begin(), all.end(),
                    [&](const ClinicalTerm& t) { return vocabulary.terms.contains(t.id.text()); }))
        system["content"] = "complete";
    out.resources[vocabulary.at] = {std::string(system["resourceType"].get_string()),
                                    std::string(system["id"].get_string()), fhir::json_text(vocabulary.resource)};
}

}  // namespace

FhirExport to_fhir(std::span<const std::string> documents, const FhirOptions& options) {
    FhirExport out;
    Exported exported;
    Vocabulary vocabulary;
    std::vector<bj::value> values;
    std::vector<const std::string*> texts;
    for (const std::string& text : documents) {
        Result<bj::value> value = to_boost_json(text);
        for (const Finding& f : value.findings())
            out.findings.add(f);
        if (!value) continue;
        if (const Optional<Finding> f = no_record(*value)) {
            out.findings.add(*f);
            continue;
        }
        note(*value, options, exported);
        values.push_back(std::move(*value));
        texts.push_back(&text);
    }
    for (std::size_t i = 0; i < values.size(); ++i)
        add(*texts[i], std::move(values[i]), options, exported, vocabulary, out);
    finish(vocabulary, out);
    return out;
}

FhirExport to_fhir(std::string_view document, const FhirOptions& options) {
    const std::array one{std::string(document)};
    return to_fhir(std::span<const std::string>(one), options);
}

FhirExport to_fhir(const Catalog& catalog, const FhirOptions& options) {
    std::vector<std::string> documents;
    const auto all = [&]<class... T>(boost::mp11::mp_list<T...>) {
        const auto each = [&](const auto& records) {
            for (const auto& record : records)
                documents.push_back(write(record));
        };
        (each(catalog.all<T>()), ...);
    };
    all(CatalogRecords());
    return to_fhir(std::span<const std::string>(documents), options);
}

std::string fhir_bundle(const FhirExport& result, const FhirOptions& options) {
    std::string s = "{\"resourceType\":\"Bundle\",\"type\":\"collection\"";
    bool first = true;
    for (const FhirResource& r : result.resources) {
        s += first ? ",\"entry\":[\n" : ",\n";
        first = false;
        s += "{\"fullUrl\":" + fhir::json_text(bj::string(options.server + '/' + r.type + '/' + r.id)) +
             ",\"resource\":" + r.json + '}';
    }
    return s + (first ? "}\n" : "\n]}\n");
}

std::string fhir_ndjson(const FhirExport& result) {
    std::string s;
    for (const FhirResource& r : result.resources)
        s += r.json + '\n';
    return s;
}

}  // namespace carnk::inline v0_1
