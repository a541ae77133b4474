// SPDX-License-Identifier: BSL-1.0
// From the register's layout to records: a walk over the text, guided by the tables of the layout.
#include <carnk/interop/clinicaltrials_gov.hpp>
#include <carnk/json/detail/encode.hpp>
#include <carnk/json/locate.hpp>
#include <carnk/json/ndjson.hpp>

#include "interop/ctgov_tree.hpp"

#include <array>
#include <deque>
#include <map>
#include <set>

namespace carnk::inline v0_1 {

namespace {

using namespace ctgov;

/// The way to a place: names and indices up to the root of the text.
struct Step {
    const Step* up = nullptr;
    std::string_view name{};     ///< Member, decoded; empty for an index.
    std::uint32_t index = none;  ///< Index, or none for a member.
    bool frame = false;          ///< Whether an object of ours begins here.
    static constexpr std::uint32_t none = UINT32_MAX;
};

void put(const Step& step, std::string& out) {
    out += '/';
    if (step.index == Step::none)
        out += pointer_token(step.name);
    else
        out += std::to_string(step.index);
}
/// Pointer from the root.
void pointer(const Step* step, std::string& out) {
    if (!step || !step->up) return;
    pointer(step->up, out);
    put(*step, out);
}
std::string pointer_of(const Step* step) {
    std::string s;
    pointer(step, s);
    return s;
}
/// Pointer from the object of ours that is nearest above.
void below_frame(const Step* step, std::string& out) {
    if (step->frame) return;
    below_frame(step->up, out);
    put(*step, out);
}
/// Pointer with `*` for indices: places of one kind have the same.
void pattern(const Step* step, std::string& out) {
    if (!step || !step->up) return;
    pattern(step->up, out);
    if (step->index == Step::none)
        put(*step, out);
    else
        out += "/*";
}

enum class Why : std::uint8_t {
    taken,
    no_home,         // known to the layout, no member of ours
    unknown_member,  // not known to the layout
    unknown_word,
    wrong_kind,
    wrong_form,
    empty,
    incomplete,  // an object that lacks what ours needs
    notation,    // taken, and kept beside it in its own notation
    no_number,   // of a study without number
    of_page,     // of the page, not of a study
};
constexpr std::array<std::string_view, 11> reasons{
    "",
    "the model has no member for it",
    "the register's layout does not have the member",
    "the word is not on the register's list",
    "the value is of another kind than the register's layout says",
    "the value has not the form that the member needs",
    "an empty value says nothing",
    "the object lacks a member without which it cannot be one of the model",
    "the notation is kept beside the value",
    "the study has no number by which it could be a record",
    "it belongs to the page of the search, not to a study",
};
std::string_view reason(Why why) {
    return reasons[static_cast<std::size_t>(why)];
}

/// What became of a leaf: which field of which object took it, or under which name it is kept.
struct Record {
    const Field* field = nullptr;
    std::uint32_t place = 0;  // index of the pointer of our object, or of what is kept
    std::uint32_t index = Step::none;
    LedgerFate fate = LedgerFate::dropped;
    Why why = Why::taken;
    bool there = false;
};

/// Something to report that may stand at many places of one kind.
struct Report {
    std::string_view rule;
    Severity severity;
    std::string message, first, observed, expected;
    std::uint32_t offset = 0;  // of the first place
    std::size_t count = 0;
};

constexpr std::size_t most_fields = 32;  // of one table

class Reader {
public:
    Reader(const Tree& tree, const CtgovOptions& options, CtgovImport& out, std::set<std::string>& ids)
        : tree_(tree),
          options_(options),
          out_(out),
          records_(tree.size()),
          first_record_(out.records.size()),
          ids_(ids) {}

