// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/upgrade.hpp>
#include <carnk/json/locate.hpp>
#include <carnk/json/patch.hpp>
#include <carnk/rules/rule.hpp>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace carnk::inline v0_1 {

namespace {

using Tokens = std::vector<std::string>;

Finding finding(std::string_view rule, std::string pointer, std::string message, std::string observed = {},
                std::string expected = {}) {
    Finding f;
    f.rule = rule;
    f.pointer = std::move(pointer);
    f.message = std::move(message);
    f.observed = std::move(observed);
    f.expected = std::move(expected);
    return f;
}

// The tokens of a pointer, as they stand in it, escaped.
Tokens tokens_of(std::string_view pointer) {
    Tokens tokens;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        tokens.emplace_back(pointer.substr(0, end));
        pointer.remove_prefix(end);
    }
    return tokens;
}

// Whether a pattern finds the first `count` tokens of a pointer. Linear in both but for each `**`, of which a pattern has few.
bool finds(const Tokens& pattern, std::size_t p, const Tokens& tokens, std::size_t t, std::size_t count) {
    for (; p < pattern.size(); ++p, ++t) {
        if (pattern[p] == "**") {
            for (std::size_t skipped = t; skipped <= count; ++skipped)
                if (finds(pattern, p + 1, tokens, skipped, count)) return true;
            return false;
        }
        if (t >= count || (pattern[p] != "*" && pattern[p] != tokens[t])) return false;
    }
    return t == count;
}

// "carnk/trial/2": its name and number; number 0 if it has none.
std::pair<std::string_view, int> split(std::string_view schema) {
    const std::size_t slash = schema.rfind('/');
    if (slash == std::string_view::npos) return {schema, 0};
    int number = 0;
    const char* const end = schema.data() + schema.size();
    const auto [at, error] = std::from_chars(schema.data() + slash + 1, end, number);
    if (error != std::errc{} || at != end || number < 1) return {schema, 0};
    return {schema.substr(0, slash), number};
}

// One step: goes over the text once, gathers what changes in it, and accounts for each leaf.
class Step {
public:
    Step(std::string_view text, const UpgradeStep& step)
        : text_(text),
          step_(step),
          from_(std::string(step.document) + '/' + std::to_string(step.from)),
          to_(std::string(step.document) + '/' + std::to_string(step.from + 1)),
          ledger_(from_, to_) {
        for (const UpgradeRule& rule : step.rules)
            patterns_.push_back(tokens_of(rule.at));
    }

    // The text after the step, and its ledger.
    Result<Upgraded> run() {
        detail::TextWalker walker(text_);
        walker.walk([&](std::size_t begin, std::size_t end, bool value) {
            const char c = text_[begin];
            if (value)
                this->value(begin, end, walker.pointer());
            else if (c == '"')
                key(begin, end, walker.pointer());
            else if (c == '}' || c == ']')
                close(begin, end);
            return true;
        });
        if (!findings_.empty()) return {std::nullopt, findings_};
        Upgraded out;
        out.text = edited();
        if (const Result<std::vector<std::string>> leaves = leaves_of(out.text); !leaves)
            return {std::nullopt, leaves.findings()};
        Result<Ledger> ledger = ledger_.finish(text_);
        if (ledger.findings().has_errors()) return {std::nullopt, ledger.findings()};
        out.steps.push_back(std::move(*ledger));
        return out;
    }

private:
    // What is known of a value from above: where it goes, and by which rules it or what it is in is renamed or removed.
    struct Way {
        std::string target{};
        const UpgradeRule* renamed = nullptr;
        const UpgradeRule* removed = nullptr;
    };
    struct Member {
        std::size_t begin, end;  // from its key to the end of its value
        std::string name;        // after the step, escaped
        bool removed;
    };
    // An object or an array that is open.
    struct Frame {
        std::size_t begin;
        std::string source;
        Way way;
        Way next{};  // of the member whose key was met last
        std::vector<Member> members{};
        bool empty = true;
    };
    struct Edit {
        std::size_t begin, end;
        std::string text;
    };

