// SPDX-License-Identifier: BSL-1.0
// From records to the register's layout: the tables of the layout, read the other way, and what was kept put where it stood.
#include <carnk/interop/clinicaltrials_gov.hpp>
#include <carnk/json/detail/encode.hpp>
#include <carnk/json/locate.hpp>

#include "interop/ctgov_layout.hpp"

#include <span>

namespace carnk::inline v0_1 {

namespace {

using namespace ctgov;

/// Something kept: the names and indices of its pointer from the object of ours, and its text.
struct Kept {
    std::vector<std::string> tokens;
    std::string_view json;
};

std::string quoted(std::string_view text) {
    detail::Encoder e(compact);
    e.string(text);
    return std::string(e.out.view());
}

bool is_index(std::string_view token) {
    return !token.empty() && token.size() < 10 && token.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<Kept> kept_in(const Extra& extra) {
    std::vector<Kept> list;
    for (const ExtraMember& m : extra.members()) {
        // Names stand there with escapes.
        const std::string name = '"' + m.key + '"';
        const ReadOptions options;
        detail::Decoder d(name, options);
        std::string decoded;
        d.string(d.begin, decoded);
        if (!d.marks.empty() || !decoded.starts_with(kept_prefix)) continue;
        std::string_view rest = std::string_view(decoded).substr(kept_prefix.size());
        Kept kept{{}, m.json};
        while (!rest.empty() && rest.front() == '/') {
            rest.remove_prefix(1);
            std::string& token = kept.tokens.emplace_back();
            for (std::size_t i = 0, n = std::min(rest.find('/'), rest.size()); i < n; ++i) {
                const bool escape = rest[i] == '~' && i + 1 < n && (rest[i + 1] == '0' || rest[i + 1] == '1');
                token += escape ? (rest[++i] == '0' ? '~' : '/') : rest[i];
            }
            rest.remove_prefix(std::min(rest.find('/'), rest.size()));
        }
        if (!kept.tokens.empty()) list.push_back(std::move(kept));
    }
    return list;
}

using KeptList = std::vector<const Kept*>;

class Writer {
public:
    /// `skip`: a member that was derived and is not written.
    explicit Writer(const void* skip) : skip_(skip) {}

    /// An object of ours.
    std::string object(const Table& table, const void* ours) {
        const std::vector<Kept> kept = kept_in(*table.kept(ours));
        KeptList list;
        for (const Kept& k : kept)
            list.push_back(&k);
        return members(table, ours, list, 0);
    }

private:
    /// The members of an object, or nothing if it has none. `depth`: how many tokens of what is kept lead here.
    std::string members(const Table& table, const void* ours, const KeptList& kept, std::size_t depth) {
        std::string out;
        const auto put = [&](std::string_view name, std::string_view json) {
            if (json.empty()) return;
            out += out.empty() ? '{' : ',';
            out += quoted(name);
            out += ':';
            out += json;
        };
        std::vector<bool> placed(kept.size());
        KeptList below;
        for (std::size_t i = 0; i < table.count; ++i) {
            const Field& f = table.fields[i];
            below.clear();
            const Kept* whole = nullptr;
            for (std::size_t k = 0; k < kept.size(); ++k) {
                if (kept[k]->tokens[depth] != f.name) continue;
                placed[k] = true;
                if (kept[k]->tokens.size() == depth + 1)
                    whole = kept[k];
                else
                    below.push_back(kept[k]);
            }
            put(f.name, whole ? std::string(whole->json) : field(f, ours, below, depth + 1));
        }
        for (std::size_t k = 0; k < kept.size(); ++k)
            if (!placed[k] && kept[k]->tokens.size() == depth + 1) put(kept[k]->tokens[depth], kept[k]->json);
        if (!out.empty()) out += '}';
        return out;
    }
    std::string field(const Field& f, const void* ours, const KeptList& kept, std::size_t depth) {
        std::string out;
        switch (f.kind) {
            case FieldKind::kept:
                break;
            case FieldKind::leaf:
                if (const void* const value = f.get(ours))
                    if (value != skip_ && !f.type->write(value, out)) out.clear();
                break;
            case FieldKind::flat:
                return members(*f.table, ours, kept, depth);
            case FieldKind::part:
                if (const void* const value = f.get(ours)) return object(*f.table, value);
                break;
            case FieldKind::leaves:
            case FieldKind::list:
            case FieldKind::joint:
                return array(f, ours, kept, depth);
        }
        return out;
    }
    std::string array(const Field& f, const void* ours, const KeptList& kept, std::size_t depth) {
        std::vector<std::string> elements;
        if (f.kind == FieldKind::joint) {
            std::vector<std::string_view> words;
            f.split(ours, words);
            for (const std::string_view word : words)
                elements.push_back(quoted(word));
        } else {
            for (std::size_t i = 0, n = f.size(ours); i < n; ++i) {
                const void* const value = f.at(ours, i);
                if (!value) continue;
                std::string element;
                if (f.kind == FieldKind::leaves) {
                    if (!f.type->write(value, element)) continue;
                } else {
                    element = object(f.table_at ? *f.table_at(ours, i) : *f.table, value);
                    if (element.empty()) element = "{}";
                }
                elements.push_back(std::move(element));
            }
        }
        std::vector<std::pair<std::size_t, std::string_view>> places;
        for (const Kept* k : kept)
            if (k->tokens.size() == depth + 1 && is_index(k->tokens[depth]))
                places.emplace_back(static_cast<std::size_t>(std::stoul(k->tokens[depth])), k->json);
        std::sort(places.begin(), places.end());
        std::vector<std::string> all;
        std::size_t taken = 0;
        for (const auto& [place, json] : places) {
            while (all.size() < place && taken < elements.size())
                all.push_back(std::move(elements[taken++]));
            all.emplace_back(json);
        }
        while (taken < elements.size())
            all.push_back(std::move(elements[taken++]));
        std::string out;
        for (const std::string& element : all) {
            out += out.empty() ? '[' : ',';
            out += element;
        }
        if (!out.empty()) out += ']';
        return out;
    }

    const void* const skip_;
};

}  // namespace

std::string write_clinicaltrials_gov(const RegistryRecord& record) {
    const void* skip = nullptr;
    for (const DerivedFact& fact : record.derived)
        if (fact.target == "/trial/status") skip = &record.trial.status;
    std::string text = Writer(skip).object(study_table, &record);
    return text.empty() ? "{}" : text;
}

std::string write_clinicaltrials_gov(const Trial& trial) {
    RegistryRecord record;
    record.trial = trial;
    return write_clinicaltrials_gov(record);
}

}  // namespace carnk::inline v0_1