    /// Reads what the text holds.
    void run() {
        Step root;
        switch (tree_[0].kind) {
            case Kind::object:
                object_root(root);
                break;
            case Kind::array:
                list(0, &root);
                break;
            default:
                refuse(0, &root);
        }
        finish();
    }

private:
    /// An object of ours: by which field of which object above it was made, as which element of a list.
    struct Frame {
        const Field* field = nullptr;  // null if the target is there
        std::uint32_t up = 0, index = Step::none;
        std::string target{};
        Extra* extra = nullptr;
    };

    // ------------------------------------------------------------------------------------------------ shapes

    void object_root(const Step& root) {
        if (tree_.member(0, "protocolSection") != 0) {
            study(0, &root, "");
            return;
        }
        const std::uint32_t studies = tree_.member(0, "studies");
        if (studies == 0 || tree_[studies].kind != Kind::array) return refuse(0, &root);
        std::string buffer;
        for (std::uint32_t i = 1; i < tree_[0].next; i = tree_[i + 1].next) {
            const std::uint32_t value = i + 1;
            const std::string_view name = tree_.decoded(i, buffer);
            const Step step{&root, name};
            if (value == studies) {
                list(value, &step);
                continue;
            }
            const bool known = name == "nextPageToken" || name == "totalCount";
            if (name == "nextPageToken" && tree_[value].kind == Kind::text) {
                std::string token;
                out_.next_page_token = std::string(tree_.decoded(value, token));
                report("CNK-CTGOV-009", Severity::warning, "the page is not the last one: there are further studies",
                       value, &step);
            } else if (name == "totalCount" && tree_[value].kind == Kind::number) {
                const std::string_view raw = tree_.raw(value);
                std::uint64_t n = 0;
                if (detail::short_whole(raw.data(), raw.data() + raw.size(), n) == raw.data() + raw.size() &&
                    n <= static_cast<std::uint64_t>(Count::high))
                    out_.total_count = Count(static_cast<std::int64_t>(n));
            }
            if (!known) unknown_member(value, &step);
            drop(value, Why::of_page);
        }
    }
    void list(std::uint32_t node, const Step* up) {
        std::uint32_t index = 0;
        for (std::uint32_t i = node + 1; i < tree_[node].next; i = tree_[i].next, ++index) {
            const Step step{up, {}, index};
            if (tree_[i].kind == Kind::object && tree_.member(i, "protocolSection") != 0)
                study(i, &step, '/' + std::to_string(out_.records.size() - first_record_));
            else
                refuse(i, &step);
        }
        if (tree_.is_leaf(node)) drop(node, Why::of_page);
    }
    /// Something that is no study of this layout.
    void refuse(std::uint32_t node, const Step* step) {
        static constexpr std::array older{"FullStudiesResponse", "FullStudy", "StudyFieldsResponse",
                                          "ProtocolSection",     "Study",     "FullStudies"};
        bool old = false;
        for (const char* name : older)
            old = old || tree_.member(node, name) != 0;
        if (old)
            report("CNK-CTGOV-005", Severity::error, "the text has the layout of the register's API before version 2",
                   node, step, {}, "a study of version 2, which has the member protocolSection");
        else
            report("CNK-CTGOV-004", Severity::error, "the text holds no study of ClinicalTrials.gov", node, step,
                   detail::excerpt(tree_.text(), tree_[node].begin),
                   "an object with protocolSection, an array of such, or an object with studies");
        drop(node, Why::no_number);
    }

    // ------------------------------------------------------------------------------------------------ one study

