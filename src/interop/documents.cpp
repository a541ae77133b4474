// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/insight/compare.hpp>
#include <carnk/insight/deidentify.hpp>
#include <carnk/insight/guide.hpp>
#include <carnk/insight/landscape.hpp>
#include <carnk/insight/match.hpp>
#include <carnk/insight/pooled.hpp>
#include <carnk/insight/referral.hpp>
#include <carnk/interop/documents.hpp>
#include <carnk/interop/ledger.hpp>
#include <carnk/interop/registry_record.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/cost_estimate.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/model/referral.hpp>
#include <carnk/rules/config.hpp>
#include <carnk/screen/criteria.hpp>
#include <carnk/screen/result.hpp>

#include <algorithm>
#include <array>

namespace carnk::inline v0_1 {

namespace {

// Lower case, without what stands between words.
std::string same_form(std::string_view name) {
    std::string s;
    for (const char c : name)
        if (c != '-' && c != '_' && c != ' ') s += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return s;
}

// The shortest record of the catalogue with a type; empty if there is none.
template <class T>
void shortest(const TypeInfo& type, std::string& example) {
    if (&type != &type_info<T>()) return;
    for (const T& record : builtin_catalog().all<T>()) {
        std::string text = write(record, pretty);
        if (example.empty() || text.size() < example.size()) example = std::move(text);
    }
}

template <class... T>
std::string shortest_record(const TypeInfo& type, boost::mp11::mp_list<T...>) {
    std::string example;
    (shortest<T>(type, example), ...);
    return example;
}

}  // namespace

std::span<const TypeInfo* const> document_types() {
    static const auto types = [] {
        std::array all{&type_info<AccessTopic>(),
                       &type_info<CarConstruct>(),
                       &type_info<Catalog>(),
                       &type_info<CatalogNote>(),
                       &type_info<CellProduct>(),
                       &type_info<Center>(),
                       &type_info<Checklist>(),
                       &type_info<ClinicalTerm>(),
                       &type_info<ComparisonRow>(),
                       &type_info<CostEstimate>(),
                       &type_info<CostItem>(),
                       &type_info<CostPlan>(),
                       &type_info<CrossTable>(),
                       &type_info<EligibilityRecord>(),
                       &type_info<Faq>(),
                       &type_info<DeidentifiedReferral>(),
                       &type_info<ReferralPlan>(),
                       &type_info<Guide>(),
                       &type_info<Landscape>(),
                       &type_info<Ledger>(),
                       &type_info<RecordComparison>(),
                       &type_info<TherapyComparison>(),
                       &type_info<CohortAnswer>(),
                       &type_info<MatchReport>(),
                       &type_info<MechanismItem>(),
                       &type_info<ParsedCriteria>(),
                       &type_info<PatientRecord>(),
                       &type_info<PooledOutcome>(),
                       &type_info<PublishedStudy>(),
                       &type_info<ReferralRequest>(),
                       &type_info<RegistryRecord>(),
                       &type_info<ScreeningReport>(),
                       &type_info<TargetAntigen>(),
                       &type_info<Trial>(),
                       &type_info<ValidationConfig>(),
                       &type_info<ValueSet>()};
        std::sort(all.begin(), all.end(), [](const TypeInfo* a, const TypeInfo* b) { return a->schema < b->schema; });
        return all;
    }();
    return types;
}

std::string_view document_name(const TypeInfo& type) noexcept {
    const std::size_t first = type.schema.find('/');
    if (first == std::string_view::npos) return {};
    return type.schema.substr(first + 1, type.schema.rfind('/') - first - 1);
}

const TypeInfo* find_type(std::string_view name) {
    const std::string wanted = same_form(name);
    for (const TypeInfo* type : document_types())
        if (wanted == same_form(type->schema) || wanted == same_form(document_name(*type))) return type;
    for (const TypeInfo* type : named_types(document_types()))
        if (wanted == same_form(name_of(*type))) return type;
    return nullptr;
}

std::string example_document(const TypeInfo& type) {
    if (type.schema.empty()) return {};
    const std::string record = shortest_record(type, CatalogRecords());
    return record.empty() ? example_text(type) : record + '\n';
}

std::string schema_named(std::string_view name, const SchemaOptions& options) {
    const TypeInfo* const type = find_type(name);
    if (!type) return {};
    if (!options.example.empty()) return schema_text(*type, options);
    const std::string example = example_document(*type);
    SchemaOptions with_example = options;
    with_example.example = example;
    return schema_text(*type, with_example);
}

}  // namespace carnk::inline v0_1
