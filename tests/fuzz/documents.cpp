// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/compare.hpp>
#include <carnk/insight/deidentify.hpp>
#include <carnk/insight/guide.hpp>
#include <carnk/insight/landscape.hpp>
#include <carnk/insight/match.hpp>
#include <carnk/insight/pooled.hpp>
#include <carnk/insight/referral.hpp>
#include <carnk/interop/ledger.hpp>
#include <carnk/interop/registry_record.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/cost_estimate.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/model/referral.hpp>
#include <carnk/rules/config.hpp>
#include <carnk/screen/criteria.hpp>
#include <carnk/screen/result.hpp>

#include "documents.hpp"

#include <algorithm>
#include <array>

namespace carnk::test {

namespace {

template <class T, bool Rules>
Seen look(std::string_view text, const ReadOptions& options, bool rules) {
    Seen seen;
    Result<T> value = read<T>(text, options);
    seen.good = value.ok();
    seen.findings = value.findings();
    if (!value) return seen;
    Result<std::string> written = try_write(*value);
    seen.writable = written.ok();
    if (written) seen.written = std::move(*written);
    if constexpr (Rules) {
        ValidateOptions with;
        with.as_of = *PartialDate::from_text("2026-11-22");
        if (rules) seen.report = validate_report(*value, with);
    }
    return seen;
}

template <class T>
std::string same_in_all_layouts(std::string_view text, const ReadOptions& options) {
    const Result<T> value = read<T>(text, options);
    if (!value) return {};
    for (const Layout layout : {Layout::compact, Layout::pretty, Layout::canonical}) {
        // A document may be as deep as the reader allows, and so may be what is written.
        const Result<std::string> written = try_write(*value, {layout, options.max_depth});
        if (!written) return "cannot be written:\n" + to_string(written.findings());
        const Result<T> back = read<T>(*written, options);
        if (!back) return "what was written cannot be read:\n" + to_string(back.findings()) + *written;
        const Result<std::string> again = try_write(*back, {layout, options.max_depth});
        if (!again || *again != *written)
            return "written twice, it differs:\n" + *written + '\n' + (again ? *again : to_string(again.findings()));
        if (layout != Layout::canonical && !(*back == *value)) return "what was written is another value:\n" + *written;
    }
    return {};
}

template <class T, bool Rules>
constexpr DocumentReader entry{T::schema, &look<T, Rules>, &same_in_all_layouts<T>};

}  // namespace

std::span<const DocumentReader> document_readers() {
    static const auto readers = [] {
        std::array all{entry<AccessTopic, true>,
                       entry<CarConstruct, true>,
                       entry<Catalog, true>,
                       entry<CatalogNote, true>,
                       entry<CellProduct, true>,
                       entry<Center, true>,
                       entry<Checklist, true>,
                       entry<ClinicalTerm, true>,
                       entry<CohortAnswer, false>,
                       entry<ComparisonRow, true>,
                       entry<CostEstimate, true>,
                       entry<CostItem, true>,
                       entry<CostPlan, true>,
                       entry<CrossTable, false>,
                       entry<DeidentifiedReferral, false>,
                       entry<EligibilityRecord, true>,
                       entry<Faq, true>,
                       entry<Guide, false>,
                       entry<Landscape, false>,
                       entry<Ledger, false>,
                       entry<MatchReport, false>,
                       entry<MechanismItem, true>,
                       entry<ParsedCriteria, false>,
                       entry<PatientRecord, true>,
                       entry<PooledOutcome, false>,
                       entry<PublishedStudy, true>,
                       entry<RecordComparison, false>,
                       entry<ReferralPlan, false>,
                       entry<ReferralRequest, true>,
                       entry<RegistryRecord, true>,
                       entry<ScreeningReport, false>,
                       entry<TargetAntigen, true>,
                       entry<TherapyComparison, false>,
                       entry<Trial, true>,
                       entry<ValidationConfig, false>,
                       entry<ValueSet, true>};
        std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.schema < b.schema; });
        return all;
    }();
    return readers;
}

const DocumentReader* reader_of(std::string_view schema) {
    for (const DocumentReader& r : document_readers())
        if (r.schema == schema) return &r;
    return nullptr;
}

std::string_view schema_in(std::string_view text) {
    constexpr std::string_view key = "\"schema\"";
    std::size_t at = text.find(key);
    if (at == std::string_view::npos) return {};
    at = text.find_first_not_of(" \t\r\n:", at + key.size());
    if (at == std::string_view::npos || text[at] != '"') return {};
    const std::size_t end = text.find('"', at + 1);
    return end == std::string_view::npos ? std::string_view() : text.substr(at + 1, end - at - 1);
}

}  // namespace carnk::test
