// SPDX-License-Identifier: BSL-1.0
#include <carnk/json/schema.hpp>

#include "json/schema_names.hpp"

namespace carnk::inline v0_1 {

namespace {

class TypeScriptWriter {
public:
    explicit TypeScriptWriter(const SchemaOptions& options) : options_(options) {}

    std::string text(std::span<const TypeInfo* const> roots) {
        out_ =
            "// TypeScript declarations of the carnk documents, made from their C++ types.\n"
            "// Objects may hold further members, which newer versions know; readers pass them on.\n";
        for (const TypeInfo* type : named_types(roots))
            declare(*type);
        std::string documents;
        for (const TypeInfo* root : roots)
            if (!root->schema.empty()) {
                const std::string name = name_of(*root);
                comment("A document of its own: `" + name + "` with the member \"schema\".", "");
                out_ += "export interface " + identifier(name) + "Document extends " + identifier(name) +
                        " {\n  schema: " + quoted(root->schema) + ";\n}\n";
                documents += "\n  | " + identifier(name) + "Document";
            }
        if (!documents.empty()) {
            comment("Any document; its member \"schema\" tells which.", "");
            out_ += "export type AnyDocument =" + documents + ";\n";
        }
        return std::move(out_);
    }

private:
    // Names of own types have dots, which TypeScript has other use for.
    static std::string identifier(std::string name) {
        for (char& c : name)
            if (c == '.') c = '_';
        return name;
    }
    static std::string quoted(std::string_view text) {
        std::string out = "\"";
        for (const char c : text) {
            if (c == '"' || c == '\\') out += '\\';
            out += c;
        }
        return out + '"';
    }
    void comment(const std::string& text, std::string_view indent) {
        if (out_.ends_with("}\n") || indent.empty()) out_ += '\n';
        if (text.empty() || !options_.descriptions) return;
        out_.append(indent).append("/**");
        const bool lines = text.find('\n') != std::string::npos;
        if (lines)
            out_.append("\n").append(indent).append(" * ");
        else
            out_ += ' ';
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\n')
                out_.append("\n").append(indent).append(i + 1 < text.size() && text[i + 1] == '\n' ? " *" : " * ");
            else if (text[i] == '*' && i + 1 < text.size() && text[i + 1] == '/')
                out_ += "* ";
            else
                out_ += text[i];
        }
        if (lines) out_.append("\n").append(indent);
        out_ += " */\n";
    }
    std::string type_text(const TypeInfo& type) {
        if (std::string name = name_of(type); !name.empty()) return identifier(std::move(name));
        switch (type.kind) {
            case TypeKind::boolean:
                return "boolean";
            case TypeKind::whole:
            case TypeKind::real:
                return "number";
            case TypeKind::list:
                return "Array<" + type_text(*type.element) + ">";
            case TypeKind::choice:
                return union_of(type);
            case TypeKind::text:
            case TypeKind::form:
            case TypeKind::words:
            case TypeKind::object:
                break;
        }
        return "string";
    }
    std::string union_of(const TypeInfo& type) {
        std::string text;
        for (const TypeInfo* choice : type.choices)
            text += (text.empty() ? "" : " | ") + type_text(*choice);
        return text;
    }
    void declare(const TypeInfo& type) {
        comment(detail::type_description(options_, type), "");
        const std::string name = identifier(name_of(type));
        switch (type.kind) {
            case TypeKind::object:
                out_ += "export interface " + name + " {\n";
                if (!type.tag.empty()) out_ += "  kind: " + quoted(type.tag) + ";\n";
                for (const MemberInfo& m : type.members) {
                    comment(detail::member_description(options_, type, m), "  ");
                    out_.append("  ").append(m.name).append(m.optional ? "?: " : ": ").append(type_text(*m.type));
                    out_ += ";\n";
                }
                out_ += "}\n";
                break;
            case TypeKind::words:
                out_ += "export type " + name + " =";
                for (const std::string_view word : type.words)
                    out_ += "\n  | " + quoted(word);
                out_ += ";\n";
                break;
            case TypeKind::choice:
                out_ += "export type " + name + " = " + union_of(type) + ";\n";
                break;
            case TypeKind::whole:
            case TypeKind::real:
                out_ += "export type " + name + " = number;\n";
                break;
            case TypeKind::text:
            case TypeKind::boolean:
            case TypeKind::form:
            case TypeKind::list:
                out_ += "export type " + name + " = string;\n";
                break;
        }
    }

    const SchemaOptions& options_;
    std::string out_;
};

}  // namespace

std::string typescript_text(std::span<const TypeInfo* const> roots, const SchemaOptions& options) {
    return TypeScriptWriter(options).text(roots);
}

}  // namespace carnk::inline v0_1
