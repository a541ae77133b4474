// SPDX-License-Identifier: BSL-1.0
#include <carnk/json/schema.hpp>
#include <carnk/version.hpp>

#include "json/schema_names.hpp"

#include <algorithm>
#include <map>

namespace carnk::inline v0_1 {

namespace {

using detail::JsonText;

// ---------------------------------------------------------------------------------------------------- the graph of types

void visit(const TypeInfo& type, std::map<std::string, const TypeInfo*>& met) {
    if (std::string name = name_of(type); !name.empty() && !met.emplace(std::move(name), &type).second) return;
    if (type.element) visit(*type.element, met);
    for (const MemberInfo& m : type.members)
        visit(*m.type, met);
    for (const TypeInfo* choice : type.choices)
        visit(*choice, met);
}

// Whether a type, or what its lists hold, is the wanted one.
bool mentions(const TypeInfo& type, const TypeInfo& wanted) {
    if (&type == &wanted) return true;
    return type.kind == TypeKind::list && mentions(*type.element, wanted);
}
bool refers_to(const TypeInfo& root, const TypeInfo& wanted) {
    const TypeInfo* const roots[] = {&root};
    for (const TypeInfo* type : named_types(roots)) {
        for (const MemberInfo& m : type->members)
            if (mentions(*m.type, wanted)) return true;
        for (const TypeInfo* choice : type->choices)
            if (choice == &wanted) return true;
    }
    return false;
}

// Whether values of a type hold values of the wanted one, at any depth.
bool holds(const TypeInfo& type, const TypeInfo& wanted) {
    const TypeInfo* const roots[] = {&type};
    const std::vector<const TypeInfo*> types = named_types(roots);
    return std::find(types.begin(), types.end(), &wanted) != types.end();
}

// The members by which a choice holds itself, each with its type and the kinds that have it. A name that is of another type in
// another kind is none of them.
struct OwnMember {
    const MemberInfo* member = nullptr;
    std::string kinds{};
};
std::vector<OwnMember> own_members(const TypeInfo& choice) {
    std::vector<OwnMember> own;
    for (const TypeInfo* kind : choice.choices)
        for (const MemberInfo& m : kind->members) {
            const auto same = [&](const OwnMember& o) {
                return o.member->name == m.name;
            };
            const auto at = std::find_if(own.begin(), own.end(), same);
            if (at != own.end())
                at->kinds.append(", ").append(kind->tag);
            else if (holds(*m.type, choice))
                own.push_back({&m, std::string(kind->tag)});
        }
    const auto differs = [&](const OwnMember& o) {
        for (const TypeInfo* kind : choice.choices)
            for (const MemberInfo& m : kind->members)
                if (m.name == o.member->name && m.type != o.member->type) return true;
        return false;
    };
    own.erase(std::remove_if(own.begin(), own.end(), differs), own.end());
    return own;
}

// ---------------------------------------------------------------------------------------------------- examples

// The least value of a type; false if a form has no example.
bool example(const TypeInfo& type, bool root, JsonText& out) {
    switch (type.kind) {
        case TypeKind::text:
            out.text("text");
            return true;
        case TypeKind::boolean:
            out.raw("false");
            return true;
        case TypeKind::whole:
            if (type.whole_low > 0)
                out.number(type.whole_low);
            else
                out.raw("0");
            return true;
        case TypeKind::real:
            out.number(type.bounded && type.low > 0 ? type.low : type.bounded && type.high < 0 ? type.high : 0.0);
            return true;
        case TypeKind::form:
            out.text(type.example);
            return !type.example.empty();
        case TypeKind::words:
            out.text(type.words.empty() ? std::string_view() : type.words.front());
            return !type.words.empty();
        case TypeKind::list:
            out.begin('[');
            out.end();
            return true;
        case TypeKind::choice:
            return example(*type.choices.front(), false, out);
        case TypeKind::object:
            break;
    }
    bool good = true;
    out.begin('{');
    if (root && !type.schema.empty()) out.member("schema", type.schema);
    if (!type.tag.empty()) out.member("kind", type.tag);
    for (const MemberInfo& m : type.members)
        if (!m.optional) {
            out.key(m.name);
            good = example(*m.type, false, out) && good;
        }
    out.end();
    return good;
}

// ---------------------------------------------------------------------------------------------------- schemas

class SchemaWriter {
public:
    enum class Dialect : std::uint8_t { json_schema, openapi };

