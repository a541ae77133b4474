// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/tables.hpp>
#include <carnk/json/schema.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace carnk::inline v0_1 {

namespace {

namespace bj = boost::json;
using Row = std::vector<Optional<std::string>>;

std::string_view view(const bj::string& s) {
    return {s.data(), s.size()};
}

// A value as the text of a cell.
std::string cell_of(const bj::value& v, ColumnKind kind) {
    if (kind == ColumnKind::json) return bj::serialize(v);
    if (v.is_string()) return std::string(view(v.get_string()));
    if (v.is_double()) {
        std::array<char, 32> buffer{};
        const double d = v.get_double();
        return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), d).ptr};
    }
    return bj::serialize(v);
}

ColumnKind kind_of(const TypeInfo& type) {
    switch (type.kind) {
        case TypeKind::boolean:
            return ColumnKind::boolean;
        case TypeKind::whole:
            return ColumnKind::whole;
        case TypeKind::real:
            return ColumnKind::real;
        case TypeKind::text:
        case TypeKind::form:
        case TypeKind::words:
            return ColumnKind::text;
        case TypeKind::list:
        case TypeKind::object:
        case TypeKind::choice:
            break;
    }
    return ColumnKind::json;
}

bool is_scalar(const TypeInfo& type) {
    return kind_of(type) != ColumnKind::json;
}

// Members that name records of the catalogue, and the list of these; the rules CNK-REF see to it that they are there.
std::string_view list_named_by(std::string_view member, const TypeInfo& type) {
    if (type.name != "Slug") return {};
    if (member == "targets" || member == "target_id" || member == "target_ids") return "targets";
    if (member == "construct_id" || member == "construct_ids") return "constructs";
    if (member == "study_id" || member == "study_ids") return "studies";
    if (member == "center_id" || member == "center_ids") return "centers";
    if (member == "product_id" || member == "product_ids") return "products";
    return {};
}

// What becomes of one member: a column, several, a table, or nothing.
class Builder {
public:
    explicit Builder(std::vector<Table>& tables) : tables_(tables) {}

    // The table of a list of records, and those of the lists in them.
    void plan_records(const MemberInfo& list) {
        const TypeInfo& type = *list.type->element;
        const std::size_t at = add_table(std::string(list.name), "", std::string(description_of(type.name)));
        std::vector<const TypeInfo*> above{&type};
        plan_members(at, type, "", true, above);
        TableColumn document;
        document.name = "document";
        document.kind = ColumnKind::json;
        document.required = true;
        document.description = "The whole record as a document.";
        tables_[at].columns.push_back(std::move(document));
    }
    void fill_record(const MemberInfo& list, const bj::value& record, const std::string& document) {
        const TypeInfo& type = *list.type->element;
        const std::size_t at = index_.at(std::string(list.name));
        Row row;
        std::vector<const TypeInfo*> above{&type};
        const std::string key(view(record.at(std::string_view(type.members[0].name)).as_string()));
        fill_members(at, type, &record, "", key, row, above);
        row.emplace_back(document);
        tables_[at].rows.push_back(std::move(row));
    }

private:
    static std::string joined(const std::string& prefix, std::string_view name) {
        return prefix.empty() ? std::string(name) : prefix + '_' + std::string(name);
    }
    std::size_t add_table(std::string name, std::string owner, std::string description) {
        index_.emplace(name, tables_.size());
        Table& t = tables_.emplace_back();
        t.name = std::move(name);
        t.owner = std::move(owner);
        t.description = std::move(description);
        return tables_.size() - 1;
    }
    static bool opaque(const TypeInfo& type, const std::vector<const TypeInfo*>& above) {
        return type.kind == TypeKind::choice || std::find(above.begin(), above.end(), &type) != above.end();
    }
    static std::string meaning(const TypeInfo& owner, const MemberInfo& m) {
        const std::string key = std::string(owner.name) + '.' + std::string(m.name);
        std::string text(description_of(key));
        if (const std::string_view unit = unit_of(owner, m); !unit.empty())
            text.append(" Unit: ").append(unit).append(".");
        return text;
    }
    void add_column(std::size_t at, std::string name, const TypeInfo& type, bool required, std::string description,
                    std::string_view refers_to) {
        TableColumn c;
        c.name = std::move(name);
        c.kind = kind_of(type);
        c.required = required;
        c.words.assign(type.words.begin(), type.words.end());
        c.refers_to = refers_to;
        c.description = std::move(description);
        tables_[at].columns.push_back(std::move(c));
    }
    void add_choice(std::size_t at, const std::string& name, const TypeInfo& type, bool required,
                    const std::string& description) {
        if (type.kind == TypeKind::choice) {
            TableColumn kind;
            kind.name = joined(name, "kind");
            kind.required = required;
            for (const TypeInfo* choice : type.choices)
                kind.words.push_back(choice->tag);
            kind.description = "Kind of: " + description;
            tables_[at].columns.push_back(std::move(kind));
        }
        add_column(at, name.empty() ? "value" : name, type, required, description, {});
    }

