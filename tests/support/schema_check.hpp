// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief A small JSON Schema validator for the keywords that our schemas use. It refuses any other keyword.
///
/// It shares no code with the codec, and patterns go to std::regex, so that the two can be held against each other. The validators of
/// others run in tests/clients.
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <map>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

namespace carnk::testing {

/// One thing that is wrong with a document.
struct SchemaFault {
    std::string pointer{};  ///< Where.
    std::string keyword{};  ///< Which keyword says so.
};

/// One schema, read once.
class SchemaCheck {
public:
    explicit SchemaCheck(std::string_view schema) : schema_(boost::json::parse({schema.data(), schema.size()})) {}

    /// All that is wrong with a document.
    [[nodiscard]] std::vector<SchemaFault> faults(const boost::json::value& document) {
        faults_.clear();
        check(schema_.as_object(), document, "");
        return faults_;
    }
    /// The schema itself.
    [[nodiscard]] const boost::json::object& schema() const { return schema_.as_object(); }

private:
    using Value = boost::json::value;
    using Object = boost::json::object;

    void fault(const std::string& pointer, std::string_view keyword) {
        faults_.push_back({pointer, std::string(keyword)});
    }
    [[nodiscard]] bool holds(const Object& schema, const Value& v) {
        const std::size_t before = faults_.size();
        check(schema, v, "");
        const bool good = faults_.size() == before;
        faults_.resize(before);
        return good;
    }
    static bool is_type(std::string_view type, const Value& v) {
        if (type == "object") return v.is_object();
        if (type == "array") return v.is_array();
        if (type == "string") return v.is_string();
        if (type == "boolean") return v.is_bool();
        if (type == "number") return v.is_number();
        if (type == "integer")
            return v.is_int64() || v.is_uint64() || (v.is_double() && v.get_double() == std::floor(v.get_double()));
        throw std::runtime_error("no such type: " + std::string(type));
    }
    void check(const Object& schema, const Value& v, const std::string& at) {
        static const std::vector<std::string> silent{"$schema", "$id",         "$defs",    "$comment",
                                                     "title",   "description", "examples", "then"};
        for (const auto& [key, rule] : schema) {
            const std::string_view k(key.data(), key.size());
            if (std::find(silent.begin(), silent.end(), k) == silent.end()) apply(k, rule, schema, v, at);
        }
    }
    void apply(std::string_view k, const Value& rule, const Object& schema, const Value& v, const std::string& at) {
        if (k == "type") {
            if (!is_type({rule.as_string().data(), rule.as_string().size()}, v)) fault(at, k);
        } else if (k == "const") {
            if (v != rule) fault(at, k);
        } else if (k == "enum") {
            const auto& all = rule.as_array();
            if (std::find(all.begin(), all.end(), v) == all.end()) fault(at, k);
        } else if (k == "pattern") {
            const std::string text(rule.as_string().c_str());
            const auto it = patterns_.try_emplace(text, text, std::regex::ECMAScript).first;
            if (v.is_string() && !std::regex_search(v.as_string().c_str(), it->second)) fault(at, k);
        } else if (k == "maxLength") {
            if (v.is_string() && v.as_string().size() > rule.to_number<std::size_t>()) fault(at, k);
        } else if (k == "minimum") {
            if (v.is_number() && v.to_number<double>() < rule.to_number<double>()) fault(at, k);
        } else if (k == "maximum") {
            if (v.is_number() && v.to_number<double>() > rule.to_number<double>()) fault(at, k);
        } else if (k == "items") {
            if (v.is_array())
                for (std::size_t i = 0; i < v.as_array().size(); ++i)
                    check(rule.as_object(), v.as_array()[i], at + '/' + std::to_string(i));
        } else if (k == "properties") {
            if (v.is_object())
                for (const auto& [name, sub] : rule.as_object())
                    if (const Value* member = v.as_object().if_contains(name))
                        check(sub.as_object(), *member, at + '/' + std::string(name));
        } else if (k == "required") {
            if (v.is_object())
                for (const Value& name : rule.as_array())
                    if (!v.as_object().contains(name.as_string()))
                        fault(at + '/' + std::string(name.as_string().c_str()), k);
        } else if (k == "additionalProperties") {
            if (rule != Value(false)) throw std::runtime_error("additionalProperties other than false");
            if (v.is_object())
                for (const auto& [name, member] : v.as_object())
                    if (!schema.at("properties").as_object().contains(name)) fault(at + '/' + std::string(name), k);
        } else if (k == "$ref") {
            check(resolved(rule), v, at);
        } else if (k == "allOf") {
            for (const Value& sub : rule.as_array())
                check(sub.as_object(), v, at);
        } else if (k == "if") {
            if (holds(rule.as_object(), v)) check(schema.at("then").as_object(), v, at);
        } else {
            throw std::runtime_error("a keyword that is not expected: " + std::string(k));
        }
    }
    const Object& resolved(const Value& reference) {
        const std::string text(reference.as_string().c_str());
        const std::string prefix = "#/$defs/";
        if (!text.starts_with(prefix)) throw std::runtime_error("a reference that is not expected: " + text);
        return schema_.at("$defs").at(text.substr(prefix.size())).as_object();
    }

    Value schema_;
    std::map<std::string, std::regex> patterns_;
    std::vector<SchemaFault> faults_;
};

}  // namespace carnk::testing
