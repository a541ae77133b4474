// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/catalog_index.hpp>

#include <boost/mp11/algorithm.hpp>

#include <algorithm>
#include <tuple>
#include <type_traits>
#include <variant>

namespace carnk::inline v0_1 {

namespace {

// Numbers of trials in other registers stand behind the records, as a type of their own.
constexpr std::size_t other_number = boost::mp11::mp_size<CatalogRecords>::value;

}  // namespace

CatalogIndex::CatalogIndex(const Catalog& catalog) {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, CatalogRecords>>([&](auto type) {
        using T = typename decltype(type)::type;
        for (const T& record : catalog.all<T>())
            entries_.push_back({type_index<T>(static_cast<CatalogRecords*>(nullptr)), record.id.text(), &record});
    });
    for (const Trial& trial : catalog.trials)
        for (const SecondaryId& id : trial.secondary_ids)
            if (const auto* number = std::get_if<RegistryNumber>(&id))
                entries_.push_back({other_number, number->id.text(), &trial});
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const Entry& a, const Entry& b) { return std::tie(a.type, a.id) < std::tie(b.type, b.id); });
}

const void* CatalogIndex::find(std::size_t type, std::string_view id) const {
    const auto it = std::lower_bound(entries_.begin(), entries_.end(), std::tie(type, id),
                                     [](const Entry& e, const auto& key) { return std::tie(e.type, e.id) < key; });
    return it != entries_.end() && it->type == type && it->id == id ? it->record : nullptr;
}

const Trial* CatalogIndex::trial(std::string_view number) const {
    if (const Trial* t = find<Trial>(number)) return t;
    return static_cast<const Trial*>(find(other_number, number));
}

}  // namespace carnk::inline v0_1