    const UpgradeRule* rule_for(const Tokens& tokens, UpgradeAction action) const {
        for (std::size_t i = 0; i < patterns_.size(); ++i)
            if (step_.rules[i].action == action && finds(patterns_[i], 0, tokens, 0, tokens.size()))
                return &step_.rules[i];
        return nullptr;
    }

    void key(std::size_t begin, std::size_t end, const std::string& pointer) {
        Frame& frame = open_.back();
        const Tokens tokens = tokens_of(pointer);
        Way way = frame.way;
        std::string name = tokens.back();
        if (const UpgradeRule* rule = rule_for(tokens, UpgradeAction::remove)) {
            if (!way.removed) way.removed = rule;
        } else if ((rule = rule_for(tokens, UpgradeAction::rename)) != nullptr) {
            name = pointer_token(rule->to);
            way.renamed = rule;
            if (!way.removed) edits_.push_back({begin, end, quoted_json(rule->to)});
        }
        way.target += '/' + name;
        const bool removed = way.removed && !frame.way.removed;
        frame.members.push_back({begin, end, std::move(name), removed});
        frame.next = std::move(way);
    }

    void value(std::size_t begin, std::size_t end, std::string pointer) {
        Way way;
        if (!open_.empty()) {
            Frame& parent = open_.back();
            parent.empty = false;
            way = parent.next;
            if (text_[parent.begin] == '[') {
                way = parent.way;
                way.target += pointer.substr(pointer.rfind('/'));
            } else {
                parent.members.back().end = end;
            }
        }
        if (const char c = text_[begin]; c == '{' || c == '[') {
            open_.push_back({begin, std::move(pointer), std::move(way)});
            return;
        }
        if (pointer == "/schema") {
            edits_.push_back({begin, end, quoted_json(to_)});
            return ledger_.add(pointer, LedgerFate::renamed, pointer, "version of the schema");
        }
        const UpgradeRule* rule = way.renamed;
        if (!way.removed) {
            const Tokens tokens = tokens_of(pointer);
            for (std::size_t i = 0; i < patterns_.size(); ++i)
                if (step_.rules[i].action == UpgradeAction::replace &&
                    text_.substr(begin, end - begin) == step_.rules[i].was &&
                    finds(patterns_[i], 0, tokens, 0, tokens.size())) {
                    rule = &step_.rules[i];
                    edits_.push_back({begin, end, std::string(rule->to)});
                    break;
                }
        }
        leaf(std::move(pointer), way, rule, false);
    }

    void close(std::size_t begin, std::size_t end) {
        Frame frame = std::move(open_.back());
        open_.pop_back();
        if (!open_.empty() && !open_.back().members.empty()) open_.back().members.back().end = end;
        bool added = false;
        if (text_[begin] == '}' && !frame.way.removed) added = close_object(frame);
        if (frame.empty) leaf(frame.source, frame.way, frame.way.renamed, added);
    }

    // What goes and what comes in an object. Whether something comes.
    bool close_object(const Frame& frame) {
        const std::vector<Member>& members = frame.members;
        const Member* kept = nullptr;  // the last one so far
        std::set<std::string_view> names;
        for (std::size_t i = 0; i < members.size(); ++i) {
            const Member& m = members[i];
            if (!m.removed) {
                kept = &m;
                if (!names.insert(m.name).second)
                    findings_.add(finding("CNK-UPGRADE-004", frame.source + '/' + m.name,
                                          "two members of the document would get one name"));
            } else if (kept) {
                edits_.push_back({members[i - 1].end, m.end, {}});
            } else {
                edits_.push_back({m.begin, i + 1 < members.size() ? members[i + 1].begin : m.end, {}});
            }
        }
        const Tokens tokens = tokens_of(frame.source);
        std::string more;
        for (std::size_t i = 0; i < patterns_.size(); ++i) {
            if (step_.rules[i].action != UpgradeAction::add || patterns_[i].empty()) continue;
            const Tokens above(patterns_[i].begin(), patterns_[i].end() - 1);
            if (!finds(above, 0, tokens, 0, tokens.size()) || !names.insert(patterns_[i].back()).second) continue;
            if (kept || !more.empty()) more += ", ";
            more += quoted_json(plain(patterns_[i].back())) + ": " + std::string(step_.rules[i].to);
        }
        if (more.empty()) return false;
        const std::size_t at = kept ? kept->end : frame.begin + 1;
        edits_.push_back({at, at, std::move(more)});
        return true;
    }

