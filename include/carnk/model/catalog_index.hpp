// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Records of a catalogue by their id.
#include <carnk/export.hpp>
#include <carnk/model/catalog.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief Finds the records of a catalogue by id.
///
/// It refers to the catalogue, which must outlive it and stay unchanged. Where an id stands twice, the first record counts.
/// @ingroup catalog
class CARNK_API CatalogIndex {
public:
    /// @brief Makes it. @par Complexity  n log n for n records.
    explicit CatalogIndex(const Catalog& catalog);

    /// @brief The record with this id, or null. The id of a trial is the number in the register where it was found first.
    /// @par Complexity  log n for n records.
    template <class T>
    [[nodiscard]] const T* find(std::string_view id) const {
        constexpr std::size_t type = type_index<T>(static_cast<CatalogRecords*>(nullptr));
        static_assert(type < boost::mp11::mp_size<CatalogRecords>::value,
                      "carnk: no catalogue holds records of this type");
        return static_cast<const T*>(find(type, id));
    }

    /// @brief The trial with this number in any register, or null.
    [[nodiscard]] const Trial* trial(std::string_view number) const;

private:
    struct Entry {
        std::size_t type;
        std::string_view id;
        const void* record;
    };

    template <class T, class... R>
    static constexpr std::size_t type_index(const boost::mp11::mp_list<R...>*) {
        std::size_t index = 0;
        static_cast<void>(((std::is_same_v<T, R> || (++index, false)) || ...));
        return index;
    }
    [[nodiscard]] const void* find(std::size_t type, std::string_view id) const;

    std::vector<Entry> entries_;  // by type and id
};

}  // namespace carnk::inline v0_1