    SchemaWriter(const SchemaOptions& options, Dialect dialect) : options_(options), dialect_(dialect) {}

    std::string json_schema(const TypeInfo& root) {
        const std::string name = name_of(root);
        out_.begin('{');
        out_.member("$schema", "https://json-schema.org/draft/2020-12/schema");
        out_.member("$id", id_of(root));
        if (!name.empty()) out_.member("title", name);
        std::map<std::string, const TypeInfo*> types;
        const TypeInfo* const roots[] = {&root};
        for (const TypeInfo* t : named_types(roots))
            types.emplace(name_of(*t), t);
        const bool refers_to_itself = !name.empty() && root.schema.empty();
        if (refers_to_itself) {
            value(root, {});
        } else {
            if (!refers_to(root, root)) types.erase(name);
            body(root, true);
        }
        if (std::string text(options_.example); !text.empty() || !(text = example_text(root)).empty()) {
            out_.key("examples");
            out_.begin('[');
            out_.block(text);
            out_.end();
        }
        out_.key("$defs");
        out_.begin('{');
        for (const auto& [key, type] : types)
            definition(key, *type);
        out_.end();
        out_.end();
        return out_.take();
    }

    std::string openapi(std::span<const TypeInfo* const> roots) {
        out_.begin('{');
        out_.member("openapi", "3.1.0");
        out_.key("info");
        out_.begin('{');
        out_.member("title", "carnk");
        out_.member("description",
                    "Documents of the CAR-NK cell-therapy domain: types for requests and answers, no paths.");
        out_.member("version", CARNK_VERSION_STRING);
        out_.key("license");
        out_.begin('{');
        out_.member("name", "Boost Software License 1.0");
        out_.member("identifier", "BSL-1.0");
        out_.end();
        out_.end();
        out_.member("jsonSchemaDialect", "https://json-schema.org/draft/2020-12/schema");
        out_.key("paths");
        out_.begin('{');
        out_.end();
        out_.key("components");
        out_.begin('{');
        out_.key("schemas");
        out_.begin('{');
        for (const TypeInfo* type : named_types(roots))
            definition(name_of(*type), *type);
        for (const TypeInfo* root : roots)
            if (!root->schema.empty()) document(*root);
        out_.end();
        out_.end();
        out_.end();
        return out_.take();
    }

private:
    [[nodiscard]] static std::string id_of(const TypeInfo& root) {
        if (root.schema.empty()) {
            const std::string name = name_of(root);
            return "urn:carnk:type:" + (name.empty() ? "plain" : name);
        }
        std::string id = "urn:" + std::string(root.schema);
        std::replace(id.begin(), id.end(), '/', ':');
        return id;
    }
    [[nodiscard]] std::string reference(const std::string& name) const {
        return (dialect_ == Dialect::openapi ? "#/components/schemas/" : "#/$defs/") + name;
    }
    void described(const std::string& text) {
        if (!text.empty()) out_.member("description", text);
    }
    void definition(const std::string& name, const TypeInfo& type) {
        out_.key(name);
        out_.begin('{');
        body(type, false);
        out_.end();
    }
    // The document of its own: its type with the member "schema".
    void document(const TypeInfo& root) {
        out_.key(name_of(root) + "Document");
        out_.begin('{');
        described("A document of its own: `" + name_of(root) + "` with the member \"schema\".");
        out_.key("allOf");
        out_.begin('[');
        out_.begin('{');
        out_.member("$ref", reference(name_of(root)));
        out_.end();
        out_.begin('{');
        out_.member("type", "object");
        out_.key("properties");
        out_.begin('{');
        schema_member(root);
        out_.end();
        out_.key("required");
        out_.raw("[\"schema\"]");
        out_.end();
        out_.end();
        out_.end();
    }
    void schema_member(const TypeInfo& type) {
        out_.key("schema");
        out_.begin('{');
        if (options_.descriptions) described("Name and version of the document type.");
        out_.member("const", type.schema);
        out_.end();
    }

