// SPDX-License-Identifier: BSL-1.0
#include "model.hpp"

#include <carnk/interop/documents.hpp>
#include <carnk/json/codec.hpp>
#include <carnk/rules/rule.hpp>
#include <carnk/version.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace carnk::promises {

namespace {

std::string kind_of(const TypeInfo& type) {
    static constexpr std::string_view names[] = {"text",  "boolean", "whole",  "real",  "form",
                                                 "words", "list",    "object", "choice"};
    return std::string(names[static_cast<std::size_t>(type.kind)]);
}

std::string_view name_of_severity(Severity severity) {
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

std::string reference(const TypeInfo& type) {
    if (type.kind == TypeKind::list) return '[' + reference(*type.element) + ']';
    const std::string name = name_of(type);
    return name.empty() ? kind_of(type) : name;
}

ModelType described(const TypeInfo& type) {
    ModelType t;
    t.name = name_of(type);
    t.kind = kind_of(type);
    t.keeps_unknown = type.keeps_unknown;
    if (!type.tag.empty()) t.tag = std::string(type.tag);
    if (type.kind == TypeKind::object) {
        t.members.emplace();
        for (const MemberInfo& m : type.members)
            t.members->push_back({std::string(m.name), reference(*m.type), m.optional, {}});
    }
    if (type.kind == TypeKind::choice) {
        t.choices.emplace();
        for (const TypeInfo* c : type.choices)
            t.choices->push_back(reference(*c));
    }
    if (!type.words.empty()) t.words = std::vector<std::string>(type.words.begin(), type.words.end());
    if (!type.codes.empty() && type.code_length > 0) {
        t.words.emplace();
        for (std::size_t i = 0; i + type.code_length <= type.codes.size(); i += type.code_length)
            t.words->emplace_back(type.codes.substr(i, type.code_length));
    }
    if (!type.pattern.empty()) t.pattern = std::string(type.pattern);
    if (type.kind == TypeKind::whole) {
        t.low = static_cast<double>(type.whole_low);
        t.high = static_cast<double>(type.whole_high);
    } else if (type.kind == TypeKind::real && type.bounded) {
        t.low = type.low;
        t.high = type.high;
    }
    if (type.max_length > 0) t.max_length = static_cast<std::int64_t>(type.max_length);
    return t;
}

const ModelType* type_named(const Model& model, std::string_view name) {
    for (const ModelType& t : model.types)
        if (t.name == name) return &t;
    return nullptr;
}

std::string_view element_of(std::string_view reference) {
    while (reference.size() > 2 && reference.front() == '[')
        reference = reference.substr(1, reference.size() - 2);
    return reference;
}

void reach(const Model& model, std::string_view name, std::set<std::string, std::less<>>& reached) {
    const ModelType* const t = type_named(model, element_of(name));
    if (!t || !reached.insert(t->name).second) return;
    if (t->members)
        for (const ModelMember& m : *t->members)
            reach(model, m.type, reached);
    if (t->choices)
        for (const std::string& c : *t->choices)
            reach(model, c, reached);
}

// "carnk/trial/2" without its number, and the number.
std::pair<std::string, int> split(const std::string& schema) {
    const std::size_t slash = schema.rfind('/');
    return {schema.substr(0, slash), std::stoi(schema.substr(slash + 1))};
}

class Comparison {
public:
    Comparison(const Model& before, const Model& after) : before_(before), after_(after) {
        delta_.from = before.version;
        delta_.to = after.version;
        for (const ModelDocument& d : before.documents) {
            std::set<std::string, std::less<>> reached;
            reach(before, d.type, reached);
            for (const std::string& type : reached)
                documents_[type].push_back(d.schema);
        }
    }

    ModelDelta run() {
        documents();
        for (const ModelType& old : before_.types) {
            const ModelType* const now = type_named(after_, old.name);
            if (!now)
                add(old.name, {}, "is gone", Weight::breaking);
            else
                types(old, *now);
        }
        for (const ModelType& now : after_.types)
            if (!type_named(before_, now.name)) add(now.name, {}, "is new", Weight::wider);
        rules();
        judge();
        return std::move(delta_);
    }

private:
    void add(std::string_view type, std::string_view member, std::string change, Weight weight) {
        ModelChange c;
        c.type = type;
        if (!member.empty()) c.member = std::string(member);
        c.change = std::move(change);
        c.weight = weight;
        if (const auto at = documents_.find(type); at != documents_.end()) c.documents = at->second;
        delta_.changes.push_back(std::move(c));
    }

    void documents() {
        for (const ModelDocument& d : before_.documents) {
            const auto [name, number] = split(d.schema);
            const ModelDocument* const now = successor(name);
            if (!now) {
                ModelChange c;
                c.member = d.schema;
                c.change = "the document is gone";
                c.weight = Weight::breaking;
                delta_.changes.push_back(c);
                delta_.broken.push_back(d.schema + " is gone: documents of a released version must stay readable");
            } else if (split(now->schema).second < number) {
                delta_.broken.push_back(d.schema + " has an older version now: " + now->schema);
            } else if (now->type != d.type) {
                add(d.type, {}, d.schema + " is now of type " + now->type, Weight::breaking);
            }
        }
        for (const ModelDocument& d : after_.documents)
            if (std::none_of(before_.documents.begin(), before_.documents.end(),
                             [&](const ModelDocument& b) { return split(b.schema).first == split(d.schema).first; })) {
                ModelChange c;
                c.type = d.type;
                c.member = d.schema;
                c.change = "the document is new";
                delta_.changes.push_back(c);
            }
    }

    [[nodiscard]] const ModelDocument* successor(const std::string& name) const {
        for (const ModelDocument& d : after_.documents)
            if (split(d.schema).first == name) return &d;
        return nullptr;
    }

    // Ids of rules stay for ever: suppressions, configurations and filed findings name them. They have no version of their own.
    void rules() {
        const auto find = [](const std::vector<ModelRule>& list, std::string_view id) -> const ModelRule* {
            for (const ModelRule& r : list)
                if (r.id == id) return &r;
            return nullptr;
        };
        for (const ModelRule& old : before_.rules) {
            const ModelRule* const now = find(after_.rules, old.id);
            if (!now) {
                add({}, old.id, "the rule is gone", Weight::breaking);
                delta_.broken.push_back(old.id + " is gone: suppressions and configurations name it");
            } else if (now->severity != old.severity) {
                add({}, old.id, "was " + old.severity + ", is " + now->severity, Weight::wider);
            }
        }
        for (const ModelRule& now : after_.rules)
            if (!find(before_.rules, now.id)) add({}, now.id, "the rule is new", Weight::wider);
    }

    void types(const ModelType& old, const ModelType& now) {
        if (old.kind != now.kind) return add(old.name, {}, "was " + old.kind + ", is " + now.kind, Weight::breaking);
        if (old.tag != now.tag)
            add(old.name, "kind", "was " + old.tag.value_or("none") + ", is " + now.tag.value_or("none"),
                Weight::breaking);
        if (old.keeps_unknown && !now.keeps_unknown) add(old.name, {}, "refuses unknown members now", Weight::breaking);
        if (!old.keeps_unknown && now.keeps_unknown) add(old.name, {}, "keeps unknown members now", Weight::wider);
        if (old.members && now.members) members(old, now);
        list(old.name, "word", old.words, now.words);
        list(old.name, "choice", old.choices, now.choices);
        if (old.pattern != now.pattern) add(old.name, {}, "has another form", Weight::breaking);
        if (now.low && (!old.low || *now.low > *old.low))
            add(old.name, {}, "has a higher least value", Weight::breaking);
        if (now.high && (!old.high || *now.high < *old.high))
            add(old.name, {}, "has a lower greatest value", Weight::breaking);
        if ((old.low && (!now.low || *now.low < *old.low)) || (old.high && (!now.high || *now.high > *old.high)))
            add(old.name, {}, "has a wider range", Weight::wider);
        if (now.max_length && (!old.max_length || *now.max_length < *old.max_length))
            add(old.name, {}, "must be shorter", Weight::breaking);
        else if (old.max_length && now.max_length != old.max_length)
            add(old.name, {}, "may be longer", Weight::wider);
    }

    void members(const ModelType& old, const ModelType& now) {
        const auto find = [](const std::vector<ModelMember>& list, std::string_view name) -> const ModelMember* {
            for (const ModelMember& m : list)
                if (m.name == name) return &m;
            return nullptr;
        };
        for (const ModelMember& m : *old.members) {
            const ModelMember* const n = find(*now.members, m.name);
            if (!n) {
                add(old.name, m.name, "is gone", Weight::breaking);
                continue;
            }
            if (n->type != m.type) add(old.name, m.name, "was " + m.type + ", is " + n->type, Weight::breaking);
            if (m.optional && !n->optional) add(old.name, m.name, "must be there now", Weight::breaking);
            if (!m.optional && n->optional) add(old.name, m.name, "may be absent now", Weight::wider);
        }
        for (const ModelMember& n : *now.members)
            if (!find(*old.members, n.name))
                add(old.name, n.name, n.optional ? "is new" : "is new and must be there",
                    n.optional ? Weight::wider : Weight::breaking);
    }

    void list(const std::string& type, const std::string& what, const Optional<std::vector<std::string>>& old,
              const Optional<std::vector<std::string>>& now) {
        static const std::vector<std::string> none;
        const std::vector<std::string>&a = old ? *old : none, &b = now ? *now : none;
        for (const std::string& x : a)
            if (std::find(b.begin(), b.end(), x) == b.end()) add(type, x, "the " + what + " is gone", Weight::breaking);
        for (const std::string& x : b)
            if (std::find(a.begin(), a.end(), x) == a.end()) add(type, x, "the " + what + " is new", Weight::wider);
    }

    // A breaking change asks for a new version of every document that reaches it.
    void judge() {
        for (const ModelChange& c : delta_.changes) {
            if (c.weight != Weight::breaking) continue;
            for (const std::string& document : c.documents) {
                const auto [name, number] = split(document);
                const ModelDocument* const now = successor(name);
                if (now && split(now->schema).second <= number)
                    delta_.broken.push_back(document + " must become version " + std::to_string(number + 1) + ": " +
                                            c.type + (c.member ? '.' + *c.member : "") + ' ' + c.change);
            }
        }
    }

    const Model& before_;
    const Model& after_;
    ModelDelta delta_{};
    std::map<std::string, std::vector<std::string>, std::less<>> documents_{};  // by type
};

}  // namespace

Model current_model() {
    Model model;
    model.version = version_string();
    for (const TypeInfo* d : document_types())
        model.documents.push_back({std::string(d->schema), name_of(*d), {}});
    for (const TypeInfo* t : named_types(document_types()))
        model.types.push_back(described(*t));
    for (const RuleInfo& info : RuleSet::builtin().infos())
        model.rules.push_back(
            {std::string(info.id), std::string(name_of_severity(info.severity)), std::string(info.since), {}});
    std::sort(model.rules.begin(), model.rules.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return model;
}

ModelDelta delta_of(const Model& before, const Model& after) {
    return Comparison(before, after).run();
}

Result<Model> read_model(std::string_view text) {
    return read<Model>(text, {.policy = strict});
}

std::string text_of(const Model& model) {
    std::string text = write(model);
    // A line for each type and document: only between objects of the two lists does "},{\"name" or "},{\"schema" stand at the top.
    std::string out;
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        out += c;
        if (quoted) {
            if (c == '\\')
                out += text[++i];
            else if (c == '"')
                quoted = false;
            continue;
        }
        if (c == '"') quoted = true;
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
        if ((c == ',' && depth <= 2) || (c == '[' && depth == 2)) out += '\n';
    }
    return out + '\n';
}

std::string text_of(const ModelDelta& delta) {
    return write(delta, pretty) + '\n';
}

}  // namespace carnk::promises
