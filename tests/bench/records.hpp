// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Realistic records for the benchmarks: the trials of the built-in catalogue, varied from a seed.
#include <carnk/json/detail/traits.hpp>
#include <carnk/model/trial.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace bench {

/// Changes the leaves of a value at random and keeps it valid: numbers within their range, strings with an added remark.
class Variation {
public:
    explicit Variation(std::uint64_t seed) : random_(seed) {}

    std::uint64_t below(std::uint64_t n) { return random_() % n; }

    template <class T>
    void vary(T& value) {
        namespace d = carnk::detail;
        if constexpr (d::is_optional<T>) {
            if (value) vary(*value);
        } else if constexpr (d::is_vector<T>) {
            for (auto& element : value)
                vary(element);
        } else if constexpr (std::same_as<T, std::string>) {
            static constexpr const char* remarks[] = {" (cohort ", " (n\xC2\xB0 ", " (arm \"B\", ",
                                                      " (\xE2\x89\xA5 dose "};
            if (below(12) == 0) value += remarks[below(4)] + std::to_string(below(1000)) + ')';
        } else if constexpr (carnk::NumberValue<T>) {
            using rep = typename T::rep;
            rep n = value.number();
            if constexpr (std::integral<rep>)
                n = static_cast<rep>(n + static_cast<rep>(below(7)));
            else
                n = n * static_cast<double>(90 + below(20)) / 100;
            if (T::valid(n)) value = T(n);
        } else if constexpr (d::Variant<T>) {
            std::visit([this](auto& alternative) { vary(alternative); }, static_cast<d::VariantOf<T>&>(value));
        } else if constexpr (d::DescribedStruct<T>) {
            d::for_each_member<T>([&](auto member, auto) { vary(value.*decltype(member)::pointer); });
        }
    }

private:
    std::mt19937_64 random_;
};

/// So many trials, each of some five kilobytes of JSON; always the same ones for the same seed.
std::vector<carnk::Trial> make_trials(std::size_t count, std::uint64_t seed);

}  // namespace bench
