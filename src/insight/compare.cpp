// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/compare.hpp>
#include <carnk/insight/trust.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/catalog_index.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace carnk::inline v0_1 {

namespace {

Finding finding(std::string rule, std::string pointer, std::string message, std::string observed,
                std::string expected) {
    Finding f;
    f.rule = std::move(rule);
    f.pointer = std::move(pointer);
    f.message = std::move(message);
    f.observed = std::move(observed);
    f.expected = std::move(expected);
    return f;
}

std::string lowered(std::string_view text) {
    std::string s(text);
    for (char& c : s)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return s;
}

bool fits(std::string_view wanted, std::string_view id, std::string_view name) {
    return wanted.empty() || wanted == id || lowered(name).find(wanted) != std::string::npos;
}

template <class Row>
void trust(Row& row, const ComparisonRow& from) {
    row.id = from.id;
    row.evidence = evidence_by_kind(from.sources);
    row.confidence = confidence_by_kind(from.sources);
    row.as_of = knowledge_date(from.sources);
    row.notes = from.notes;
    row.sources = from.sources;
}

// The text of a JSON string without its quotation marks; ids and schemas have no escapes.
std::string unquoted(std::string_view json) {
    if (json.size() >= 2 && json.front() == '"' && json.back() == '"') json = json.substr(1, json.size() - 2);
    return std::string(json);
}

std::string member_text(std::string_view document, std::string_view pointer) {
    const Result<std::string_view> found = find_at(document, pointer);
    return found ? unquoted(*found) : std::string();
}

// Writes the record of a construct, product or trial with this id.
struct Found {
    Optional<std::string> text;
    Findings findings;
};

Found text_of(const Catalog& catalog, const CatalogIndex& index, std::string_view id) {
    const auto written = [](const auto& record) {
        Found found;
        Result<std::string> text = try_write(record);
        if (text)
            found.text = std::move(*text);
        else
            found.findings = text.findings();
        return found;
    };
    if (const auto* construct = catalog.find<CarConstruct>(id)) return written(*construct);
    if (const auto* product = catalog.find<CellProduct>(id)) return written(*product);
    if (const Trial* trial = index.trial(id)) return written(*trial);
    return {};
}

}  // namespace

TherapyComparison compare_therapies(const Catalog& catalog, std::string_view about) {
    const std::string wanted = lowered(about);
    TherapyComparison all;
    for (const ComparisonRow& row : catalog.comparisons) {
        if (const auto* d = std::get_if<DimensionComparison>(&row.content)) {
            if (!fits(wanted, row.id.text(), d->dimension)) continue;
            ComparedRespect r;
            r.respect = d->dimension;
            r.car_nk = d->car_nk;
            r.car_t = d->car_t;
            trust(r, row);
            all.respects.push_back(std::move(r));
        } else if (const auto* p = std::get_if<PooledEstimates>(&row.content)) {
            if (!fits(wanted, row.id.text(), p->therapy_description)) continue;
            ComparedPool pool;
            pool.estimates = *p;
            trust(pool, row);
            all.pools.push_back(std::move(pool));
        }
    }
    std::stable_sort(all.pools.begin(), all.pools.end(), [](const ComparedPool& a, const ComparedPool& b) {
        return (a.estimates.therapy == TherapyClass::car_nk) > (b.estimates.therapy == TherapyClass::car_nk);
    });
    all.cautions.emplace_back(
        "The two sides come from different trials with different patients, doses and times: nothing here is a randomised "
        "comparison, and no difference of two figures is an effect.");
    all.cautions.emplace_back(
        "Confidence and evidence are read off the kinds of source, not judged one by one; a row without a figure for one "
        "side is one that the sources read do not give.");
    return all;
}

Result<RecordComparison> compare_documents(std::string_view first, std::string_view second) {
    // What an empty object lacks are the members of the document.
    const Result<std::vector<Change>> a = diff_text("{}", first), b = diff_text("{}", second);
    if (!a) return {std::nullopt, a.findings()};
    if (!b) return {std::nullopt, b.findings()};
    RecordComparison all;
    all.record_schema = member_text(first, "/schema");
    const std::string other = member_text(second, "/schema");
    if (all.record_schema.empty() || all.record_schema != other)
        return finding("CNK-COMPARE-002", "/schema", "records of different types are not compared",
                       other.empty() ? "no schema" : other, all.record_schema.empty() ? "a schema" : all.record_schema);
    all.first_id = member_text(first, "/id");
    all.second_id = member_text(second, "/id");
    const Result<std::vector<Change>> changes = diff_text(first, second);
    if (!changes) return {std::nullopt, changes.findings()};

    const auto value = [](const std::vector<Change>& members, std::string_view pointer) -> Optional<std::string> {
        for (const Change& c : members)
            if (c.pointer == pointer) return c.after;
        return std::nullopt;
    };
    const auto add = [&](const std::string& pointer) {
        if (pointer == "/schema" || pointer == "/id") return;
        ComparedMember m;
        m.member = pointer.substr(1);
        m.first = value(*a, pointer);
        m.second = value(*b, pointer);
        for (const Change& c : *changes)
            if (c.pointer == pointer || c.pointer.starts_with(pointer + '/')) m.changes.push_back(c);
        m.same = m.changes.empty();
        all.members.push_back(std::move(m));
    };
    for (const Change& c : *a)
        add(c.pointer);
    for (const Change& c : *b)
        if (!value(*a, c.pointer)) add(c.pointer);
    return all;
}

Result<RecordComparison> compare_records(const Catalog& catalog, std::string_view first, std::string_view second) {
    const CatalogIndex index(catalog);
    std::string texts[2];
    const std::string_view ids[2] = {first, second};
    for (std::size_t i = 0; i < 2; ++i) {
        Found found = text_of(catalog, index, ids[i]);
        if (!found.findings.empty()) return {std::nullopt, std::move(found.findings)};
        if (!found.text)
            return finding("CNK-COMPARE-001", '/' + std::to_string(i), "no construct, product or trial has this id",
                           std::string(ids[i]), "an id of the catalogue");
        texts[i] = std::move(*found.text);
    }
    return compare_documents(texts[0], texts[1]);
}

}  // namespace carnk::inline v0_1
