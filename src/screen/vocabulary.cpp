// SPDX-License-Identifier: BSL-1.0
#include "screen/vocabulary.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>

namespace carnk::inline v0_1 {

using detail::HashedCode;

namespace {

struct Entry {
    bool term = false;  // else it is only named by terms as broader
    std::string name{};
    std::vector<HashedCode> above{};  // all broader codes, sorted by hash
    std::vector<HashedCode> below{};  // all narrower ones
};

// Looked up by views, without a copy of the text.
struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const noexcept { return std::hash<std::string_view>()(s); }
};
using Entries = std::unordered_map<std::string, Entry, Hash, std::equal_to<>>;

bool by_hash(const HashedCode& a, const HashedCode& b) {
    return a.hash < b.hash;
}

}  // namespace

bool detail::same_code(std::string_view a, std::string_view b) noexcept {
    return a == b || std::equal(a.begin(), a.end(), b.begin(), b.end(),
                                [](char x, char y) { return (x == '_' ? '-' : x) == (y == '_' ? '-' : y); });
}

struct Vocabulary::Data {
    std::shared_ptr<const Entries> entries;  // shared by all copies
};

Vocabulary::Vocabulary() : Vocabulary(std::vector<ClinicalTerm>()) {}
Vocabulary::Vocabulary(const Vocabulary& other) : data_(new Data(*other.data_)) {}
Vocabulary& Vocabulary::operator=(const Vocabulary& other) {
    Vocabulary copy(other);
    std::swap(data_, copy.data_);
    return *this;
}
Vocabulary::~Vocabulary() {
    delete data_;
}

Vocabulary::Vocabulary(const std::vector<ClinicalTerm>& terms) {
    std::unordered_map<std::string_view, const ClinicalTerm*> by_id;
    for (const ClinicalTerm& t : terms)
        by_id.emplace(t.id.text(), &t);
    auto entries = std::make_shared<Entries>();
    for (const ClinicalTerm& t : terms) {
        if (by_id.at(t.id.text()) != &t) continue;  // the first of a name counts
        std::vector<std::string_view> above;
        for (const Slug& b : t.broader)
            above.push_back(b.text());
        for (std::size_t i = 0; i < above.size(); ++i) {
            const auto it = by_id.find(above[i]);
            if (it == by_id.end()) continue;
            for (const Slug& b : it->second->broader)
                if (std::find(above.begin(), above.end(), b.text()) == above.end()) above.push_back(b.text());
        }
        Entry& entry = (*entries)[t.id.text()];
        entry.term = true;
        entry.name = t.name;
        for (const std::string_view code : above)
            entry.above.push_back({std::string(code), detail::code_hash(code)});
        std::sort(entry.above.begin(), entry.above.end(), by_hash);
        for (const std::string_view code : above)
            (*entries)[std::string(code)].below.push_back({t.id.text(), detail::code_hash(t.id.text())});
    }
    data_ = new Data{std::move(entries)};
}

bool Vocabulary::is_a(std::string_view code, std::string_view wanted) const {
    if (detail::same_code(code, wanted)) return true;
    const auto it = data_->entries->find(code);
    if (it == data_->entries->end()) return false;
    const std::vector<HashedCode>& above = it->second.above;
    const auto [from, to] =
        std::equal_range(above.begin(), above.end(), HashedCode{{}, detail::code_hash(wanted)}, by_hash);
    return std::any_of(from, to, [&](const HashedCode& c) { return detail::same_code(c.text, wanted); });
}

bool Vocabulary::knows(std::string_view code) const {
    const auto it = data_->entries->find(code);
    return it != data_->entries->end() && it->second.term;
}

bool Vocabulary::empty() const noexcept {
    return data_->entries->empty();
}

std::string_view Vocabulary::name_of(std::string_view code) const {
    const auto it = data_->entries->find(code);
    return it == data_->entries->end() || !it->second.term ? code : std::string_view(it->second.name);
}

detail::Related detail::related(const Vocabulary& words, std::string_view code) {
    const auto it = words.data_->entries->find(code);
    return it == words.data_->entries->end() ? Related() : Related{it->second.above, it->second.below};
}

}  // namespace carnk::inline v0_1
