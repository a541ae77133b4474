// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The model as data: every type of the documents, as one version of the library has it, and what differs between two versions.
#include <carnk/core/extra.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/result.hpp>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::promises {

/// A declared member.
struct ModelMember {
    std::string name{};  ///< Key.
    std::string type{};  ///< Name of the type, "text", "boolean", "whole", "real"; "[Slug]" for a list.
    bool optional{};     ///< Whether it may be absent.
    Extra extra{};
    bool operator==(const ModelMember&) const = default;
};
BOOST_DESCRIBE_STRUCT(ModelMember, (), (name, type, optional))

/// A type with a name.
struct ModelType {
    std::string name{};                            ///< As in the schemas.
    std::string kind{};                            ///< "object", "words", "form", "whole", "real", "choice" ...
    Optional<std::string> tag{};                   ///< Value of the constant member "kind".
    Optional<std::vector<ModelMember>> members{};  ///< Of an object.
    Optional<std::vector<std::string>> words{};    ///< Allowed words or codes.
    Optional<std::vector<std::string>> choices{};  ///< Types of a choice.
    Optional<std::string> pattern{};               ///< Form of a text.
    Optional<double> low{}, high{};                ///< Bounds of a number.
    Optional<std::int64_t> max_length{};           ///< Longest text.
    bool keeps_unknown{};                          ///< Whether unknown members are kept.
    Extra extra{};
    bool operator==(const ModelType&) const = default;
};
BOOST_DESCRIBE_STRUCT(ModelType, (),
                      (name, kind, tag, members, words, choices, pattern, low, high, max_length, keeps_unknown))

/// A type of document.
struct ModelDocument {
    std::string schema{};  ///< "carnk/trial/1"
    std::string type{};    ///< "Trial"
    Extra extra{};
    bool operator==(const ModelDocument&) const = default;
};
BOOST_DESCRIBE_STRUCT(ModelDocument, (), (schema, type))

/// A rule: whoever silences a finding, or files it, names its id.
struct ModelRule {
    std::string id{};        ///< "CNK-TRIAL-004"
    std::string severity{};  ///< "error", "warning", "note"
    std::string since{};     ///< Release in which it appeared.
    Extra extra{};
    bool operator==(const ModelRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(ModelRule, (), (id, severity, since))

/// All of it.
struct Model {
    static constexpr std::string_view schema = "carnk/model/1";
    std::string version{};                   ///< Of the library.
    std::vector<ModelDocument> documents{};  ///< Sorted by schema.
    std::vector<ModelType> types{};          ///< Sorted by name.
    std::vector<ModelRule> rules{};          ///< Sorted by id.
    Extra extra{};
    bool operator==(const Model&) const = default;
};
BOOST_DESCRIBE_STRUCT(Model, (), (version, documents, types, rules))

/// How a change weighs.
enum class Weight : std::uint8_t {
    wider,     ///< Every old document stays good, and its values keep their place.
    breaking,  ///< Old documents may be refused, or what they say is found in another place or not at all.
};
BOOST_DESCRIBE_ENUM(Weight, wider, breaking)

/// One change.
struct ModelChange {
    std::string type{};                    ///< Type; empty for a document as such, and for a rule.
    Optional<std::string> member{};        ///< Member, word, document or rule.
    std::string change{};                  ///< What happened, in words.
    Weight weight{};                       ///< How it weighs.
    std::vector<std::string> documents{};  ///< Documents that reach the type, in the old model.
    Extra extra{};
    bool operator==(const ModelChange&) const = default;
};
BOOST_DESCRIBE_STRUCT(ModelChange, (), (type, member, change, weight, documents))

/// What differs between two versions.
struct ModelDelta {
    static constexpr std::string_view schema = "carnk/model-delta/1";
    std::string from{}, to{};            ///< Versions of the library.
    std::vector<ModelChange> changes{};  ///< By type.
    std::vector<std::string>
        broken{};  ///< Promises that are not kept: a breaking change without a new version of the document, a rule id that is gone.
    Extra extra{};
    bool operator==(const ModelDelta&) const = default;
};
BOOST_DESCRIBE_STRUCT(ModelDelta, (), (from, to, changes, broken))

[[nodiscard]] Model current_model();                                         ///< As this library has it.
[[nodiscard]] ModelDelta delta_of(const Model& before, const Model& after);  ///< What differs.
[[nodiscard]] Result<Model> read_model(std::string_view text);               ///< Read strictly.
[[nodiscard]] std::string text_of(const Model& model);  ///< One line a type, so that a comparison of texts shows them.
[[nodiscard]] std::string text_of(const ModelDelta& delta);  ///< Pretty JSON.

}  // namespace carnk::promises
