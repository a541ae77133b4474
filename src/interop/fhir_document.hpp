// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief One record on its way to FHIR: where it is read, where it is written, and what became of each leaf.
#include <carnk/interop/fhir.hpp>
#include <carnk/json/type_info.hpp>

#include <boost/json/value.hpp>

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::fhir {

namespace bj = boost::json;

/// A part of one of our extensions that has parts.
struct Part {
    std::string_view name;  ///< Its url, and the member that it is made from.
    std::string_view type;  ///< Type of its value: "string".
    bool many = false;      ///< Whether there may be more than one.
};

/// One of our extensions: the export writes it and the StructureDefinition is made from the same row.
struct Extension {
    std::string_view name;          ///< Last part of its address.
    std::string_view on;            ///< Where it stands: paths of elements, joined by blanks.
    std::string_view type;          ///< Type of its value; empty where it has parts.
    std::string_view title;         ///< Title.
    std::string_view description;   ///< What it says.
    std::span<const Part> parts{};  ///< Parts.
    std::string_view targets{};     ///< Of references: types of resources, joined by blanks.
    bool modifier = false;          ///< Whether who does not know it must not use the element.
};

/// Where our definitions live: the base that the JSON Schemas have as well.
inline constexpr std::string_view base = "urn:carnk:";
[[nodiscard]] std::string url_of(const Extension& extension);
/// Address of the code system with words of ours: "study-type".
[[nodiscard]] std::string system_of(std::string_view name);
/// Address of the profile for a type of document: "trial".
[[nodiscard]] std::string profile_url(std::string_view document);

/// All extensions, and those that the code names.
[[nodiscard]] std::span<const Extension> extensions();
[[nodiscard]] const Extension& extension(std::string_view name);

/// One profile of ours.
struct Profile {
    std::string_view document;     ///< Type of document: "trial"; "record" for all that have no profile of their own.
    std::string_view type;         ///< Type of the resource.
    std::string_view title;        ///< Title.
    std::string_view description;  ///< What stands where.
    std::span<const std::string_view> must;  ///< Elements that are always there.
};
[[nodiscard]] std::span<const Profile> profiles();
/// The profile of a record, and with it the type of its resource.
[[nodiscard]] const Profile& profile_for(std::string_view document, const bj::value& record);

class Writer;

/// A value of the record, or none.
class From {
public:
    From() = default;
    From(Writer& writer, const bj::value& value, std::string pointer)
        : writer_(&writer), value_(&value), pointer_(std::move(pointer)) {}

    explicit operator bool() const noexcept { return value_ != nullptr; }
    /// Member of an object; none if there is no such member.
    [[nodiscard]] From operator[](std::string_view name) const;
    /// Elements of an array; none if it is no array.
    [[nodiscard]] std::vector<From> items() const;
    [[nodiscard]] const bj::value& value() const noexcept { return *value_; }
    [[nodiscard]] const std::string& pointer() const noexcept { return pointer_; }
    /// The text, where it is one that FHIR takes for a string: with a visible character and no control characters. Else empty.
    [[nodiscard]] std::string text() const;
    /// The text where it may be a code, else empty.
    [[nodiscard]] std::string code() const;
    [[nodiscard]] bool is_number() const noexcept;
    [[nodiscard]] bool is_whole() const noexcept;
    [[nodiscard]] bool is_true() const noexcept { return value_ && value_->is_bool() && value_->get_bool(); }

private:
    Writer* writer_ = nullptr;
    const bj::value* value_ = nullptr;
    std::string pointer_{};
};

/// A place in a resource.
class At {
public:
    At(Writer& writer, std::size_t resource, std::string pointer)
        : writer_(&writer), resource_(resource), pointer_(std::move(pointer)) {}

    /// A member of it.
    [[nodiscard]] At operator/(std::string_view name) const;
    /// A new last element of the list with this name.
    [[nodiscard]] At add(std::string_view list) const;
    /// The place in the Bundle.
    [[nodiscard]] std::string target() const;
    /// Name of the last member.
    [[nodiscard]] std::string_view name() const;
    void set(bj::value value) const;
    /// What stands there.
    [[nodiscard]] const bj::value& get() const;
    /// The value of a new extension of ours.
    [[nodiscard]] At extend(const Extension& card) const;
    /// The value of a new part of the extension that this is.
    [[nodiscard]] At part(const Part& part) const;

private:
    friend class Writer;
    Writer* writer_;
    std::size_t resource_;
    std::string pointer_;
};

/// What is exported together.
struct Exported {
    std::set<std::string, std::less<>> addresses;  ///< Of all resources of records: "Medication/tak-007".
    std::multimap<std::string, std::string, std::less<>> criteria;  ///< Groups of criteria by the number of the trial.
};

/// One record on its way.
class Writer {
public:
    Writer(std::string_view text, bj::value document, const Exported& exported, std::size_t first);

    [[nodiscard]] From root() { return {*this, document_, {}}; }
    [[nodiscard]] std::string_view document_name() const noexcept { return name_; }
    [[nodiscard]] const std::string& id() const noexcept { return id_; }

    /// A new resource.
    At resource(std::string_view type, const std::string& id);
    /// A resource that earlier records have begun, to which this one adds.
    At resume(bj::value resource);
    /// The first resource, so that later records can add to it; the record has none any more.
    [[nodiscard]] bj::value release() { return std::move(resources_.front()); }
    /// A new resource within another one, and the reference to it.
    At contained(const At& owner, std::string_view type, const std::string& id);

    // What becomes of leaves. The first word counts.
    void used(const From& from, LedgerFate fate, const std::string& target, std::string reason = {});
    void used(const From& from, LedgerFate fate, const At& target, std::string reason = {}) {
        used(from, fate, target.target(), std::move(reason));
    }
    /// All leaves at and below a value.
    void used_all(const From& from, LedgerFate fate, const At& target, const std::string& reason = {});
    [[nodiscard]] bool is_used(const From& from) const { return used_.contains(from.pointer()); }

    // Each takes what is there and as expected, and leaves the rest to keep_rest().
    /// A value as a type of FHIR: string, markdown, code, uri, date, decimal, unsignedInt, positiveInt, integer, boolean.
    bool copy(const From& from, const At& to, std::string_view type);
    /// The same as the value of an extension of ours, which is made only if it has a value.
    bool copy(const From& from, const At& owner, const Extension& card);
    /// A word of ours as coding of a concept.
    bool coded(const From& from, const At& to, std::string_view system);
    /// Quantity with its unit.
    bool quantity(const From& from, const At& to);
    /// An object as an extension with parts, which is made only if it has any.
    bool parts(const From& from, const At& owner, const Extension& card);
    /// The criteria of a trial.
    void refer_to_criteria(const At& trial);
    /// A record of ours by its id.
    bool reference(const From& from, const At& to, std::string_view type, std::string_view system);

    // What most records have.
    /// Id, type of document, profile, doubt, confidence, narrative.
    void head(const At& root_at, std::string_view title_member, std::string_view id_system = {});
    /// Sources, in the element that the resource has for them or in extensions.
    void sources(const At& root_at, bool own_element);
    void disease(const From& from, const At& to);
    /// What nobody used goes into extensions.
    void keep_rest(const At& root_at);

    [[nodiscard]] Result<Ledger> ledger() const;
    void take(std::vector<FhirResource>& out) const;
    [[nodiscard]] std::size_t resources() const noexcept { return resources_.size(); }

private:
    friend class At;
    bj::value& place(std::size_t resource, std::string_view pointer);
    void keep(const bj::value& value, const std::string& pointer, const TypeInfo* type, bool plain_list,
              const At& root);
    [[nodiscard]] bool any_used(const std::string& pointer) const;

    std::string_view text_;
    bj::value document_;
    const Exported& exported_;
    std::size_t first_;
    std::string schema_, name_, id_;
    struct Use {
        LedgerFate fate{};
        std::string target, reason;
    };
    std::map<std::string, Use, std::less<>> used_;
    std::vector<bj::value> resources_;
};

/// JSON text of a value, with doubles that read back equal.
[[nodiscard]] std::string json_text(const bj::value& value);
/// Whether a value of ours can be a value of a type of FHIR.
[[nodiscard]] bool fits(const From& from, std::string_view type);

/// The id of a resource: the text itself where FHIR takes it, else changed so that it stays different from others.
[[nodiscard]] std::string resource_id(std::string_view text);
/// The id of the resource of this type that stands for a record. Basic holds records of many types.
[[nodiscard]] std::string record_resource_id(std::string_view type, std::string_view document, std::string_view id);
/// Name of the member for a value of a type of FHIR: "valueString".
[[nodiscard]] std::string value_member(std::string_view type);

// One for each type of document that has a resource of its own.
void write_trial(Writer& w);
void write_eligibility(Writer& w);
void write_center(Writer& w);
void write_product(Writer& w);
void write_construct(Writer& w);
void write_study(Writer& w);
void write_cost(Writer& w);
void write_value_set(Writer& w);
void write_other(Writer& w);
/// A concept of the one CodeSystem of all terms: null, or what write_term() of the terms before has made.
void write_term(Writer& w, bj::value& vocabulary);
/// Whether a value set has a list of codes.
[[nodiscard]] bool lists_codes(const bj::value& value_set);

}  // namespace carnk::inline v0_1::fhir
