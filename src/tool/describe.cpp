// SPDX-License-Identifier: BSL-1.0
#include <carnk/core/optional.hpp>

#include "tool/describe.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace carnk::inline v0_1::tool {

std::string shown_number(double value) {
    if (std::abs(value) >= 10'000 && std::abs(value) < 1e6 && value == std::floor(value))
        return grouped(static_cast<long long>(value));
    std::array<char, 40> buffer{};
    const bool large = std::abs(value) >= 1e6 || (value != 0 && std::abs(value) < 1e-4);
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   large ? std::chars_format::scientific : std::chars_format::fixed)
                         .ptr;
    std::string text(buffer.data(), end);
    // "1e+07" is written "1e7".
    if (const std::size_t e = text.find('e'); e != std::string::npos) {
        std::string exponent = text.substr(e + 1);
        const bool negative = exponent[0] == '-';
        exponent.erase(0, exponent.find_first_not_of("+-0"));
        text = text.substr(0, e + 1) + (negative ? "-" : "") + exponent;
    }
    return text;
}

std::string shown_unit(std::string_view ucum) {
    struct Name {
        std::string_view code, shown;
    };
    static constexpr std::array names{Name{"1", ""},     Name{"a", "years"}, Name{"mo", "months"},  Name{"wk", "weeks"},
                                      Name{"d", "days"}, Name{"h", "hours"}, Name{"min", "minutes"}};
    for (const Name& n : names)
        if (n.code == ucum) return std::string(n.shown);
    std::string out;
    for (const char c : ucum)
        if (c != '{' && c != '}') out += c;
    return out;
}

std::string shown_range(const std::string& low, const std::string& high, bool low_open, bool high_open) {
    if (low.empty() && high.empty()) return {};
    if (high.empty()) return (low_open ? "more than " : "at least ") + low;
    if (low.empty()) return (high_open ? "less than " : "at most ") + high;
    if (low == high && !low_open && !high_open) return low;
    std::string out = low + " to " + high;
    if (low_open) out += " (without the lower end)";
    if (high_open) out += " (without the upper end)";
    return out;
}

namespace {

std::string number_or_empty(const Optional<double>& value) {
    return value ? shown_number(*value) : std::string();
}

std::string with_unit(std::string amount, const UcumUnit& unit) {
    const std::string shown = shown_unit(unit.text());
    return shown.empty() || amount.empty() ? amount : amount + ' ' + shown;
}

}  // namespace

std::string one_line(const Interval& value) {
    return shown_range(number_or_empty(value.low), number_or_empty(value.high), value.low_open.value_or(false),
                       value.high_open.value_or(false));
}

std::string one_line(const CountRange& value) {
    return shown_range(value.low ? grouped(value.low->number()) : "", value.high ? grouped(value.high->number()) : "");
}

std::string one_line(const Quantity& value) {
    std::string unit = shown_unit(value.unit.text());
    if (value.value == 1 && unit.size() > 2 && unit.ends_with('s')) unit.pop_back();
    return unit.empty() ? shown_number(value.value) : shown_number(value.value) + ' ' + unit;
}

std::string one_line(const QuantityRange& value) {
    return with_unit(shown_range(number_or_empty(value.low), number_or_empty(value.high)), value.unit);
}

std::string one_line(const Money& value) {
    // Amounts keep their digits; only the whole part gets separators.
    const auto amount = [](const Optional<Decimal>& d) {
        if (!d) return std::string();
        std::string text(d->text());
        std::size_t point = std::min(text.find('.'), text.size());
        const std::size_t sign = !text.empty() && text[0] == '-' ? 1 : 0;
        while (point > sign + 3) {
            point -= 3;
            text.insert(point, ",");
        }
        return text;
    };
    std::string out = shown_range(amount(value.low), amount(value.high));
    out = out.empty() ? value.currency.text() : value.currency.text() + ' ' + out;
    if (value.price_year) out += " (prices of " + std::to_string(value.price_year->number()) + ')';
    return out;
}

std::string one_line(const Proportion& value) {
    std::string out;
    const auto add = [&out](const std::string& text) {
        out += (out.empty() ? "" : ", ") + text;
    };
    const std::string percent = value.percent ? shown_number(value.percent->number()) + " %" : std::string();
    if (value.n) out = grouped(value.n->number());
    // A percentage without its count is "of so many"; it is not turned into a count here.
    if (!value.n) out = percent;
    if (value.of) out += (out.empty() ? "of " : " of ") + grouped(value.of->number());
    if (value.n && value.percent) add(percent);
    if (value.confidence_interval) {
        const std::string level =
            value.confidence_level ? shown_number(value.confidence_level->number() * 100) + " % " : std::string();
        add(level + "CI " + one_line(*value.confidence_interval) + " %");
    }
    if (value.derived.value_or(false)) add("count computed from the percentage");
    if (value.note) add(*value.note);
    return out;
}

std::string one_line(const Disease& value) {
    return value.ncit ? value.name + " (NCIt " + value.ncit->text() + ')' : value.name;
}

std::string one_line(const TrialDate& value) {
    std::string out(value.date.text());
    return value.certainty ? out + " (" + word_of(*value.certainty) + ')' : out;
}

std::string one_line(const Enrollment& value) {
    std::string out = grouped(value.count.number());
    return value.certainty ? out + " (" + word_of(*value.certainty) + ')' : out;
}

std::string one_line(const Source& value) {
    std::string out = value.title;
    const auto add = [&out](const std::string& text) {
        out += (out.empty() || out.ends_with('.') ? " " : ". ") + text;
    };
    const std::string year = value.year ? std::to_string(value.year->number()) : std::string();
    if (!year.empty() && out.find(year) == std::string::npos) add(year);
    if (value.locator) add(*value.locator);
    if (value.doi) add("doi:" + value.doi->text());
    if (value.pmid) add("PMID " + value.pmid->text());
    if (value.pmcid) add(value.pmcid->text());
    if (value.registry_id && out.find(value.registry_id->text()) == std::string::npos)
        add(std::string(value.registry_id->text()));
    if (value.url) add(value.url->text());
    std::string remarks = humanized(word_of(value.kind));
    if (value.part_read) remarks += "; read: " + *value.part_read;
    if (value.accessed) remarks += "; accessed " + value.accessed->text();
    if (value.note) remarks += "; " + *value.note;
    return out + " [" + remarks + ']';
}

}  // namespace carnk::inline v0_1::tool
