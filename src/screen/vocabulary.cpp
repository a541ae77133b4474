// SPDX-License-Identifier: BSL-1.0
#include <carnk/screen/vocabulary.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

namespace carnk::inline v0_1 {

namespace {

struct Term {
    std::string name{};
    std::vector<std::string> above{};  // all broader terms, sorted
};

// Looked up by views, without a copy of the text.
struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const noexcept { return std::hash<std::string_view>()(s); }
};
using Terms = std::unordered_map<std::string, Term, Hash, std::equal_to<>>;

bool same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    return a == b || std::equal(a.begin(), a.end(), b.begin(),
                                [](char x, char y) { return (x == '_' ? '-' : x) == (y == '_' ? '-' : y); });
}

}  // namespace

struct Vocabulary::Data {
    std::shared_ptr<const Terms> terms;  // shared by all copies
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
    std::unordered_map<std::string, const ClinicalTerm*> by_id;
    for (const ClinicalTerm& t : terms)
        by_id.emplace(t.id.text(), &t);
    auto sorted = std::make_shared<Terms>();
    for (const ClinicalTerm& t : terms) {
        std::vector<std::string> above;
        for (const Slug& b : t.broader)
            above.push_back(b.text());
        for (std::size_t i = 0; i < above.size(); ++i) {
            const auto it = by_id.find(above[i]);
            if (it == by_id.end()) continue;
            for (const Slug& b : it->second->broader)
                if (std::find(above.begin(), above.end(), b.text()) == above.end()) above.push_back(b.text());
        }
        std::sort(above.begin(), above.end());
        sorted->emplace(t.id.text(), Term{t.name, std::move(above)});
    }
    data_ = new Data{std::move(sorted)};
}

bool Vocabulary::is_a(std::string_view code, std::string_view wanted) const {
    if (same(code, wanted)) return true;
    const auto it = data_->terms->find(code);
    return it != data_->terms->end() &&
           std::binary_search(it->second.above.begin(), it->second.above.end(), wanted, std::less<>());
}

bool Vocabulary::knows(std::string_view code) const {
    return data_->terms->contains(code);
}

bool Vocabulary::empty() const noexcept {
    return data_->terms->empty();
}

std::string_view Vocabulary::name_of(std::string_view code) const {
    const auto it = data_->terms->find(code);
    return it == data_->terms->end() ? code : std::string_view(it->second.name);
}

}  // namespace carnk::inline v0_1
