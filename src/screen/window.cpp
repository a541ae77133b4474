// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cmath>

#include "screen/atom.hpp"

namespace carnk::inline v0_1::detail {

namespace {

constexpr double limit = 1e8;

Day whole(double days, bool up) {
    days = std::clamp(days, -limit, limit);
    // What rounding left over is no part of a day.
    const double nearest = std::round(days);
    if (std::fabs(days - nearest) < 1e-6) return static_cast<Day>(nearest);
    return static_cast<Day>(up ? std::ceil(days) : std::floor(days));
}

Day shifted(Day day, const Quantity& offset, bool up) {
    const double amount = offset.value;
    const std::string& unit = offset.unit.text();
    if (day <= no_begin || day >= no_end) return day;
    if ((unit == "a" || unit == "mo") && amount == std::round(amount) && std::fabs(amount) < 20000)
        return add_months(day, static_cast<std::int64_t>(amount) * (unit == "a" ? 12 : 1), up);
    const Optional<double> days = unit == "wk" ? Optional<double>(amount * 7) : offset.in(unit_day());
    if (!days) return up ? no_end : no_begin;
    return day + whole(*days, up);
}

// The days on which a point can be that lies so far from the anchor.
Span point(const Span& anchor, const TimeOffset& offset, const Fact* fact, bool& half_life_missing) {
    const bool has_distance = offset.distance.has_value();
    const auto by_distance = [&] {
        return Span{shifted(anchor.low, *offset.distance, false), shifted(anchor.high, *offset.distance, true)};
    };
    if (!offset.half_lives) return has_distance ? by_distance() : anchor;
    const bool before = !has_distance || offset.distance->value <= 0;
    Span by_half_life;
    if (const Optional<double> half_life = fact ? half_life_days(*fact) : Optional<double>()) {
        const double days = *half_life * offset.half_lives->number() * (before ? -1 : 1);
        by_half_life = {anchor.low + whole(days, false), anchor.high + whole(days, true)};
    } else {
        half_life_missing = true;
        by_half_life = before ? Span{no_begin, anchor.high} : Span{anchor.low, no_end};
    }
    if (!has_distance) return by_half_life;
    const Span d = by_distance();
    const Span nearer = before ? Span{std::max(d.low, by_half_life.low), std::max(d.high, by_half_life.high)}
                               : Span{std::min(d.low, by_half_life.low), std::min(d.high, by_half_life.high)};
    const Span farther = before ? Span{std::min(d.low, by_half_life.low), std::min(d.high, by_half_life.high)}
                                : Span{std::max(d.low, by_half_life.low), std::max(d.high, by_half_life.high)};
    if (!offset.choose) return {std::min(d.low, by_half_life.low), std::max(d.high, by_half_life.high)};
    return *offset.choose == SpanChoice::shorter ? nearer : farther;
}

// a is at or after b; after it, if open.
Tri at_or_after(const Span& a, const Span& b, bool open) {
    const Day step = open ? 1 : 0;
    if (a.low >= b.high + step) return Tri::yes;
    if (a.high < b.low + step) return Tri::no;
    return Tri::unknown;
}

Tri at_or_before(const Span& a, const Span& b, bool open) {
    return at_or_after(b, a, open);
}

bool can_be_event(FactDomain d) {
    return d == FactDomain::event || d == FactDomain::transplant || d == FactDomain::procedure ||
           d == FactDomain::therapy;
}

}  // namespace

Optional<Span> anchor_days(const Asker& asker, Anchor anchor, const Optional<Slug>& event) {
    const PatientView& view = *asker.view;
    Optional<Span> found;
    bool several = false;
    const auto add = [&](const Span& s) {
        if (found && *found != s) several = true;
        found = s;
    };
    if (anchor == Anchor::screening) return view.today.low == no_begin ? Optional<Span>() : Optional<Span>(view.today);
    if (anchor == Anchor::event) {
        if (!event) return std::nullopt;
        const std::uint64_t hash = code_hash(event->text());
        for (std::size_t d = 0; d < domain_count; ++d) {
            if (!can_be_event(static_cast<FactDomain>(d))) continue;
            const FactList& list = view.patient.domains[d];
            list.index.find(event->text(), hash, [&](const CodeHit& hit) {
                if (!hit.narrower) return;
                list.index.facts_of(hit, [&](const CodedFact& c) {
                    const Fact& f = list.facts[c.fact];
                    if (f.assertion == Assertion::not_assessed) several = true;  // it may be the one
                    if (f.assertion != Assertion::present || !f.given) return;
                    bool denied = false;
                    list.index.facts_of(hit, [&](const CodedFact& o) {
                        const Fact& other = list.facts[o.fact];
                        denied = denied || (other.assertion == Assertion::refuted && other.start == f.start);
                    });
                    if (denied || !f.dated || f.impossible || f.start.low == no_begin || f.end.high == no_end)
                        several = true;  // one without its day: it may be the one
                    else
                        add({f.start.low, f.end.high});
                });
            });
        }
        return several ? Optional<Span>() : found;
    }
    for (const Milestone& m : view.record->milestones)
        if (m.anchor == anchor && !m.date.empty()) {
            const Span s = span_of(m.date);
            if (anchor == Anchor::infusion && s.high < view.today.low) continue;  // whichever comes next
            if (anchor == Anchor::infusion && found) {
                found = s.high < found->low   ? s
                        : found->high < s.low ? *found
                                              : Span{std::min(s.low, found->low), std::min(s.high, found->high)};
                continue;
            }
            add(s);
        }
    return several ? Optional<Span>() : found;
}

Truth day_in_window(const Asker& asker, const Span& start, const Span& end, const TimeWindow& w,
                    const Fact* half_life_of) {
    const Optional<Span> anchor = anchor_days(asker, w.anchor.value_or(Anchor::screening), w.event);
    if (!anchor) return {Tri::unknown, Reason::anchor_unknown};
    bool half_life_missing = false;
    Tri value = Tri::yes;
    if (w.from)
        value = value &
                at_or_after(end, point(*anchor, *w.from, half_life_of, half_life_missing), w.from_open.value_or(false));
    if (w.to)
        value = value &
                at_or_before(start, point(*anchor, *w.to, half_life_of, half_life_missing), w.to_open.value_or(false));
    if (value == Tri::yes) return {value, Reason::present};
    if (value == Tri::no) return {value, Reason::stale};
    return {value, half_life_missing ? Reason::half_life_missing : Reason::partial_date};
}

Truth in_window(const Asker& asker, const Fact& f, const Optional<TimeWindow>& window) {
    if (f.impossible) return {Tri::unknown, Reason::impossible_date};
    if (!window) {
        // At any time up to the day of screening.
        const Tri value = at_or_before(f.start, asker.view->today, false);
        return {value, value == Tri::yes ? Reason::present : value == Tri::no ? Reason::stale : Reason::partial_date};
    }
    const FactDay day = window->day.value_or(FactDay::any_day);
    Truth t = day_in_window(asker, day == FactDay::end ? f.end : f.start, day == FactDay::start ? f.start : f.end,
                            *window, &f);
    if (t.value == Tri::unknown && t.reason == Reason::partial_date && !f.dated) t.reason = Reason::undated;
    return t;
}

}  // namespace carnk::inline v0_1::detail
