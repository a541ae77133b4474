// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Dates as precise as they are known.
#include <carnk/core/optional.hpp>
#include <carnk/core/text_value.hpp>
#include <carnk/core/tri.hpp>

#include <cstdint>

namespace carnk::inline v0_1 {

/// @brief A calendar day as the number of days since 1970-01-01 (Gregorian, proleptic).
/// @ingroup core
using DayNumber = std::int32_t;

/// @brief Day number of a date of the Gregorian calendar.
/// @param year  any  @param month  1 to 12  @param day  1 to 31
/// @source Howard Hinnant, chrono-compatible low-level date algorithms, days_from_civil
/// @ingroup core
[[nodiscard]] constexpr DayNumber day_number(int year, unsigned month, unsigned day) noexcept {
    const int y = year - (month <= 2 ? 1 : 0);
    const int era = (y >= 0 ? y : y - 399) / 400;
    const auto yoe = static_cast<unsigned>(y - era * 400);
    const unsigned doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const unsigned doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + static_cast<int>(doe) - 719468;
}

/// @brief Number of days in a month of the Gregorian calendar.
/// @ingroup core
[[nodiscard]] constexpr unsigned days_in_month(int year, unsigned month) noexcept {
    if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// @brief A year, a month of a year, or a day: an interval of days, never guessed to be more precise than it is.
///
/// `2023`, `2023-05` and `2023-05-17` are three different things, and each is written back as it was read.
/// @ingroup core
/// @source ISO 8601-1:2019, calendar dates with reduced precision
class PartialDate {
public:
    static constexpr std::string_view rule = "CNK-ID-016";  ///< Rule id reported for bad text.
    static constexpr std::string_view expected =
        "a date: YYYY, YYYY-MM or YYYY-MM-DD, of the years 1800 to 2999";  ///< In words.
    /// The form, as a regular expression; that the day exists is checked beyond it.
    static constexpr std::string_view pattern = "^(1[89]\\d{2}|2\\d{3})(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$";
    static constexpr std::string_view example = "2023-05";  ///< A valid one.

    PartialDate() = default;

    /// @brief One made from text, or nothing if it is not a date of the calendar.
    [[nodiscard]] static Optional<PartialDate> from_text(std::string_view s) {
        auto digits = [&](std::size_t at, std::size_t n) {
            int v = 0;
            for (std::size_t i = at; i < at + n; ++i) {
                if (s[i] < '0' || s[i] > '9') return -1;
                v = v * 10 + (s[i] - '0');
            }
            return v;
        };
        if (s.size() != 4 && s.size() != 7 && s.size() != 10) return std::nullopt;
        const int year = digits(0, 4);
        if (year < 1800 || year > 2999) return std::nullopt;
        int month = 0, day = 0;
        if (s.size() >= 7) {
            month = digits(5, 2);
            if (s[4] != '-' || month < 1 || month > 12) return std::nullopt;
        }
        if (s.size() == 10) {
            day = digits(8, 2);
            if (s[7] != '-' || day < 1 || day > static_cast<int>(days_in_month(year, static_cast<unsigned>(month))))
                return std::nullopt;
        }
        PartialDate d;
        d.text_ = s;
        return d;
    }
    /// @brief One made from text, or a finding with the id of the rule of this type. @errors CNK-ID-016
    [[nodiscard]] static Result<PartialDate> parse(std::string_view text) {
        return detail::parse_text<PartialDate>(text);
    }
    /// @brief One made from text that the program knows to be right. @throws PreconditionError if it is not.
    [[nodiscard]] static PartialDate of(std::string_view text) { return detail::text_of<PartialDate>(text); }

    [[nodiscard]] const std::string& text() const noexcept { return text_; }  ///< As it was given.
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }       ///< True if not set.

    [[nodiscard]] int year() const noexcept { return number(0, 4); }  ///< Year, or 0 if not set.
    /// @brief Month, 1 to 12, or nothing if only the year is known.
    [[nodiscard]] Optional<unsigned> month() const noexcept {
        if (text_.size() < 7) return std::nullopt;
        return static_cast<unsigned>(number(5, 2));
    }
    /// @brief Day of the month, 1 to 31, or nothing if not known.
    [[nodiscard]] Optional<unsigned> day() const noexcept {
        if (text_.size() < 10) return std::nullopt;
        return static_cast<unsigned>(number(8, 2));
    }
    /// @brief The first day that it can be. Precondition: set.
    [[nodiscard]] DayNumber first_day() const noexcept {
        return day_number(year(), month().value_or(1), day().value_or(1));
    }
    /// @brief The last day that it can be. Precondition: set.
    [[nodiscard]] DayNumber last_day() const noexcept {
        const unsigned m = month().value_or(12);
        return day_number(year(), m, day().value_or(days_in_month(year(), m)));
    }
    /// @brief Equal if they have the same text, that is, the same days at the same precision.
    bool operator==(const PartialDate&) const = default;

private:
    [[nodiscard]] int number(std::size_t at, std::size_t n) const noexcept {
        int v = 0;
        for (std::size_t i = at; i < at + n && i < text_.size(); ++i)
            v = v * 10 + (text_[i] - '0');
        return v;
    }
    std::string text_;  // at most 10 characters: never allocates
};

/// @brief Whether a is before b: yes if that holds for all days that they can be, no if for none, else unknown.
/// @ingroup core
[[nodiscard]] inline Tri before(const PartialDate& a, const PartialDate& b) noexcept {
    if (a.empty() || b.empty()) return Tri::unknown;
    if (a.last_day() < b.first_day()) return Tri::yes;
    if (a.first_day() >= b.last_day()) return Tri::no;
    return Tri::unknown;
}

}  // namespace carnk::inline v0_1
