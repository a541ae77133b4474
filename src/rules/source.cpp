// SPDX-License-Identifier: BSL-1.0
// Rules on where facts come from.
#include <carnk/model/catalog.hpp>

#include "rules/builtin.hpp"
#include "rules/text.hpp"

#include <algorithm>

namespace carnk::inline v0_1::detail {

namespace {

constexpr RuleInfo no_source =
    card("CNK-SOURCE-001", Severity::error, RuleCategory::provenance, "a record of the catalogue names a source",
         "A fact that cannot be traced cannot be checked, corrected or trusted.", "sources of every record",
         "Wilkinson MD et al. Sci Data 2016;3:160018 (FAIR principles, R1.2)");
constexpr RuleInfo no_locator = card(
    "CNK-SOURCE-002", Severity::warning, RuleCategory::provenance, "a source can be found again",
    "A title alone does not find a source: it needs a DOI, a PubMed id, a registry number, an address or a locator.",
    "Source.doi, .pmid, .pmcid, .registry_id, .url, .locator",
    "Wilkinson MD et al. Sci Data 2016;3:160018 (FAIR principles, F1)");
constexpr RuleInfo url_differs = card(
    "CNK-SOURCE-003", Severity::warning, RuleCategory::consistency, "the address and the identifier of a source agree",
    "If they name two different works, one of them is wrong.", "Source.url, .doi, .pmid, .pmcid");
constexpr RuleInfo read_before_printed =
    card("CNK-SOURCE-004", Severity::warning, RuleCategory::consistency, "a source is not read before it was published",
         "One of the two dates is wrong.", "Source.accessed, Source.year");
constexpr RuleInfo source_in_future =
    card("CNK-SOURCE-005", Severity::warning, RuleCategory::plausibility, "a source is not of the future",
         "What was read has been published and read by now.", "Source.accessed, Source.year");
constexpr RuleInfo source_twice =
    card("CNK-SOURCE-006", Severity::warning, RuleCategory::consistency, "a record names each source once",
         "Two equal entries look like two sources that agree.", "sources of every record");
constexpr RuleInfo no_title =
    card("CNK-SOURCE-007", Severity::warning, RuleCategory::provenance, "a source has a title",
         "A reader must see what the source is before following a link.", "Source.title");
constexpr RuleInfo registry_without_number =
    card("CNK-SOURCE-008", Severity::warning, RuleCategory::provenance,
         "a source that is a registry record has the number or the address",
         "Without either, the record cannot be looked up.", "Source.kind, Source.registry_id, Source.url");

/// The identifier at the end of an address of a resolver, or nothing.
std::string_view after(std::string_view url, std::string_view marker) {
    const std::size_t i = url.find(marker);
    if (i == std::string_view::npos) return {};
    std::string_view id = url.substr(i + marker.size());
    id = id.substr(0, id.find_first_of("?#"));
    while (id.ends_with('/'))
        id.remove_suffix(1);
    return id;
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

void check_url(const Source& s, RuleContext& ctx) {
    if (!s.url) return;
    const auto differs = [&](std::string_view in_url, std::string_view id) {
        if (!in_url.empty() && !same_ignoring_case(in_url, id))
            ctx.report("/url", "the address leads to another work than the identifier", s.url->text(), std::string(id));
    };
    const std::string& url = s.url->text();
    if (s.doi) differs(after(url, "//doi.org/"), s.doi->text());
    if (s.doi) differs(after(url, "//dx.doi.org/"), s.doi->text());
    if (s.pmid) differs(after(url, "//pubmed.ncbi.nlm.nih.gov/"), s.pmid->text());
}

template <class T>
void check_sources(const T& record, RuleContext& ctx) {
    if constexpr (std::is_same_v<T, CostItem>)
        if (std::holds_alternative<CostNotEstablished>(record.value)) return;
    if (record.sources.empty()) ctx.report("/sources", "the record names no source");
}

template <class T>
void check_twice(const T& record, RuleContext& ctx) {
    for (std::size_t i = 1; i < record.sources.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (record.sources[i] == record.sources[k]) {
                ctx.report(at("sources", i), "the record names this source twice", record.sources[i].title, {},
                           {{ctx.pointer(at("sources", k)), "the first"}});
                ctx.repair_remove(at("sources", i));
                break;
            }
}

}  // namespace

void add_source_rules(BuiltinRules& rules) {
    mp::mp_for_each<mp::mp_transform<std::type_identity, CatalogRecords>>([&](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (requires(const T& t) { t.sources.size(); }) {
            // Notes of the editors have no source but the editors.
            if constexpr (!std::is_same_v<T, CatalogNote>) rules.add<T>(no_source, check_sources<T>);
            rules.add<T>(source_twice, check_twice<T>);
        }
    });
    rules.add<Source>(no_locator, [](const Source& s, RuleContext& ctx) {
        if (!s.doi && !s.pmid && !s.pmcid && !s.registry_id && !s.url && !s.locator)
            ctx.report("", "nothing says where to find the source", s.title,
                       "doi, pmid, pmcid, registry_id, url or locator");
    });
    rules.add<Source>(url_differs, check_url);
    rules.add<Source>(read_before_printed, [](const Source& s, RuleContext& ctx) {
        if (s.accessed && s.year && !s.accessed->empty() && s.accessed->year() < *s.year)
            ctx.report("/accessed", "the source was read before the year of its publication", s.accessed->text(),
                       "not before " + std::to_string(*s.year));
    });
    rules.add<Source>(
        source_in_future,
        [](const Source& s, RuleContext& ctx) {
            if (s.accessed && before(ctx.as_of(), *s.accessed) == Tri::yes)
                ctx.report("/accessed", "the source is read in the future", s.accessed->text(),
                           "not after " + ctx.as_of().text());
            if (s.year && *s.year > ctx.as_of().year() + 1)
                ctx.report("/year", "the source is published in the future", std::to_string(*s.year),
                           "not after " + ctx.as_of().text());
        },
        RuleNeed::as_of);
    rules.add<Source>(no_title, [](const Source& s, RuleContext& ctx) {
        if (s.title.find_first_not_of(" \t\n") == std::string::npos) ctx.report("/title", "the title is empty");
    });
    rules.add<Source>(registry_without_number, [](const Source& s, RuleContext& ctx) {
        if (s.kind == SourceKind::registry && !s.registry_id && !s.url)
            ctx.report("", "a registry record has neither number nor address", s.title);
    });
}

}  // namespace carnk::inline v0_1::detail
