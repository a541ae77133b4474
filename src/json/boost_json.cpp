// SPDX-License-Identifier: BSL-1.0
#include <carnk/json/boost_json.hpp>
#include <carnk/json/canonical.hpp>

#include <cmath>

namespace carnk::inline v0_1 {

namespace {

namespace bj = boost::json;
using detail::Decoder;

class Category final : public boost::system::error_category {
public:
    Category() : error_category(0x6361726e6b6a736eU) {}
    [[nodiscard]] const char* name() const noexcept override { return "carnk.json"; }
    [[nodiscard]] std::string message(int n) const override {
        if (n < 1 || n > static_cast<int>(json_rules.size())) return "the value does not fit the model";
        const RuleInfo& rule = json_rules[static_cast<std::size_t>(n - 1)].info;
        return std::string(rule.title).append(" [").append(rule.id).append("]");
    }
};
const Category category;

/// Writes a Boost.JSON value.
class Printer {
public:
    explicit Printer(detail::Encoder& e) : e_(e) {}
    void value(const bj::value& v) {
        if (v.is_string()) {
            e_.string({v.get_string().data(), v.get_string().size()});
        } else if (v.is_object() || v.is_array()) {
            if (e_.depth_left == 0) return e_.cannot("at most 64 levels", Issue::too_deep);
            --e_.depth_left;
            v.is_object() ? object(v.get_object()) : array(v.get_array());
            ++e_.depth_left;
        } else if (v.is_double()) {
            detail::encode_real(e_, v.get_double());
        } else if (v.is_int64()) {
            e_.out.put(std::to_string(v.get_int64()));
        } else if (v.is_uint64()) {
            e_.out.put(std::to_string(v.get_uint64()));
        } else
            e_.out.put(v.is_null() ? "null" : v.get_bool() ? "true" : "false");
    }

private:
    void array(const bj::array& a) {
        e_.out.put('[');
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (i > 0) e_.out.put(',');
            value(a[i]);
        }
        e_.out.put(']');
    }
    void object(const bj::object& o) {
        e_.out.put('{');
        bool first = true;
        for (const auto& member : o) {
            if (!first) e_.out.put(',');
            first = false;
            e_.string({member.key().data(), member.key().size()});
            e_.out.put(':');
            value(member.value());
        }
        e_.out.put('}');
    }
    detail::Encoder& e_;
};

/// Makes a Boost.JSON value of text that was checked.
class Builder {
public:
    explicit Builder(Decoder& d) : d_(d) {}
    const char* value(const char* p, bj::value& out) {
        switch (*p) {
            case '"': {
                std::string s;
                p = d_.string(p, s);
                out.emplace_string().assign(s.data(), s.size());
                return p;
            }
            case '[': {
                bj::array& a = out.emplace_array();
                p = d_.space(p + 1);
                while (*p != ']') {
                    p = d_.space(value(p, a.emplace_back(nullptr)));
                    if (*p == ',') p = d_.space(p + 1);
                }
                return p + 1;
            }
            case '{': {
                bj::object& o = out.emplace_object();
                p = d_.space(p + 1);
                while (*p != '}') {
                    std::string name;
                    p = d_.space(d_.string(p, name));
                    p = d_.space(value(d_.space(p + 1), o[name]));
                    if (*p == ',') p = d_.space(p + 1);
                }
                return p + 1;
            }
            case 't':
            case 'f':
                out = *p == 't';
                return p + (*p == 't' ? 4 : 5);
            case 'n':
                out = nullptr;
                return p + 4;
            default:
                return number(p, out);
        }
    }

private:
    const char* number(const char* p, bj::value& out) {
        const detail::NumberToken t = detail::scan_number(p, d_.end);
        const bool plain = !t.point && !t.exponent;
        const detail::WholeNumber w = plain ? detail::whole_number(t) : detail::WholeNumber{};
        constexpr std::uint64_t limit = std::uint64_t{1} << 63;
        if (plain && w.is == detail::WholeNumber::Is::whole &&
            !(w.negative && (w.magnitude == 0 || w.magnitude > limit))) {
            if (w.negative)
                out = static_cast<std::int64_t>(std::uint64_t{0} - w.magnitude);
            else if (w.magnitude < limit)
                out = static_cast<std::int64_t>(w.magnitude);
            else
                out = w.magnitude;
        } else {
            const double x = detail::real_number(p, t.end);
            if (!std::isfinite(x)) d_.mark(Issue::number_range, p, "a number that a double can hold");
            out = x;
        }
        return t.end;
    }
    Decoder& d_;
};

}  // namespace

boost::system::error_code to_error_code(const Findings& findings) {
    int n = static_cast<int>(Issue::wrong_type) + 1;
    for (const Finding& f : findings)
        if (f.severity == Severity::error) {
            for (std::size_t i = 0; i < json_rules.size(); ++i)
                if (json_rules[i].info.id == f.rule) n = static_cast<int>(i) + 1;
            break;
        }
    return {n, category};
}

Result<std::string> to_text(const boost::json::value& value) {
    detail::Encoder e(compact);
    Printer(e).value(value);
    if (e.marks.empty()) return std::string(e.out.view());
    const ReadOptions options;
    Decoder d(e.out.view(), options);
    d.marks = std::move(e.marks);
    Findings findings = detail::findings_of(d, e.out.view(), true);
    for (Finding& f : findings.list()) {
        f.observed.clear();
        f.line.reset();
        f.column.reset();
    }
    return {std::nullopt, std::move(findings)};
}

Result<boost::json::value> to_boost_json(std::string_view text, boost::json::storage_ptr storage) {
    const ReadOptions options;
    Decoder d(text, options);
    const char* p = d.skip(d.space(d.begin));
    if (p && (p = d.space(p)) != d.end) d.mark(Issue::trailing_text, p, "the end of the text");
    bj::value out(nullptr, std::move(storage));
    if (d.marks.empty()) Builder(d).value(d.space(d.begin), out);
    if (!d.marks.empty()) return {std::nullopt, detail::findings_of(d, text, true)};
    return out;
}

}  // namespace carnk::inline v0_1