    void study(std::uint32_t node, const Step* up, const std::string& target) {
        RegistryRecord record;
        Step step = *up;
        step.frame = true;
        id_read_ = title_read_ = status_read_ = false;
        object(node, study_table, &record, {.target = target}, &step);
        if (!id_read_) {
            report("CNK-CTGOV-006", Severity::error,
                   "the study has no number of ClinicalTrials.gov and is not imported", node, up, {},
                   "protocolSection.identificationModule.nctId, such as NCT03056339");
            drop(node, Why::no_number);
            return;
        }
        if (!ids_.insert(record.trial.id.text()).second)
            report("CNK-CTGOV-008", Severity::warning, "the text holds more than one record of the study", node, up,
                   record.trial.id.text());
        if (!title_read_) missing(up, "/protocolSection/identificationModule", "briefTitle", "the title is empty");
        if (!status_read_) {
            record.trial.status = TrialStatus::unknown;
            missing(up, "/protocolSection/statusModule", "overallStatus", "the status is unknown");
            DerivedFact fact;
            fact.target = "/trial/status";
            fact.value = "unknown";
            fact.rule = Slug::of("status.not-stated");
            record.derived.push_back(std::move(fact));
        }
        if (options_.derive) derive_from_words(record, options_);
        note_derived(record, up);
        out_.records.push_back(std::move(record));
    }
    void missing(const Step* up, std::string_view module, std::string_view name, std::string_view instead) {
        // The place is the module, or what there is of it.
        std::string place = pointer_of(up);
        std::uint32_t node = tree_.member(study_node_, "protocolSection");
        if (node != 0) {
            place += "/protocolSection";
            const std::string_view rest = module.substr(module.rfind('/') + 1);
            if (tree_.member(node, rest) != 0) place.append("/").append(rest);
        }
        Report& r = reports_[std::string("CNK-CTGOV-007").append(module) + std::string(name)];
        if (r.count++ > 0) return;
        r.rule = "CNK-CTGOV-007";
        r.severity = Severity::warning;
        r.message = "the study lacks what every study of the register has: " + std::string(instead);
        r.offset = tree_[place_of(place.substr(pointer_of(up).size()))].begin;
        r.first = std::move(place);
        r.expected = name;
    }
    /// The node of a pointer in the study, or the nearest above it.
    std::uint32_t place_of(std::string_view pointer) const {
        std::uint32_t node = study_node_;
        while (!pointer.empty()) {
            pointer.remove_prefix(1);
            const std::string_view token = pointer.substr(0, pointer.find('/'));
            pointer.remove_prefix(token.size());
            std::uint32_t below = tree_.member(node, token);
            if (tree_[node].kind == Kind::array) {
                std::uint64_t n = 0;
                detail::short_whole(token.data(), token.data() + token.size(), n);
                below = node + 1;
                for (; n > 0 && below < tree_[node].next; --n)
                    below = tree_[below].next;
                if (below >= tree_[node].next) below = 0;
            }
            if (below == 0) break;
            node = below;
        }
        return node;
    }
    void note_derived(const RegistryRecord& record, const Step* up) {
        const std::string at = pointer_of(up);
        for (const DerivedFact& fact : record.derived) {
            if (!fact.source) continue;
            if (derived_.size() >= options_.read.max_findings) {
                ++unlisted_;
                continue;
            }
            Finding f;
            f.rule = "CNK-CTGOV-010";
            f.severity = Severity::note;
            f.message = "a value was derived from words, which the register does not state: " + fact.target + " is " +
                        fact.value;
            f.pointer = at + *fact.source;
            if (fact.words) f.observed = '"' + *fact.words + '"';
            f.expected = "rule " + fact.rule.text();
            derived_.emplace_back(tree_[place_of(*fact.source)].begin, std::move(f));
        }
    }

    // ------------------------------------------------------------------------------------------------ objects

    /// Reads an object into one of ours; false if a member is missing without which it cannot be one.
    bool object(std::uint32_t node, const Table& table, void* ours, Frame place, const Step* step) {
        const auto frame = static_cast<std::uint32_t>(frames_.size());
        frames_.push_back(std::move(place));
        frames_.back().extra = table.extra(ours);
        if (has_entries()) (void)target_of(frames_.back());  // entries need it, and so it does not stand between theirs
        if (&table == &study_table) study_node_ = node;
        const bool complete = members(node, table, ours, frame, step);
        table.seal(ours);
        return complete;
    }