    // What stands where a value of the type stands: its members without braces.
    void value(const TypeInfo& type, const std::string& description) {
        described(description);
        if (const std::string name = name_of(type); !name.empty()) {
            out_.member("$ref", reference(name));
        } else if (type.kind == TypeKind::list) {
            out_.member("type", "array");
            out_.key("items");
            out_.begin('{');
            value(*type.element, {});
            out_.end();
        } else {
            constraints(type, false);
        }
    }
    // The definition of a type: its members without braces.
    void body(const TypeInfo& type, bool root) {
        described(detail::type_description(options_, type));
        constraints(type, root);
        if (type.kind == TypeKind::whole || type.kind == TypeKind::real) unit(std::string(type.name));
        if (type.kind == TypeKind::form && !type.example.empty()) {
            out_.key("examples");
            out_.begin('[');
            out_.text(type.example);
            out_.end();
        }
        if (options_.extensions && options_.descriptions && type.kind == TypeKind::words) {
            out_.key("x-enum-descriptions");
            out_.begin('[');
            for (const std::string_view word : type.words)
                out_.text(detail::described_as(options_, std::string(type.name) + '.' + std::string(word)));
            out_.end();
        }
    }
    void constraints(const TypeInfo& type, bool root) {
        switch (type.kind) {
            case TypeKind::text:
                out_.member("type", "string");
                break;
            case TypeKind::boolean:
                out_.member("type", "boolean");
                break;
            case TypeKind::whole:
                out_.member("type", "integer");
                out_.key("minimum");
                out_.number(type.whole_low);
                out_.key("maximum");
                out_.number(type.whole_high);
                break;
            case TypeKind::real:
                out_.member("type", "number");
                if (type.bounded) {
                    out_.key("minimum");
                    out_.number(type.low);
                    out_.key("maximum");
                    out_.number(type.high);
                }
                break;
            case TypeKind::form:
                out_.member("type", "string");
                form(type);
                break;
            case TypeKind::words:
                out_.member("type", "string");
                words("enum", type.words);
                break;
            case TypeKind::list:
                value(type, {});
                break;
            case TypeKind::object:
                object(type, root);
                break;
            case TypeKind::choice:
                if (dialect_ == Dialect::openapi)
                    one_of(type);
                else
                    by_kind(type);
                break;
        }
    }
    void form(const TypeInfo& type) {
        if (type.code_length > 0) {
            const std::vector<std::string_view> codes = detail::codes_of(type);
            words("enum", codes);
            return;
        }
        out_.member("pattern", type.pattern);
        if (type.max_length > 0) {
            out_.key("maxLength");
            out_.number(static_cast<std::uint64_t>(type.max_length));
        }
    }
    void words(std::string_view key, std::span<const std::string_view> list) {
        out_.key(key);
        out_.begin('[');
        for (const std::string_view word : list)
            out_.text(word);
        out_.end();
    }
    // `elsewhere`: members that are described where the object stands.
    void object(const TypeInfo& type, bool root, std::span<const OwnMember> elsewhere = {}) {
        const bool with_schema = root && !type.schema.empty();
        out_.member("type", "object");
        out_.key("properties");
        out_.begin('{');
        if (with_schema) schema_member(type);
        if (!type.tag.empty()) {
            out_.key("kind");
            out_.begin('{');
            out_.member("const", type.tag);
            out_.end();
        }
        for (const MemberInfo& m : type.members) {
            out_.key(m.name);
            if (std::any_of(elsewhere.begin(), elsewhere.end(),
                            [&](const OwnMember& o) { return o.member->name == m.name; })) {
                out_.raw("{}");
                continue;
            }
            out_.begin('{');
            value(*m.type, detail::member_description(options_, type, m));
            unit(std::string(type.name) + '.' + std::string(m.name));
            out_.end();
        }
        out_.end();
        std::vector<std::string_view> required;
        if (with_schema) required.push_back("schema");
        if (!type.tag.empty()) required.push_back("kind");
        for (const MemberInfo& m : type.members)
            if (!m.optional) required.push_back(m.name);
        if (!required.empty()) words("required", required);
        if (!type.keeps_unknown) {
            out_.key("additionalProperties");
            out_.raw("false");
        }
    }
    void unit(const std::string& key) {
        const std::string_view unit = unit_of(key);
        if (unit.empty()) return;
        if (options_.extensions)
            out_.member("x-ucum-unit", unit);
        else
            out_.member("$comment", "UCUM unit: " + std::string(unit));
    }
    // A chain of if and then. Validators report a failed "then" of each level beside the fault in it; so what holds the choice itself
    // stands before the chain, and a fault is reported alike however deep it lies.
    void by_kind(const TypeInfo& type) {
        const std::vector<OwnMember> own = own_members(type);
        out_.member("type", "object");
        std::vector<std::string_view> kinds;
        for (const TypeInfo* choice : type.choices)
            kinds.push_back(choice->tag);
        out_.key("properties");
        out_.begin('{');
        out_.key("kind");
        out_.begin('{');
        words("enum", kinds);
        out_.end();
        for (const OwnMember& o : own) {
            out_.key(o.member->name);
            out_.begin('{');
            value(*o.member->type, options_.descriptions ? "Of the kinds " + o.kinds + "." : std::string());
            out_.end();
        }
        out_.end();
        out_.key("required");
        out_.raw("[\"kind\"]");
        out_.key("allOf");
        out_.begin('[');
        for (const TypeInfo* choice : type.choices) {
            out_.begin('{');
            out_.key("if");
            out_.begin('{');
            out_.member("type", "object");
            out_.key("properties");
            out_.begin('{');
            out_.key("kind");
            out_.begin('{');
            out_.member("const", choice->tag);
            out_.end();
            out_.end();
            out_.key("required");
            out_.raw("[\"kind\"]");
            out_.end();
            out_.key("then");
            out_.begin('{');
            const bool holds_itself = std::any_of(own.begin(), own.end(), [&](const OwnMember& o) {
                return std::any_of(choice->members.begin(), choice->members.end(),
                                   [&](const MemberInfo& m) { return m.name == o.member->name; });
            });
            if (holds_itself)
                object(*choice, false, own);
            else
                out_.member("$ref", reference(name_of(*choice)));
            out_.end();
            out_.end();
        }
        out_.end();
    }
    void one_of(const TypeInfo& type) {
        out_.key("oneOf");
        out_.begin('[');
        for (const TypeInfo* choice : type.choices) {
            out_.begin('{');
            out_.member("$ref", reference(name_of(*choice)));
            out_.end();
        }
        out_.end();
        out_.key("discriminator");
        out_.begin('{');
        out_.member("propertyName", "kind");
        out_.key("mapping");
        out_.begin('{');
        for (const TypeInfo* choice : type.choices)
            out_.member(choice->tag, reference(name_of(*choice)));
        out_.end();
        out_.end();
    }

    const SchemaOptions& options_;
    const Dialect dialect_;
    JsonText out_;
};

}  // namespace

std::vector<const TypeInfo*> named_types(std::span<const TypeInfo* const> roots) {
    std::map<std::string, const TypeInfo*> met;
    for (const TypeInfo* root : roots)
        visit(*root, met);
    std::vector<const TypeInfo*> types;
    for (const auto& [name, type] : met)
        types.push_back(type);
    return types;
}

std::string example_text(const TypeInfo& type) {
    JsonText out;
    return example(type, true, out) ? out.take() : std::string();
}

std::string schema_text(const TypeInfo& type, const SchemaOptions& options) {
    return SchemaWriter(options, SchemaWriter::Dialect::json_schema).json_schema(type);
}

std::string openapi_text(std::span<const TypeInfo* const> roots, const SchemaOptions& options) {
    SchemaOptions extended = options;
    extended.extensions = true;
    return SchemaWriter(extended, SchemaWriter::Dialect::openapi).openapi(roots);
}

}  // namespace carnk::inline v0_1
