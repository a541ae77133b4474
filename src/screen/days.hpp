// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Days of the calendar: adding months, time between two days, days that are known between bounds.
#include <carnk/core/partial_date.hpp>
#include <carnk/core/tri.hpp>

#include <cmath>
#include <cstdint>
#include <string_view>

namespace carnk::inline v0_1::detail {

/// A day number with room for "never": wider than any calendar.
using Day = std::int64_t;
inline constexpr Day no_begin = -1'000'000'000, no_end = 1'000'000'000;

/// The days that something can be on.
struct Span {
    Day low = no_begin, high = no_end;
    bool operator==(const Span&) const = default;
    [[nodiscard]] bool exact() const { return low == high; }
};

inline Span span_of(const PartialDate& d) {
    return d.empty() ? Span{} : Span{d.first_day(), d.last_day()};
}

struct Civil {
    int year;
    unsigned month, day;
};

// Howard Hinnant, chrono-compatible low-level date algorithms, civil_from_days.
inline Civil civil(Day z) {
    z += 719468;
    const Day era = (z >= 0 ? z : z - 146096) / 146097;
    const auto doe = static_cast<unsigned>(z - era * 146097);
    const unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const unsigned mp = (5 * doy + 2) / 153;
    const unsigned month = mp < 10 ? mp + 3 : mp - 9;
    return {static_cast<int>(yoe + static_cast<unsigned>(era * 400)) + (month <= 2 ? 1 : 0), month,
            doy - (153 * mp + 2) / 5 + 1};
}

/// The same day so many months later or earlier; where the month is too short, the day after its last one when `up`, else its last one.
inline Day add_months(Day from, std::int64_t months, bool up) {
    if (from <= no_begin || from >= no_end) return from;
    const Civil c = civil(from);
    const std::int64_t m = static_cast<std::int64_t>(c.year) * 12 + c.month - 1 + months;
    const auto year = static_cast<int>(m >= 0 ? m / 12 : (m - 11) / 12);
    const auto month = static_cast<unsigned>(m - static_cast<std::int64_t>(year) * 12) + 1;
    const unsigned length = days_in_month(year, month);
    if (c.day > length) return day_number(year, month, length) + (up ? 1 : 0);
    return day_number(year, month, c.day);
}

/// Months between two days, from <= to: whole months and the part of the one that has begun.
inline double elapsed_months(Day from, Day to) {
    if (to <= from) return 0;
    const Civil a = civil(from), b = civil(to);
    std::int64_t n = (static_cast<std::int64_t>(b.year) - a.year) * 12 + b.month - a.month;
    while (n > 0 && add_months(from, n, true) > to)
        --n;
    const Day begin = add_months(from, n, true), end = add_months(from, n + 1, true);
    return static_cast<double>(n) + static_cast<double>(to - begin) / static_cast<double>(end - begin);
}

/// Years between two days, in the same way; birthdays are exact.
inline double elapsed_years(Day from, Day to) {
    if (to <= from) return 0;
    std::int64_t n = static_cast<std::int64_t>(civil(to).year) - civil(from).year;
    while (n > 0 && add_months(from, n * 12, true) > to)
        --n;
    const Day begin = add_months(from, n * 12, true), end = add_months(from, n * 12 + 12, true);
    return static_cast<double>(n) + static_cast<double>(to - begin) / static_cast<double>(end - begin);
}

/// Time between two days in a unit of time; months and years by the calendar. Negative if the unit is none.
inline double elapsed(Day from, Day to, std::string_view unit) {
    const auto days = static_cast<double>(to - from);
    if (unit == "a") return elapsed_years(from, to);
    if (unit == "mo") return elapsed_months(from, to);
    if (unit == "wk") return days / 7;
    if (unit == "d") return days;
    if (unit == "h") return days * 24;
    return -1;
}

}  // namespace carnk::inline v0_1::detail