    bool members(std::uint32_t node, const Table& table, void* ours, std::uint32_t frame, const Step* up) {
        // Fields are taken in the order of the table, so that the order of the text does not change the record.
        std::array<std::uint32_t, most_fields> values{};
        bool complete = true;
        std::size_t next = 0;
        std::string buffer;
        for (std::uint32_t i = node + 1; i < tree_[node].next; i = tree_[i + 1].next) {
            const std::string_view name = tree_.decoded(i, buffer);
            std::size_t f = next;
            while (f < table.count && table.fields[f].name != name)
                ++f;
            if (f == table.count) {
                f = 0;
                while (f < next && table.fields[f].name != name)
                    ++f;
                if (f == next) f = table.count;
            }
            if (f == table.count) {
                const Step step{up, name};
                unknown_member(i + 1, &step);
                keep(i + 1, frame, &step, Why::unknown_member);
                continue;
            }
            values[f] = i + 1;
            next = std::max(next, f + 1);
        }
        for (std::size_t f = 0; f < table.count; ++f) {
            if (values[f] == 0) {
                complete = complete && !table.fields[f].required;
                continue;
            }
            const Step step{up, table.fields[f].name};
            const bool taken = field(values[f], table.fields[f], ours, frame, &step);
            complete = complete && (taken || !table.fields[f].required);
        }
        return complete;
    }

    /// Reads one member; whether ours took it.
    bool field(std::uint32_t node, const Field& f, void* ours, std::uint32_t frame, const Step* step) {
        const Kind kind = tree_[node].kind;
        switch (f.kind) {
            case FieldKind::kept:
                keep(node, frame, step, Why::no_home);
                return false;
            case FieldKind::leaf:
                return leaf(node, f, ours, f.make, frame, Step::none, step);
            case FieldKind::flat:
            case FieldKind::part:
                if (kind != Kind::object) return unfit(node, frame, step, Fit::wrong_kind, "an object");
                if (tree_.is_leaf(node)) return keep(node, frame, step, Why::empty), false;
                if (f.kind == FieldKind::flat) {
                    members(node, *f.table, ours, frame, step);
                    return true;
                }
                return part(node, f, ours, frame, step);
            case FieldKind::leaves:
            case FieldKind::list:
            case FieldKind::joint:
                if (kind != Kind::array) return unfit(node, frame, step, Fit::wrong_kind, "an array");
                if (tree_.is_leaf(node)) return keep(node, frame, step, Why::empty), false;
                if (f.kind == FieldKind::joint) return joint(node, f, ours, frame, step);
                elements(node, f, ours, frame, step);
                return true;
        }
        return false;
    }

    bool part(std::uint32_t node, const Field& f, void* ours, std::uint32_t frame, const Step* step) {
        void* const object_of_ours = f.make(ours);
        const std::uint32_t index = f.size ? static_cast<std::uint32_t>(f.size(ours) - 1) : Step::none;
        Step begin = *step;
        begin.frame = true;
        if (object(node, *f.table, object_of_ours, {&f, frame, index}, &begin)) return true;
        if (!f.get || !needs_all(*f.table)) return true;
        f.drop(ours);
        incomplete(node, *f.table, frame, step);
        return false;
    }
    static bool needs_all(const Table& table) {
        for (std::size_t i = 0; i < table.count; ++i)
            if (table.fields[i].required) return true;
        return false;
    }
    void incomplete(std::uint32_t node, const Table& table, std::uint32_t frame, const Step* step) {
        std::string names;
        for (std::size_t i = 0; i < table.count; ++i)
            if (table.fields[i].required) names.append(names.empty() ? "" : ", ").append(table.fields[i].name);
        report("CNK-CTGOV-007", Severity::warning, "the object lacks a member without which the model cannot hold it",
               node, step, {}, names);
        keep(node, frame, step, Why::incomplete);
    }

