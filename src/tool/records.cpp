// SPDX-License-Identifier: BSL-1.0
#include "tool/records.hpp"

#include <carnk/interop/registry_record.hpp>
#include <carnk/json/locate.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/cost_estimate.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/model/referral.hpp>

#include "tool/describe.hpp"
#include "tool/output.hpp"
#include "tool/text.hpp"
#include "tool/titles.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

namespace carnk::inline v0_1::tool {

namespace {

template <class D>
using ElementOf = typename detail::MemberType<Catalog, D>::value_type;

// The lists of the catalogue whose elements are documents of their own.
template <class D>
constexpr bool is_record_list() {
    using M = detail::MemberType<Catalog, D>;
    if constexpr (detail::is_vector<M>)
        return detail::HasSchema<typename M::value_type>;
    else
        return false;
}

// The first described member of a record is its id.
template <class T>
std::string id_of(const T& record) {
    using First = boost::mp11::mp_front<detail::Members<T>>;
    return std::string((record.*First::pointer).text());
}

template <class T, class D>
std::vector<Record> records_of(const RecordType& type, const Catalog& catalog) {
    std::vector<Record> list;
    for (const T& value : catalog.*D::pointer) {
        Record& r = list.emplace_back();
        r.type = &type;
        r.value = &value;
        r.id = id_of(value);
        r.title = title_of(value);
        if constexpr (requires { value.doubt->reason; })
            if (value.doubt) r.doubt = &*value.doubt;
        if constexpr (requires { value.confidence == Confidence::low; })
            r.low_confidence = value.confidence == Confidence::low;
    }
    return list;
}

template <class T>
Node tree_of(const void* value) {
    return describe(*static_cast<const T*>(value));
}

template <class T>
Result<std::string> write_one(const void* value, const WriteOptions& options) {
    return try_write(*static_cast<const T*>(value), options);
}

template <class T, class D>
Result<std::string> write_list(const Catalog& catalog, const WriteOptions& options) {
    return try_write(catalog.*D::pointer, options);
}

// "car-construct" of "carnk/car-construct/1".
std::string_view schema_name(std::string_view schema) {
    const std::size_t first = schema.find('/');
    return schema.substr(first + 1, schema.rfind('/') - first - 1);
}

std::string singular_of(std::string_view plural) {
    std::string s(plural);
    if (s.ends_with("ies"))
        s.replace(s.size() - 3, 3, "y");
    else if (s.ends_with('s') && !s.ends_with("ss") && !s.ends_with("sis"))
        s.pop_back();
    return s;
}

std::string same_form(std::string_view name) {
    std::string s = lowered(name);
    std::replace(s.begin(), s.end(), '-', '_');
    return s;
}

// Whether the library reads arrays of a type.
template <class T>
constexpr bool has_lists = !boost::mp11::mp_contains<boost::mp11::mp_list<Catalog, CostPlan, CostEstimate>, T>::value;

// Reads and checks one document. References to other records point into `rules.catalog`.
template <class T>
CheckedDocument check_as(std::string_view text, bool with_rules, const ReadOptions& reading,
                         const ValidateOptions& rules) {
    CheckedDocument checked;
    Result<T> result = read<T>(text, reading);
    checked.findings = std::move(result.findings());
    checked.read = result.ok();
    if (!result.ok() || !with_rules) return checked;
    ValidationReport report = validate_report(*result, rules);
    locate(text, report.findings);
    checked.findings.add(report.findings);
    checked.rules = std::move(report.rules);
    checked.rules_ran = true;
    return checked;
}

template <class T>
CheckedDocument check_document(std::string_view text, bool list, bool with_rules, const ReadOptions& reading,
                               const ValidateOptions& rules) {
    if constexpr (has_lists<T>)
        if (list) return check_as<std::vector<T>>(text, with_rules, reading, rules);
    return check_as<T>(text, with_rules, reading, rules);
}

template <class T>
Result<std::string> rewrite_as(std::string_view text, const ReadOptions& reading, const WriteOptions& writing) {
    Result<T> value = read<T>(text, reading);
    if (!value.ok()) return {std::nullopt, std::move(value.findings())};
    Result<std::string> written = try_write(*value, writing);
    value.findings().add(written.findings());
    if (!written.ok()) return {std::nullopt, std::move(value.findings())};
    return {std::move(*written), std::move(value.findings())};
}

template <class T>
Result<std::string> rewrite_document(std::string_view text, bool list, const ReadOptions& reading,
                                     const WriteOptions& writing) {
    if constexpr (has_lists<T>)
        if (list) return rewrite_as<std::vector<T>>(text, reading, writing);
    return rewrite_as<T>(text, reading, writing);
}

template <class T>
DocumentType document_type(std::string name) {
    DocumentType type;
    type.name = std::move(name);
    type.schema = T::schema;
    type.lists = has_lists<T>;
    type.personal = detail::is_personal<T>;
    type.check = &check_document<T>;
    type.rewrite = &rewrite_document<T>;
    return type;
}

}  // namespace

Node Record::tree() const {
    return type->tree(value);
}

Result<std::string> Record::json(const WriteOptions& options) const {
    return type->write(value, options);
}

std::string Record::path() const {
    return type->singular + '/' + id;
}

const std::vector<RecordType>& record_types() {
    static const std::vector<RecordType> types = [] {
        std::vector<RecordType> list;
        detail::for_each_member<Catalog>([&](auto d, auto) {
            using D = decltype(d);
            if constexpr (is_record_list<D>()) {
                using T = ElementOf<D>;
                RecordType type;
                type.plural = D::name;
                type.singular = singular_of(D::name);
                type.schema = T::schema;
                type.records = &records_of<T, D>;
                type.tree = &tree_of<T>;
                type.write = &write_one<T>;
                type.write_all = &write_list<T, D>;
                list.push_back(std::move(type));
            }
        });
        return list;
    }();
    return types;
}

const RecordType* find_record_type(std::string_view name) {
    const std::string wanted = same_form(name);
    for (const RecordType& type : record_types())
        if (wanted == same_form(type.plural) || wanted == same_form(type.singular) ||
            wanted == same_form(type.schema) || wanted == same_form(schema_name(type.schema)))
            return &type;
    return nullptr;
}

const RecordType& record_type(std::string_view name) {
    if (const RecordType* type = find_record_type(name)) return *type;
    std::vector<std::string> names;
    for (const RecordType& type : record_types())
        names.emplace_back(type.plural);
    const std::vector<std::string> meant = near(name, names);
    std::string message = "the catalogue has no type '" + printable(name) + "'";
    message += meant.empty() ? "; it has " + joined(names, ", ") : "; did you mean " + joined(meant, " or ") + '?';
    throw UsageError(message);
}

const std::vector<DocumentType>& document_types() {
    static const std::vector<DocumentType> types = [] {
        std::vector<DocumentType> list;
        detail::for_each_member<Catalog>([&](auto d, auto) {
            using D = decltype(d);
            if constexpr (is_record_list<D>()) list.push_back(document_type<ElementOf<D>>(singular_of(D::name)));
        });
        list.push_back(document_type<Catalog>("catalog"));
        list.push_back(document_type<PatientRecord>("patient"));
        list.push_back(document_type<ReferralRequest>("referral"));
        list.push_back(document_type<RegistryRecord>("registry record"));
        list.push_back(document_type<CostPlan>("cost plan"));
        list.push_back(document_type<CostEstimate>("cost estimate"));
        return list;
    }();
    return types;
}

const DocumentType* find_document_type(std::string_view name) {
    const std::string wanted = same_form(name);
    for (const DocumentType& type : document_types())
        if (wanted == same_form(type.schema) || wanted == same_form(type.name) ||
            wanted == same_form(schema_name(type.schema)))
            return &type;
    if (const RecordType* type = find_record_type(name)) return find_document_type(type->schema);
    return nullptr;
}

std::vector<Record> all_records(const Catalog& catalog) {
    std::vector<Record> all;
    for (const RecordType& type : record_types())
        for (Record& r : type.records(type, catalog))
            all.push_back(std::move(r));
    return all;
}

std::string newest_date(const Catalog& catalog) {
    std::string newest;
    for (const Record& record : all_records(catalog)) {
        std::vector<Node> open{record.tree()};
        while (!open.empty()) {
            const Node node = std::move(open.back());
            open.pop_back();
            // Dates are texts whose order is that of time; of two that differ in precision the more exact one is greater.
            if (node.name == "accessed" || node.name == "as_of" || node.name == "status_as_of")
                newest = std::max(newest, node.raw);
            for (const Node& child : node.children)
                open.push_back(child);
        }
    }
    return newest;
}

}  // namespace carnk::inline v0_1::tool
