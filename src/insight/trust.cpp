// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/trust.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace carnk::inline v0_1 {

Optional<EvidenceLevel> evidence_by_kind(const std::vector<Source>& sources) {
    const auto any = [&](auto... kinds) {
        return std::any_of(sources.begin(), sources.end(), [&](const Source& s) { return ((s.kind == kinds) || ...); });
    };
    if (any(SourceKind::meta_analysis)) return EvidenceLevel::systematic_review;
    if (any(SourceKind::primary_article, SourceKind::meeting_abstract)) return std::nullopt;
    const auto all = [&](auto... kinds) {
        return !sources.empty() &&
               std::all_of(sources.begin(), sources.end(), [&](const Source& s) { return ((s.kind == kinds) || ...); });
    };
    if (all(SourceKind::review, SourceKind::guideline, SourceKind::terminology)) return EvidenceLevel::expert_opinion;
    if (all(SourceKind::company)) return EvidenceLevel::company_statement;
    if (all(SourceKind::registry, SourceKind::registry_mirror)) return EvidenceLevel::registration;
    return std::nullopt;
}

Optional<Confidence> confidence_by_kind(const std::vector<Source>& sources) {
    Optional<Confidence> best;
    for (const Source& s : sources) {
        Confidence c = Confidence::low;
        switch (s.kind) {
            case SourceKind::primary_article:
            case SourceKind::meta_analysis:
            case SourceKind::registry:
            case SourceKind::database:
            case SourceKind::terminology:
            case SourceKind::regulator:
            case SourceKind::guideline:
                c = s.part_read ? Confidence::medium : Confidence::high;
                break;
            case SourceKind::review:
            case SourceKind::meeting_abstract:
            case SourceKind::registry_mirror:
            case SourceKind::company:
            case SourceKind::institution:
                c = Confidence::medium;
                break;
            case SourceKind::news:
            case SourceKind::patent:
            case SourceKind::web_page:
            case SourceKind::secondary_notes:
                break;
        }
        if (!best || c < *best) best = c;
    }
    return best;
}

Optional<PartialDate> knowledge_date(const std::vector<Source>& sources) {
    Optional<PartialDate> newest;
    for (const Source& s : sources) {
        Optional<PartialDate> date = s.accessed;
        if (!date && s.year) date = PartialDate::from_text(std::to_string(s.year->number()));
        if (date && !date->empty() && (!newest || newest->last_day() < date->last_day())) newest = std::move(date);
    }
    return newest;
}

}  // namespace carnk::inline v0_1