    void plan_members(std::size_t at, const TypeInfo& type, const std::string& prefix, bool required,
                      std::vector<const TypeInfo*>& above) {
        for (const MemberInfo& m : type.members) {
            const std::string name = joined(prefix, m.name);
            const bool here = required && !m.optional;
            if (is_scalar(*m.type)) {
                add_column(at, name, *m.type, here, meaning(type, m), list_named_by(m.name, *m.type));
            } else if (m.type->kind == TypeKind::list) {
                plan_list(at, name, type, m, above);
            } else if (opaque(*m.type, above)) {
                add_choice(at, name, *m.type, here, meaning(type, m));
            } else {
                above.push_back(m.type);
                plan_members(at, *m.type, name, here, above);
                above.pop_back();
            }
        }
    }
    void plan_list(std::size_t owner, const std::string& name, const TypeInfo& type, const MemberInfo& m,
                   std::vector<const TypeInfo*>& above) {
        const TypeInfo& element = *m.type->element;
        const bool of_records = tables_[owner].owner.empty();
        const std::size_t at = add_table(tables_[owner].name + '_' + name, tables_[owner].name, meaning(type, m));
        TableColumn key;
        key.name = "row";
        key.kind = ColumnKind::whole;
        key.required = true;
        key.description = "Number of the row.";
        TableColumn of;
        of.name = of_records ? "record" : "owner";
        of.kind = of_records ? ColumnKind::text : ColumnKind::whole;
        of.required = true;
        of.refers_to = tables_[owner].name;
        of.description = of_records ? "Id of the record." : "Row of the owner.";
        TableColumn position;
        position.name = "position";
        position.kind = ColumnKind::whole;
        position.required = true;
        position.description = "Place in the list, from 0.";
        tables_[at].columns = {key, of, position};
        if (is_scalar(element)) {
            add_column(at, "value", element, true, meaning(type, m), list_named_by(m.name, element));
        } else if (element.kind == TypeKind::list || opaque(element, above)) {
            add_choice(at, "", element, true, meaning(type, m));
        } else {
            above.push_back(&element);
            plan_members(at, element, "", true, above);
            above.pop_back();
        }
    }

    // Fills what plan_members() planned; `object` is null where the owner is absent.
    void fill_members(std::size_t at, const TypeInfo& type, const bj::value* object, const std::string& prefix,
                      const std::string& key, Row& row, std::vector<const TypeInfo*>& above) {
        for (const MemberInfo& m : type.members) {
            const bj::value* const v = object ? object->as_object().if_contains(std::string_view(m.name)) : nullptr;
            const std::string name = joined(prefix, m.name);
            if (is_scalar(*m.type)) {
                row.push_back(cell(v, kind_of(*m.type)));
            } else if (m.type->kind == TypeKind::list) {
                if (v) fill_list(at, name, m, *v, key, above);
            } else if (opaque(*m.type, above)) {
                fill_choice(*m.type, v, row);
            } else {
                above.push_back(m.type);
                fill_members(at, *m.type, v, name, key, row, above);
                above.pop_back();
            }
        }
    }
    void fill_list(std::size_t owner, const std::string& name, const MemberInfo& m, const bj::value& list,
                   const std::string& key, std::vector<const TypeInfo*>& above) {
        const TypeInfo& element = *m.type->element;
        const std::size_t at = index_.at(tables_[owner].name + '_' + name);
        std::size_t position = 0;
        for (const bj::value& v : list.as_array()) {
            const std::string own = std::to_string(++rows_[at]);
            Row row;
            row.emplace_back(own);
            row.emplace_back(key);
            row.emplace_back(std::to_string(position++));
            if (is_scalar(element)) {
                row.push_back(cell(&v, kind_of(element)));
            } else if (element.kind == TypeKind::list || opaque(element, above)) {
                fill_choice(element, &v, row);
            } else {
                above.push_back(&element);
                fill_members(at, element, &v, "", own, row, above);
                above.pop_back();
            }
            tables_[at].rows.push_back(std::move(row));
        }
    }
    static Optional<std::string> cell(const bj::value* v, ColumnKind kind) {
        if (!v) return std::nullopt;
        return cell_of(*v, kind);
    }
    static void fill_choice(const TypeInfo& type, const bj::value* v, Row& row) {
        if (type.kind == TypeKind::choice) row.push_back(cell(v ? &v->at("kind") : nullptr, ColumnKind::text));
        row.push_back(cell(v, ColumnKind::json));
    }

    std::vector<Table>& tables_;
    std::map<std::string, std::size_t> index_;
    std::map<std::size_t, std::size_t> rows_;
};

// The documents of a list of the catalogue, in its order.
template <class T>
bool documents_in(const Catalog& catalog, const TypeInfo& type, std::vector<std::string>& documents) {
    if (&type_info<T>() != &type) return false;
    for (const T& record : catalog.all<T>())
        documents.push_back(write(record));
    return true;
}
template <class... T>
std::vector<std::string> documents_of(const Catalog& catalog, const TypeInfo& type, boost::mp11::mp_list<T...>) {
    std::vector<std::string> documents;
    (void)(documents_in<T>(catalog, type, documents) || ...);
    return documents;
}

}  // namespace

std::vector<Table> tables_of(const Catalog& catalog) {
    std::vector<Table> tables;
    Builder builder(tables);
    const std::span<const MemberInfo> lists = type_info<Catalog>().members;
    for (const MemberInfo& list : lists)
        builder.plan_records(list);
    for (const MemberInfo& list : lists)
        for (const std::string& document : documents_of(catalog, *list.type->element, CatalogRecords()))
            builder.fill_record(list, bj::parse(document), document);
    return tables;
}

std::string csv_text(const Table& table) {
    std::string out;
    const auto field = [&](std::string_view text, bool first, bool present) {
        if (!first) out += ',';
        if (!present) return;
        if (!text.empty() && text.find_first_of(",\"\r\n") == std::string_view::npos && text.front() != ' ' &&
            text.back() != ' ') {
            out += text;
            return;
        }
        out += '"';
        for (const char c : text) {
            if (c == '"') out += '"';
            out += c;
        }
        out += '"';
    };
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        field(table.columns[i].name, i == 0, true);
    out += "\r\n";
    for (const Row& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            field(row[i] ? std::string_view(*row[i]) : std::string_view(), i == 0, row[i].has_value());
        out += "\r\n";
    }
    return out;
}

}  // namespace carnk::inline v0_1
