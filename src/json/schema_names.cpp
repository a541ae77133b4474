// SPDX-License-Identifier: BSL-1.0
#include "json/schema_names.hpp"

#include "json/descriptions.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace carnk::inline v0_1 {

namespace {

const detail::DescriptionText* find_description(std::string_view key) noexcept {
    const std::span<const detail::DescriptionText> all = detail::descriptions();
    const auto at = std::lower_bound(all.begin(), all.end(), key,
                                     [](const detail::DescriptionText& d, std::string_view k) { return d.key < k; });
    return at != all.end() && at->key == key ? &*at : nullptr;
}

// "A|B|C" for a choice of these.
std::string choice_key(const TypeInfo& type) {
    std::string key;
    for (const TypeInfo* choice : type.choices) {
        if (!key.empty()) key += '|';
        key += choice->name;
    }
    return key;
}

std::string key_of(const TypeInfo& type) {
    return type.kind == TypeKind::choice && type.name.empty() ? choice_key(type) : std::string(type.name);
}

}  // namespace

std::string_view description_of(std::string_view key) noexcept {
    const detail::DescriptionText* d = find_description(key);
    return d ? d->text : std::string_view();
}

std::string_view unit_of(std::string_view key) noexcept {
    const detail::DescriptionText* d = find_description(key);
    return d ? d->unit : std::string_view();
}

std::string_view unit_of(const TypeInfo& type, const MemberInfo& member) {
    if (const std::string_view own = unit_of(std::string(type.name) + '.' + std::string(member.name)); !own.empty())
        return own;
    const TypeInfo* t = member.type;
    while (t->kind == TypeKind::list && t->element)
        t = t->element;
    return t->kind == TypeKind::whole || t->kind == TypeKind::real ? unit_of(t->name) : std::string_view();
}

std::string name_of(const TypeInfo& type) {
    if (type.kind == TypeKind::choice && type.name.empty()) {
        const detail::DescriptionText* d = find_description(choice_key(type));
        return d ? d->name : "";
    }
    std::string name;
    for (std::size_t i = 0; i < type.name.size(); ++i) {
        const char c = type.name[i];
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        if (plain)
            name += c;
        else if (c == ':' && !name.empty() && name.back() != '.')
            name += '.';
    }
    return name;
}

namespace detail {

std::string_view described_as(const SchemaOptions& options, const std::string& key) {
    if (!options.descriptions) return {};
    if (const std::string_view own = description_of(key); !own.empty() || !options.describe) return own;
    return options.describe(key);
}

std::string type_description(const SchemaOptions& options, const TypeInfo& type) {
    const std::string key = key_of(type);
    std::string text(described_as(options, key));
    if (!options.descriptions) return text;
    if (!type.expected.empty()) {
        if (!text.empty()) text += "\n\n";
        text.append("Form: ").append(type.expected).append(".");
    }
    if (!options.extensions && type.kind == TypeKind::words) {
        std::string words;
        for (const std::string_view word : type.words)
            if (const std::string_view d = described_as(options, key + '.' + std::string(word)); !d.empty())
                words.append("\n- `").append(word).append("`: ").append(d);
        if (!words.empty()) text.append(text.empty() ? "" : "\n").append(words);
    }
    return text;
}

std::string member_description(const SchemaOptions& options, const TypeInfo& type, const MemberInfo& member) {
    const std::string key = key_of(type) + '.' + std::string(member.name);
    std::string text(described_as(options, key));
    if (const std::string_view unit = unit_of(key); options.descriptions && !unit.empty())
        text.append(text.empty() ? "" : " ").append("Unit: ").append(unit).append(" (UCUM).");
    return text;
}

std::vector<std::string_view> codes_of(const TypeInfo& type) {
    std::vector<std::string_view> codes;
    if (type.code_length > 0)
        for (std::size_t i = 0; i + type.code_length <= type.codes.size(); i += type.code_length)
            codes.push_back(type.codes.substr(i, type.code_length));
    return codes;
}

void JsonText::begin(char bracket) {
    place();
    out_ += bracket;
    open_ += bracket;
    first_ = true;
}

void JsonText::end() {
    const char bracket = open_.back();
    open_.pop_back();
    if (!first_) out_.append("\n").append(open_.size() * 2, ' ');
    out_ += bracket == '{' ? '}' : ']';
    first_ = false;
}

void JsonText::place() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (open_.empty()) return;
    out_.append(first_ ? "\n" : ",\n").append(open_.size() * 2, ' ');
    first_ = false;
}

void JsonText::key(std::string_view name) {
    text(name);
    out_ += ": ";
    after_key_ = true;
}

void JsonText::text(std::string_view value) {
    place();
    out_ += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            out_ += '\\';
            out_ += c;
        } else if (c == '\n') {
            out_ += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            constexpr std::string_view digits = "0123456789abcdef";
            out_.append("\\u00").append(1, digits[static_cast<unsigned char>(c) >> 4]).append(1, digits[c & 15]);
        } else {
            out_ += c;
        }
    }
    out_ += '"';
}

void JsonText::raw(std::string_view json) {
    place();
    out_ += json;
}

void JsonText::block(std::string_view json) {
    while (json.ends_with('\n'))
        json.remove_suffix(1);
    place();
    for (const char c : json) {
        out_ += c;
        if (c == '\n') out_.append(open_.size() * 2, ' ');
    }
}

void JsonText::number(double value) {
    std::array<char, 32> buffer{};
    raw({buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr});
}
void JsonText::number(std::int64_t value) {
    raw(std::to_string(value));
}
void JsonText::number(std::uint64_t value) {
    raw(std::to_string(value));
}

std::string JsonText::take() {
    out_ += '\n';
    return std::move(out_);
}

}  // namespace detail

}  // namespace carnk::inline v0_1