    void elements(std::uint32_t node, const Field& f, void* ours, std::uint32_t frame, const Step* up) {
        std::uint32_t index = 0;
        for (std::uint32_t i = node + 1; i < tree_[node].next; i = tree_[i].next, ++index) {
            const Step step{up, {}, index};
            if (f.kind == FieldKind::leaves) {
                const auto at = static_cast<std::uint32_t>(f.size(ours));
                leaf(i, f, ours, f.make, frame, at, &step);
                continue;
            }
            if (tree_[i].kind != Kind::object) {
                unfit(i, frame, &step, Fit::wrong_kind, "an object");
                continue;
            }
            if (tree_.is_leaf(i)) {
                keep(i, frame, &step, Why::empty);
                continue;
            }
            const Field* field = &f;
            if (f.choose) field = f.choose(member_text(i, "type", first_), member_text(i, "id", second_));
            const auto at = static_cast<std::uint32_t>(f.size(ours));
            void* const element = field->make(ours);
            if (field->mark) field->mark(element);
            Step begin = step;
            begin.frame = true;
            if (object(i, *field->table, element, {&f, frame, at}, &begin)) continue;
            field->drop(ours);
            incomplete(i, *field->table, frame, &step);
        }
    }
    std::string_view member_text(std::uint32_t object, std::string_view name, std::string& buffer) const {
        const std::uint32_t value = tree_.member(object, name);
        if (value == 0 || tree_[value].kind != Kind::text) return {};
        return tree_.decoded(value, buffer);
    }

    bool joint(std::uint32_t node, const Field& f, void* ours, std::uint32_t frame, const Step* step) {
        std::deque<std::string> texts;
        std::vector<std::string_view> words;
        bool all = true;
        for (std::uint32_t i = node + 1; i < tree_[node].next; i = tree_[i].next) {
            if (tree_[i].kind != Kind::text) {
                all = false;
                break;
            }
            words.push_back(tree_.decoded(i, texts.emplace_back()));
        }
        if (!all) return unfit(node, frame, step, Fit::wrong_kind, "an array of words");
        if (f.join(words, ours) != Fit::fits) {
            std::string observed;
            for (const std::string_view w : words)
                observed.append(observed.empty() ? "" : ", ").append(shortened(w));
            return unfit(node, frame, step, Fit::unknown_word, {}, observed);
        }
        const LedgerFate fate = words.size() == 1 ? LedgerFate::renamed : LedgerFate::merged;
        for (std::uint32_t i = node + 1; i < tree_[node].next; i = tree_[i].next)
            records_[i] = {&f, frame, Step::none, fate, Why::taken, true};
        return true;
    }

    bool leaf(std::uint32_t node, const Field& f, void* ours, void* (*make)(void*), std::uint32_t frame,
              std::uint32_t index, const Step* step) {
        ctgov::Leaf value;
        value.kind = tree_[node].kind;
        value.raw = tree_.raw(node);
        if (value.kind == Kind::text) value.text = tree_.decoded(node, buffer_);
        const Fit fit =
            value.kind == Kind::object || value.kind == Kind::array ? Fit::wrong_kind : f.type->read(value, ours, make);
        if (fit != Fit::fits && fit != Fit::fits_keep) {
            const bool words = fit == Fit::unknown_word;
            return unfit(node, frame, step, fit, {},
                         words ? shortened(value.text) : detail::excerpt(tree_.text(), tree_[node].begin));
        }
        if (fit == Fit::fits_keep) keep(node, frame, step, Why::notation);
        records_[node] = {&f, frame, index, f.fate(), fit == Fit::fits ? Why::taken : Why::notation, true};
        if (f.target == "/id" && target_of(frames_[frame]).ends_with("/trial")) id_read_ = true;
        if (f.target == "/title" && f.name == "briefTitle") title_read_ = true;
        if (f.name == "overallStatus") status_read_ = true;
        return true;
    }
    static std::string shortened(std::string_view text) {
        if (text.size() <= 40) return std::string(text);
        std::size_t n = 40;
        while (n > 0 && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80)
            --n;
        return std::string(text.substr(0, n)) + "...";
    }

