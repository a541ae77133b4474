// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Records of a catalogue by their id.
#include <carnk/model/catalog.hpp>

#include <boost/mp11/algorithm.hpp>

#include <string_view>
#include <tuple>
#include <unordered_map>
#include <variant>

namespace carnk {

/// @brief Finds the records of a catalogue by id in constant time.
///
/// It refers to the catalogue, which must outlive it and stay unchanged. Where an id stands twice, the first record counts.
/// @ingroup catalog
class CatalogIndex {
public:
    /// @brief Makes it. @par Complexity  Linear in the number of records.
    explicit CatalogIndex(const Catalog& catalog) {
        boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, CatalogRecords>>([&](auto type) {
            using T = typename decltype(type)::type;
            Map<T>& map = std::get<Map<T>>(maps_);
            map.reserve(catalog.all<T>().size());
            for (const T& record : catalog.all<T>())
                map.emplace(record.id.text(), &record);
        });
        for (const Trial& trial : catalog.trials)
            for (const SecondaryId& id : trial.secondary_ids)
                if (const auto* number = std::get_if<RegistryNumber>(&id))
                    other_numbers_.emplace(number->id.text(), &trial);
    }

    /// @brief The record with this id, or null. The id of a trial is the number in the register where it was found first.
    template <class T>
    [[nodiscard]] const T* find(std::string_view id) const {
        const Map<T>& map = std::get<Map<T>>(maps_);
        const auto it = map.find(id);
        return it == map.end() ? nullptr : it->second;
    }

    /// @brief The trial with this number in any register, or null.
    [[nodiscard]] const Trial* trial(std::string_view number) const {
        if (const Trial* t = find<Trial>(number)) return t;
        const auto it = other_numbers_.find(number);
        return it == other_numbers_.end() ? nullptr : it->second;
    }

private:
    template <class T>
    using Map = std::unordered_map<std::string_view, const T*>;

    boost::mp11::mp_rename<boost::mp11::mp_transform<Map, CatalogRecords>, std::tuple> maps_;
    std::unordered_map<std::string_view, const Trial*> other_numbers_;
};

}  // namespace carnk