    // A token of a pointer without its escapes.
    static std::string plain(std::string_view token) {
        std::string s;
        for (std::size_t i = 0; i < token.size(); ++i) {
            if (token[i] != '~' || i + 1 == token.size())
                s += token[i];
            else
                s += token[++i] == '1' ? '/' : '~';
        }
        return s;
    }

    void leaf(std::string source, const Way& way, const UpgradeRule* rule, bool added) {
        if (way.removed)
            return ledger_.add(std::move(source), LedgerFate::dropped, {}, std::string(way.removed->reason));
        if (added) return ledger_.add(std::move(source), LedgerFate::widened, way.target, "a member was added");
        ledger_.add(std::move(source), rule ? rule->fate : LedgerFate::exact, way.target,
                    std::string(rule ? rule->reason : std::string_view()));
    }

    // The text with all edits; those in what is removed are of no account.
    [[nodiscard]] std::string edited() {
        std::stable_sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) {
            return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
        });
        std::string out;
        std::size_t at = 0;
        for (const Edit& e : edits_) {
            if (e.begin < at) continue;
            out.append(text_, at, e.begin - at).append(e.text);
            at = e.end;
        }
        return out.append(text_, at);
    }

    const std::string_view text_;
    const UpgradeStep& step_;
    const std::string from_, to_;
    LedgerBuilder ledger_;
    std::vector<Tokens> patterns_{};
    std::vector<Frame> open_{};
    std::vector<Edit> edits_{};
    Findings findings_{};
};

}  // namespace

std::span<const UpgradeStep> upgrade_steps() noexcept {
    return {};
}

Result<Upgraded> upgrade(std::string_view text, std::string_view schema, std::span<const UpgradeStep> steps) {
    const auto goal = split(schema);
    const std::string_view name = goal.first;
    const int wanted = goal.second;
    Upgraded out;
    out.text = text;
    const Result<std::vector<Optional<std::string_view>>> stated = find_all_at(text, {"/schema"});
    if (!stated) return {std::nullopt, stated.findings()};
    const std::string_view own = stated->front() ? *stated->front() : std::string_view();
    if (own.size() < 2 || own.front() != '"')
        return finding("CNK-UPGRADE-001", "/schema", "the document does not say of which version it is", {},
                       std::string(schema));
    const auto stands = split(own.substr(1, own.size() - 2));
    int number = stands.second;
    if (number == 0 || wanted == 0 || stands.first != name)
        return finding("CNK-UPGRADE-001", "/schema", "the document is of another type", {}, std::string(schema));
    const auto version = [&] {
        return std::string(name) + '/' + std::to_string(number);
    };
    if (number > wanted)
        return finding("CNK-UPGRADE-002", "/schema", "the document is of a newer version", version(),
                       std::string(schema));
    for (; number < wanted; ++number) {
        const auto step = std::find_if(steps.begin(), steps.end(), [&, from = number](const UpgradeStep& s) {
            return s.document == name && s.from == from;
        });
        if (step == steps.end())
            return finding("CNK-UPGRADE-003", "/schema", "there is no step from this version to the next", version(),
                           std::string(schema));
        Result<Upgraded> next = Step(out.text, *step).run();
        if (!next) return {std::nullopt, next.findings()};
        out.text = std::move(next->text);
        out.steps.push_back(std::move(next->steps.front()));
    }
    return out;
}

}  // namespace carnk::inline v0_1