    // ------------------------------------------------------------------------------------------------ what is kept

    void unknown_member(std::uint32_t node, const Step* step) {
        report("CNK-CTGOV-001", Severity::note, "the member is not known to the register's layout; it is kept", node,
               step);
    }
    /// Reports a value that ours cannot take, and keeps it.
    bool unfit(std::uint32_t node, std::uint32_t frame, const Step* step, Fit fit, std::string expected,
               std::string observed = {}) {
        Why why = Why::wrong_form;
        if (fit == Fit::unknown_word) {
            report("CNK-CTGOV-002", Severity::warning, "the word is not on the register's list; it is kept", node, step,
                   std::move(observed));
            why = Why::unknown_word;
        } else if (fit == Fit::empty) {
            why = Why::empty;
        } else {
            report("CNK-CTGOV-003", Severity::warning,
                   "the value is not of the kind or form that the register's layout has there; it is kept", node, step,
                   observed.empty() ? detail::excerpt(tree_.text(), tree_[node].begin) : std::move(observed),
                   std::move(expected));
            if (fit == Fit::wrong_kind) why = Why::wrong_kind;
        }
        keep(node, frame, step, why);
        return false;
    }
    void keep(std::uint32_t node, std::uint32_t frame, const Step* step, Why why) {
        std::string place;
        below_frame(step, place);
        detail::Encoder e(carnk::compact);
        e.string(std::string(kept_prefix) + place);
        const std::string_view quoted = e.out.view();
        frames_[frame].extra->add({std::string(quoted.substr(1, quoted.size() - 2)), tree_.compact(node), 0});
        const auto index = static_cast<std::uint32_t>(kept_.size());
        if (has_entries())
            kept_.push_back({target_of(frames_[frame]) + '/' + pointer_token(std::string(kept_prefix) + place),
                             pointer_of(step).size()});
        mark_leaves(node, {nullptr, index, Step::none, LedgerFate::kept_as_unknown, why, true});
    }
    void drop(std::uint32_t node, Why why) {
        mark_leaves(node, {nullptr, 0, Step::none, LedgerFate::dropped, why, true});
    }
    /// All leaves at and below a node. Names of members are leaves too; they do not count.
    void mark_leaves(std::uint32_t node, const Record& record) {
        for (std::uint32_t i = node; i < tree_[node].next; ++i)
            records_[i] = record;
    }

    // ------------------------------------------------------------------------------------------------ findings

    void report(std::string_view rule, Severity severity, std::string_view message, std::uint32_t node,
                const Step* step, std::string observed = {}, std::string expected = {}) {
        std::string key(rule);
        pattern(step, key);
        if (rule == "CNK-CTGOV-002") key += observed;
        const auto at = reports_.find(key);
        if (at != reports_.end()) {
            ++at->second.count;
            return;
        }
        if (reports_.size() >= options_.read.max_findings && severity != Severity::error) {
            ++unlisted_;
            return;
        }
        Report& r = reports_[std::move(key)];
        r.count = 1;
        r.rule = rule;
        r.severity = severity;
        r.message = message;
        r.first = pointer_of(step);
        r.offset = tree_[node].begin;
        r.observed = std::move(observed);
        r.expected = std::move(expected);
    }

    // ------------------------------------------------------------------------------------------------ ledger

