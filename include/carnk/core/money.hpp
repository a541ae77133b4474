// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Amounts of money, never without currency.
#include <carnk/core/decimal.hpp>
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>

namespace carnk::inline v0_1 {

/// @brief An amount or a range of amounts of money, in exact decimals, at the prices of one year.
///
/// A point value has equal ends. An absent end means that no such end is known ("from 95,780"). Amounts of different currency
/// or price year are different things: nothing in the library adds or compares them without a conversion that the caller states.
/// @ingroup core
struct Money {
    /// Least amount, in `currency`.
    Optional<Decimal> low;
    /// Greatest amount, in `currency`.
    Optional<Decimal> high;
    /// Currency.
    CurrencyCode currency;
    /// Year of the prices; absent if the source does not say.
    Optional<Year> price_year;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Money&) const = default;
};
CARNK_DESCRIBE_STRUCT(Money, low, high, currency, price_year)

}  // namespace carnk::inline v0_1