    void finish() {
        Ledger ledger;
        ledger.from = "ClinicalTrials.gov API v2";
        ledger.to = std::string(RegistryRecord::schema);
        if (out_.records.size() == first_record_ + 1) ledger.record = out_.records.back().trial.id.text();
        std::array<std::int64_t, 8> counts{};
        std::string path;
        leaves_ = 0;
        if (has_entries()) ledger.entries.reserve(tree_.leaf_count());
        if (has_entries() || !count(0, counts)) {
            counts = {};
            leaves_ = 0;
            walk(0, path, ledger, counts);
        }
        ledger.leaves = Count(leaves_);
        for (std::size_t i = 0; i < counts.size(); ++i)
            if (counts[i] > 0) ledger.counts.push_back({static_cast<LedgerFate>(i), Count(counts[i]), {}});
        out_.ledgers.push_back(std::move(ledger));
        std::vector<std::pair<std::uint32_t, Finding>> list = std::move(derived_);
        for (auto& [key, r] : reports_) {
            Finding f;
            f.rule = r.rule;
            f.severity = r.severity;
            f.pointer = std::move(r.first);
            f.message = std::move(r.message);
            f.observed = std::move(r.observed);
            f.expected = std::move(r.expected);
            if (r.count > 1) f.message += " (and at " + std::to_string(r.count - 1) + " more such places)";
            list.emplace_back(r.offset, std::move(f));
        }
        std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
            return std::pair(a.first, std::string_view(a.second.rule)) <
                   std::pair(b.first, std::string_view(b.second.rule));
        });
        const std::string_view text = tree_.text();
        std::size_t seen = 0;
        std::uint32_t line = 1;
        for (auto& [offset, f] : list) {
            for (; (seen = text.find('\n', seen)) < offset; ++seen)
                ++line;
            seen = offset;
            const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
            f.line = line;
            f.column = static_cast<std::uint32_t>(before == std::string_view::npos ? offset + 1 : offset - before);
            out_.findings.add(std::move(f));
        }
        if (unlisted_ == 0) return;
        Finding f;
        f.rule = rule_of(Issue::too_many_findings).info.id;
        f.severity = Severity::note;
        f.message = rule_of(Issue::too_many_findings).info.title;
        f.observed = std::to_string(unlisted_) + " more";
        out_.findings.add(std::move(f));
    }
    [[nodiscard]] bool has_entries() const noexcept { return options_.ledger != LedgerDetail::counts; }
    /// Counts the leaves at and below a node; false if there is one of which nothing is known.
    bool count(std::uint32_t node, std::array<std::int64_t, 8>& counts) {
        if (tree_.is_leaf(node)) {
            const Record& r = records_[node];
            ++leaves_;
            ++counts[static_cast<std::size_t>(r.fate)];
            return r.there;
        }
        const std::uint32_t name = tree_[node].kind == Kind::object ? 1 : 0;
        for (std::uint32_t i = node + 1; i < tree_[node].next; i = tree_[i + name].next)
            if (!count(i + name, counts)) return false;
        return true;
    }
    void walk(std::uint32_t node, std::string& path, Ledger& ledger, std::array<std::int64_t, 8>& counts) {
        const Node& n = tree_[node];
        if (tree_.is_leaf(node)) return account(node, path, ledger, counts);
        const std::size_t length = path.size();
        std::uint32_t index = 0;
        std::string buffer;
        for (std::uint32_t i = node + 1; i < n.next; ++index) {
            std::uint32_t value = i;
            path += '/';
            if (n.kind == Kind::object) {
                value = i + 1;
                const std::string_view name = tree_.decoded(i, buffer);
                if (name.find('~') == std::string_view::npos && name.find('/') == std::string_view::npos)
                    path += name;
                else
                    path += pointer_token(name);
            } else {
                char digits[12];
                path.append(digits, std::to_chars(digits, digits + sizeof digits, index).ptr);
            }
            walk(value, path, ledger, counts);
            path.resize(length);
            i = tree_[value].next;
        }
    }
    void account(std::uint32_t node, const std::string& path, Ledger& ledger, std::array<std::int64_t, 8>& counts) {
        ++leaves_;
        const Record& r = records_[node];
        if (!r.there) {
            Finding f;
            f.rule = "CNK-LEDGER-001";
            f.pointer = path;
            f.message = "the ledger does not account for the leaf";
            out_.findings.add(std::move(f));
            return;
        }
        ++counts[static_cast<std::size_t>(r.fate)];
        if (!has_entries()) return;
        LedgerEntry& e = ledger.entries.emplace_back();
        e.source = path;
        e.fate = r.fate;
        if (r.why != Why::taken) e.reason = std::string(reason(r.why));
        if (r.fate == LedgerFate::dropped) return;
        std::string& target = e.target.emplace();
        if (!r.field) {
            const Kept& kept = kept_[r.place];
            target = kept.target;
            target.append(path, kept.length);
            return;
        }
        const std::string& above = target_of(frames_[r.place]);
        target.reserve(above.size() + r.field->target.size() + 8);
        target.append(above).append(r.field->target);
        if (r.index != Step::none) target.append("/").append(std::to_string(r.index));
    }
    /// Pointer of an object of ours, made when it is asked for.
    const std::string& target_of(Frame& frame) {
        if (!frame.field) return frame.target;
        frame.target = target_of(frames_[frame.up]);
        frame.target += frame.field->target;
        if (frame.index != Step::none) frame.target.append("/").append(std::to_string(frame.index));
        frame.field = nullptr;
        return frame.target;
    }
    struct Kept {
        std::string target;
        std::size_t length;  // of the pointer of its place in the text
    };

    const Tree& tree_;
    const CtgovOptions& options_;
    CtgovImport& out_;
    std::vector<Record> records_;
    std::deque<Frame> frames_;
    std::vector<Kept> kept_;
    std::map<std::string, Report> reports_;
    std::vector<std::pair<std::uint32_t, Finding>> derived_;
    std::string buffer_, first_, second_;
    const std::size_t first_record_;
    std::set<std::string>& ids_;
    std::uint32_t study_node_ = 0;
    std::int64_t leaves_ = 0;
    std::size_t unlisted_ = 0;  // findings beyond the limit
    bool id_read_ = false, title_read_ = false, status_read_ = false;
};

}  // namespace

CtgovImport read_clinicaltrials_gov(std::string_view text, const CtgovOptions& options) {
    CtgovImport out;
    std::set<std::string> ids;
    Tree tree;
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && text[first] == '<') {
        Finding f;
        f.rule = "CNK-CTGOV-005";
        f.message = "the text is XML, as the register gave it before version 2 of its API";
        f.expected = "JSON of version 2";
        f.line = 1U;
        f.column = 1U;
        out.findings.add(std::move(f));
        return out;
    }
    Findings findings = tree.read(text, options.read);
    if (findings.empty()) {
        Reader(tree, options, out, ids).run();
        return out;
    }
    // One object a line: the second one begins a line.
    if (first == std::string_view::npos || text[first] != '{' || text.find("\n{") == std::string_view::npos) {
        out.findings = std::move(findings);
        return out;
    }
    NdjsonOptions lines_options;
    lines_options.max_line_bytes = options.read.max_bytes;
    NdjsonLines lines(text, lines_options);
    for (NdjsonLine line; lines.next(line);) {
        CtgovImport one;
        one.findings = line.state == NdjsonLine::State::whole
                           ? tree.read(line.text, options.read)
                           : Findings({detail::ndjson_line_finding(line, lines_options)});
        if (one.findings.empty()) {
            Reader(tree, options, one, ids).run();
            for (RegistryRecord& record : one.records)
                out.records.push_back(std::move(record));
            for (Ledger& ledger : one.ledgers)
                out.ledgers.push_back(std::move(ledger));
            if (one.next_page_token) out.next_page_token = std::move(one.next_page_token);
            if (one.total_count) out.total_count = one.total_count;
        }
        detail::ndjson_place(one.findings, line.line);
        out.findings.add(one.findings);
    }
    return out;
}

}  // namespace carnk::inline v0_1
