// SPDX-License-Identifier: BSL-1.0
#include <carnk/core/optional.hpp>
#include <carnk/json/canonical.hpp>
#include <carnk/json/patch.hpp>

#include <charconv>
#include <cstdint>
#include <unordered_map>

namespace carnk::inline v0_1 {

namespace {

using detail::Decoder;

enum class Kind : std::uint8_t { scalar, array, object };

/// A value of well-formed text; scalars and names keep their bytes.
struct Node {
    Kind kind = Kind::scalar;
    std::string raw{};                 // text of a scalar
    std::vector<std::string> keys{};   // of an object: as they stood, quotation marks included
    std::vector<std::string> names{};  // of an object: decoded
    std::vector<Node> items{};         // of an array or an object
    std::size_t begin = 0, end = 0;    // place in the text

    [[nodiscard]] std::size_t find(std::string_view name) const noexcept {
        return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
    }
    void erase(std::size_t i) {
        const auto at = static_cast<std::ptrdiff_t>(i);
        items.erase(items.begin() + at);
        if (kind == Kind::object) {
            keys.erase(keys.begin() + at);
            names.erase(names.begin() + at);
        }
    }
};

const ReadOptions options;

/// Where the members of an object stand, by name; small objects are searched, large ones get a table.
class Names {
public:
    explicit Names(const Node& n) : n_(n) {
        if (n.names.size() <= 32) return;
        table_.reserve(n.names.size());
        for (std::size_t i = 0; i < n.names.size(); ++i)
            table_.emplace(n.names[i], i);
    }
    /// The number of members if there is none with this name.
    [[nodiscard]] std::size_t find(std::string_view name) const {
        if (table_.empty()) return n_.find(name);
        const auto at = table_.find(name);
        return at == table_.end() ? n_.names.size() : at->second;
    }

private:
    const Node& n_;
    std::unordered_map<std::string_view, std::size_t> table_{};
};

Findings check(std::string_view text) {
    Decoder d(text, options);
    if (text.size() > options.max_bytes)
        d.mark(Issue::too_large, d.end, "at most " + std::to_string(options.max_bytes) + " bytes");
    else {
        const char* p = d.skip(d.space(d.begin));
        if (p && (p = d.space(p)) != d.end) d.mark(Issue::trailing_text, p, "the end of the text");
    }
    return d.mark_count == 0 ? Findings() : detail::findings_of(d, text, false);
}

/// Makes the tree of text that was checked.
class Parser {
public:
    explicit Parser(std::string_view text) : d_(text, options) {}
    Node run() {
        Node n;
        value(d_.space(d_.begin), n);
        return n;
    }

private:
    const char* value(const char* p, Node& n) {
        const char* const from = p;
        if (*p == '{' || *p == '[') {
            n.kind = *p == '{' ? Kind::object : Kind::array;
            const char close = *p == '{' ? '}' : ']';
            p = d_.space(p + 1);
            while (*p != close) {
                if (close == '}') {
                    const char* const key = p;
                    p = d_.string(p, n.names.emplace_back());
                    n.keys.emplace_back(key, p);
                    p = d_.space(d_.space(p) + 1);
                }
                p = d_.space(value(p, n.items.emplace_back()));
                if (*p == ',') p = d_.space(p + 1);
            }
            ++p;
        } else {
            p = d_.skip(p);
            n.raw.assign(from, p);
        }
        n.begin = static_cast<std::size_t>(from - d_.begin);
        n.end = static_cast<std::size_t>(p - d_.begin);
        return p;
    }
    Decoder d_;
};

Result<Node> parse(std::string_view text) {
    Findings f = check(text);
    if (!f.empty()) return {std::nullopt, std::move(f)};
    return Parser(text).run();
}

void print(const Node& n, std::string& out) {
    if (n.kind == Kind::scalar) {
        out += n.raw;
        return;
    }
    const bool object = n.kind == Kind::object;
    out += object ? '{' : '[';
    for (std::size_t i = 0; i < n.items.size(); ++i) {
        if (i > 0) out += ',';
        if (object) out.append(n.keys[i]) += ':';
        print(n.items[i], out);
    }
    out += object ? '}' : ']';
}
std::string print(const Node& n) {
    std::string s;
    print(n, s);
    return s;
}

std::string decoded(std::string_view quoted) {
    Decoder d(quoted, options);
    std::string s;
    d.string(d.begin, s);
    return s;
}
std::string quoted(std::string_view text) {
    detail::Encoder e(compact);
    e.string(text);
    return std::string(e.out.view());
}

/// Equal as exact decimal numbers.
bool same_number(std::string_view a, std::string_view b) {
    if (a == b) return true;
    struct Normal {
        bool negative = false;
        std::string digits;  // without zeros at either end
        long exponent = 0;
        bool huge = false;  // an exponent that is not told apart from others
    };
    const auto normal = [](std::string_view s) {
        const detail::NumberToken t = detail::scan_number(s.data(), s.data() + s.size());
        const detail::Digits digits(t);
        Normal n;
        for (long i = 0; i < digits.count; ++i)
            n.digits += static_cast<char>('0' + digits[i]);
        const long e = detail::exponent_of(t);
        n.huge = e >= 100'000'000 || e <= -100'000'000;
        n.exponent = e - (digits.count - digits.whole_count);
        while (!n.digits.empty() && n.digits.back() == '0') {
            n.digits.pop_back();
            ++n.exponent;
        }
        n.digits.erase(0, std::min(n.digits.find_first_not_of('0'), n.digits.size()));
        n.negative = t.negative && !n.digits.empty();
        if (n.digits.empty()) {
            n.exponent = 0;
            n.huge = false;
        }
        return n;
    };
    const Normal x = normal(a), y = normal(b);
    return !x.huge && !y.huge && x.negative == y.negative && x.exponent == y.exponent && x.digits == y.digits;
}

bool same(const Node& a, const Node& b) {
    if (a.kind != b.kind || a.items.size() != b.items.size()) return false;
    if (a.kind == Kind::scalar) {
        if (a.raw == b.raw) return true;
        const auto number = [](char c) {
            return c == '-' || detail::is_digit(c);
        };
        if (a.raw[0] == '"' && b.raw[0] == '"') return decoded(a.raw) == decoded(b.raw);
        return number(a.raw[0]) && number(b.raw[0]) && same_number(a.raw, b.raw);
    }
    const Names names(b);
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        const std::size_t k = a.kind == Kind::array ? i : names.find(a.names[i]);
        if (k == b.items.size() || !same(a.items[i], b.items[k])) return false;
    }
    return true;
}

// ---------------------------------------------------------------------------------------------------- pointers

Finding broken(std::size_t rule, std::string_view pointer, std::string observed, std::string expected) {
    Finding f;
    f.rule = patch_rules[rule - 1].id;
    f.message = patch_rules[rule - 1].title;
    f.pointer = pointer;
    f.observed = std::move(observed);
    f.expected = std::move(expected);
    return f;
}

using Tokens = std::vector<std::string>;

Result<Tokens> tokens_of(std::string_view pointer) {
    Tokens tokens;
    if (detail::ill_formed_utf8(pointer.data(), pointer.data() + pointer.size()))
        return broken(1, {}, "text that is not UTF-8", "a JSON Pointer");
    if (!pointer.empty() && pointer[0] != '/') return broken(1, {}, std::string(pointer), "nothing, or / and a name");
    // No document is so deep that more tokens lead anywhere; what is left only has to have the form.
    const std::size_t most = options.max_depth + 2;
    for (std::size_t i = 0; i < pointer.size(); ++i) {
        if (pointer[i] == '/') {
            if (tokens.size() < most)
                tokens.emplace_back();
            else
                tokens.back().clear();
        } else if (pointer[i] != '~')
            tokens.back() += pointer[i];
        else if (++i < pointer.size() && (pointer[i] == '0' || pointer[i] == '1'))
            tokens.back() += pointer[i] == '0' ? '~' : '/';
        else
            return broken(1, {}, std::string(pointer), "~0 or ~1 for ~ and /");
    }
    return tokens;
}

/// The number of items for what is no index of an array of so many, or lies beyond its end.
std::size_t index_of(std::string_view token, std::size_t size, bool end_too) {
    constexpr auto none = static_cast<std::size_t>(-1);
    if (end_too && token == "-") return size;
    if (token.empty() || (token.size() > 1 && token[0] == '0')) return none;
    std::size_t i = 0;
    const auto [p, error] = std::from_chars(token.data(), token.data() + token.size(), i);
    if (error != std::errc() || p != token.data() + token.size() || !detail::is_digit(token[0])) return none;
    return i < size || (end_too && i == size) ? i : none;
}

/// The item of a container that a token names, or past the end.
std::size_t item_of(const Node& n, const std::string& token) {
    const std::size_t i = n.kind == Kind::object ? n.find(token) : index_of(token, n.items.size(), false);
    return std::min(i, n.items.size());
}

/// The value that the first `count` tokens lead to, or null.
Node* follow(Node& root, const Tokens& tokens, std::size_t count) {
    Node* n = &root;
    for (std::size_t t = 0; t < count; ++t) {
        const std::size_t i = item_of(*n, tokens[t]);
        if (i == n->items.size()) return nullptr;
        n = &n->items[i];
    }
    return n;
}

// ---------------------------------------------------------------------------------------------------- JSON Patch

/// How large a value is: as compact text at most, in values, and how deep its arrays and objects are nested.
struct Extent {
    std::size_t bytes = 0, values = 0, depth = 0;
};

Extent extent_of(const Node& n) {
    Extent e{n.raw.size() + 2, 1, n.kind == Kind::scalar ? std::size_t{0} : std::size_t{1}};
    for (const std::string& key : n.keys)
        e.bytes += key.size() + 1;
    for (const Node& item : n.items) {
        const Extent part = extent_of(item);
        e.bytes += part.bytes + 1;
        e.values += part.values;
        e.depth = std::max(e.depth, part.depth + 1);
    }
    return e;
}

/// What a patch may still cost. A few operations can copy the document into itself over and over, or push all of a long array to and
/// fro; a step is about what it takes to move one value by one place.
struct Budget {
    std::size_t steps = 10'000'000;            // of all operations
    std::size_t bytes = std::size_t{1} << 26;  // by which copies may make the document longer

    /// False, and nothing is left, if there are not so many.
    bool spend(std::size_t count) noexcept {
        const bool enough = count <= steps;
        steps = enough ? steps - count : 0;
        return enough;
    }
};

/// What it costs to copy a value.
std::size_t steps_for(const Extent& e) noexcept {
    return 25 * e.values + e.bytes / 32;
}

/// What it costs to find the way that tokens lead, and to make or fill a gap in the container at its end.
std::size_t steps_for(Node& root, const Tokens& tokens) {
    std::size_t steps = 1;
    const Node* n = &root;
    for (std::size_t t = 0; t < tokens.size(); ++t) {
        if (n->kind == Kind::object) steps += n->items.size() / 4 + (t + 1 == tokens.size() ? n->items.size() : 0);
        const std::size_t i = item_of(*n, tokens[t]);
        if (t + 1 == tokens.size() && n->kind == Kind::array) steps += 4 * (n->items.size() - i);
        if (i == n->items.size()) break;
        n = &n->items[i];
    }
    return steps;
}

/// Adds a value as JSON Patch does; false if there is no place for it.
bool add(Node& root, const Tokens& tokens, Node value) {
    if (tokens.empty()) {
        root = std::move(value);
        return true;
    }
    Node* const parent = follow(root, tokens, tokens.size() - 1);
    if (!parent || parent->kind == Kind::scalar) return false;
    const std::string& last = tokens.back();
    if (parent->kind == Kind::array) {
        const std::size_t i = index_of(last, parent->items.size(), true);
        if (i > parent->items.size()) return false;
        parent->items.insert(parent->items.begin() + static_cast<std::ptrdiff_t>(i), std::move(value));
        return true;
    }
    const std::size_t i = parent->find(last);
    if (i < parent->items.size())
        parent->items[i] = std::move(value);
    else {
        parent->names.push_back(last);
        parent->keys.push_back(quoted(last));
        parent->items.push_back(std::move(value));
    }
    return true;
}

/// Takes a value away; false if it is not there.
bool take(Node& root, const Tokens& tokens, Node& value) {
    if (tokens.empty()) {
        value = std::exchange(root, Node{});
        root.raw = "null";
        return true;
    }
    Node* const parent = follow(root, tokens, tokens.size() - 1);
    if (!parent) return false;
    const std::size_t i = item_of(*parent, tokens.back());
    if (i == parent->items.size()) return false;
    value = std::move(parent->items[i]);
    parent->erase(i);
    return true;
}

/// Does one operation; what was wrong, if anything.
Optional<Finding> operate(Node& root, const Node& op, const std::string& at, Budget& budget) {
    if (op.kind != Kind::object) return broken(3, at, {}, "an object");
    const auto text = [&](std::string_view name, std::string& out) {
        const std::size_t i = op.find(name);
        if (i == op.items.size() || op.items[i].kind != Kind::scalar || op.items[i].raw[0] != '"') return false;
        out = decoded(op.items[i].raw);
        return true;
    };
    std::string verb, path, from;
    if (!text("op", verb)) return broken(3, at, {}, "the member op, a string");
    if (!text("path", path)) return broken(3, at, {}, "the member path, a string");
    const bool needs_value = verb == "add" || verb == "replace" || verb == "test";
    const bool needs_from = verb == "move" || verb == "copy";
    if (!needs_value && !needs_from && verb != "remove")
        return broken(3, at + "/op", {}, "add, remove, replace, move, copy, test");
    const std::size_t value_at = op.find("value");
    if (needs_value && value_at == op.items.size()) return broken(3, at, {}, "the member value");
    if (needs_from && !text("from", from)) return broken(3, at, {}, "the member from, a string");
    const Result<Tokens> to = tokens_of(path), source = tokens_of(from);
    if (!to) return broken(1, at + "/path", path, "a JSON Pointer");
    if (!source) return broken(1, at + "/from", from, "a JSON Pointer");
    const auto nothing_at = [&](std::string_view member, const std::string& pointer) {
        return broken(2, at + std::string(member), pointer, "the pointer of a place in the document");
    };
    const auto too_much = [&] {
        return broken(5, at, {}, "operations that move and copy less");
    };
    // Where it lands, a value must not be deeper than what can be read.
    const auto too_deep = [&](const Node& value) -> Optional<Finding> {
        if (to->size() + extent_of(value).depth <= options.max_depth) return {};
        Finding f;
        f.rule = rule_of(Issue::too_deep).info.id;
        f.message = rule_of(Issue::too_deep).info.title;
        f.pointer = at;
        f.expected = "at most " + std::to_string(options.max_depth) + " levels";
        return f;
    };
    if (!budget.spend(steps_for(root, *to) + (needs_from ? steps_for(root, *source) : 0))) return too_much();
    Node* const target = follow(root, *to, to->size());
    if (needs_from) {
        Node value;
        if (verb == "copy") {
            const Node* const n = follow(root, *source, source->size());
            if (!n) return nothing_at("/from", from);
            const Extent size = extent_of(*n);
            if (!budget.spend(steps_for(size)) || size.bytes > budget.bytes) return too_much();
            budget.bytes -= size.bytes;
            value = *n;
        } else {
            if (!follow(root, *source, source->size())) return nothing_at("/from", from);
            if (path == from) return {};
            if (path.starts_with(from + "/")) return broken(3, at + "/path", path, "a place that is not inside from");
            take(root, *source, value);
        }
        if (Optional<Finding> f = too_deep(value)) return f;
        if (!add(root, *to, std::move(value))) return nothing_at("/path", path);
        return {};
    }
    if (verb == "add" || verb == "replace")
        if (Optional<Finding> f = too_deep(op.items[value_at])) return f;
    if (verb == "add") {
        if (!add(root, *to, op.items[value_at])) return nothing_at("/path", path);
        return {};
    }
    if (!target) return nothing_at("/path", path);
    if (verb == "test") {
        if (!same(*target, op.items[value_at])) return broken(4, at, {}, "the value of the patch");
    } else if (verb == "replace")
        *target = op.items[value_at];
    else {
        Node gone;
        take(root, *to, gone);
    }
    return {};
}

// ---------------------------------------------------------------------------------------------------- edits of the text

/// How much text edit_text() reads in all.
constexpr std::size_t most_bytes_read = std::size_t{1} << 27;

/// Takes the item of a container out of the text, with the comma that belongs to it.
void erase_item(std::string& text, const Node& parent, std::size_t i) {
    std::size_t from = parent.begin + 1, to = parent.end - 1;
    if (i > 0) {
        from = parent.items[i - 1].end;
        to = parent.items[i].end;
    } else if (parent.items.size() > 1) {
        to = text.find(',', parent.items[0].end) + 1;  // only blanks stand between
    }
    text.erase(from, to - from);
}

/// Puts a value into the text where the tokens lead to, as "add" does; false if there is no place for it.
bool insert_item(std::string& text, Node& root, const Tokens& tokens, std::string_view json) {
    if (tokens.empty()) {
        text.replace(root.begin, root.end - root.begin, json);
        return true;
    }
    const Node* const parent = follow(root, tokens, tokens.size() - 1);
    if (!parent || parent->kind == Kind::scalar) return false;
    const bool object = parent->kind == Kind::object;
    const std::size_t n = parent->items.size();
    const std::size_t i = object ? parent->find(tokens.back()) : index_of(tokens.back(), n, true);
    if (i > n) return false;
    if (object && i < n) {
        text.replace(parent->items[i].begin, parent->items[i].end - parent->items[i].begin, json);
    } else if (i < n) {
        text.insert(parent->items[i].begin, std::string(json) + ", ");
    } else {
        const std::string key = object ? quoted(tokens.back()) + ": " : "";
        if (n == 0)
            text.insert(parent->begin + 1, key + std::string(json));
        else
            text.insert(parent->items.back().end, ", " + key + std::string(json));
    }
    return true;
}

/// Does one operation, which was done on the tree before, on the text.
bool edit(std::string& text, Node& root, const Node& op) {
    const auto member = [&](std::string_view name) -> std::string {
        const std::size_t i = op.find(name);
        return i < op.items.size() ? decoded(op.items[i].raw) : std::string();
    };
    const std::string verb = member("op"), path = member("path");
    const Result<Tokens> to = tokens_of(path), source = tokens_of(member("from"));
    const auto erase = [&](const Tokens& tokens) {
        if (tokens.empty()) {
            text.replace(root.begin, root.end - root.begin, "null");
            return;
        }
        const Node& parent = *follow(root, tokens, tokens.size() - 1);
        erase_item(text, parent, item_of(parent, tokens.back()));
    };
    if (verb == "test") return true;
    if (verb == "remove") {
        erase(*to);
        return true;
    }
    if (verb == "replace") {
        const Node& old = *follow(root, *to, to->size());
        text.replace(old.begin, old.end - old.begin, print(op.items[op.find("value")]));
        return true;
    }
    if (verb == "add") return insert_item(text, root, *to, print(op.items[op.find("value")]));
    const Node& moved = *follow(root, *source, source->size());
    const std::string json = text.substr(moved.begin, moved.end - moved.begin);
    if (verb == "copy") return insert_item(text, root, *to, json);
    if (member("from") == path) return true;
    erase(*source);
    Result<Node> rest = parse(text);
    return rest && insert_item(text, *rest, *to, json);
}

// ---------------------------------------------------------------------------------------------------- merge and diff

void merge(Node& target, const Node& patch) {
    if (patch.kind != Kind::object) {
        target = patch;
        return;
    }
    if (target.kind != Kind::object) {
        target = {};
        target.kind = Kind::object;
    }
    // New members come after the old ones, so that the places of these stay right; what goes is taken out at the end.
    const std::size_t old = target.items.size();
    std::vector<bool> gone(old, false);
    std::vector<std::size_t> place(patch.items.size(), old);
    {
        const Names names(target);
        for (std::size_t i = 0; i < patch.items.size(); ++i)
            place[i] = names.find(patch.names[i]);
    }
    for (std::size_t i = 0; i < patch.items.size(); ++i) {
        const bool there = place[i] < old;
        if (patch.items[i].kind == Kind::scalar && patch.items[i].raw == "null") {
            if (there) gone[place[i]] = true;
            continue;
        }
        if (!there) {
            place[i] = target.items.size();
            target.names.push_back(patch.names[i]);
            target.keys.push_back(patch.keys[i]);
            target.items.emplace_back().raw = "null";
        }
        merge(target.items[place[i]], patch.items[i]);
    }
    std::size_t kept = 0;
    for (std::size_t k = 0; k < target.items.size(); ++k) {
        if (k < old && gone[k]) continue;
        if (kept != k) {
            target.items[kept] = std::move(target.items[k]);
            target.names[kept] = std::move(target.names[k]);
            target.keys[kept] = std::move(target.keys[k]);
        }
        ++kept;
    }
    target.items.resize(kept);
    target.names.resize(kept);
    target.keys.resize(kept);
}

void compare(const Node& a, const Node& b, const std::string& pointer, std::vector<Change>& out) {
    if (a.kind != b.kind || a.kind == Kind::scalar) {
        if (!same(a, b)) out.push_back({pointer, print(a), print(b)});
        return;
    }
    const bool object = a.kind == Kind::object;
    const auto place = [&](const Node& n, std::size_t i) {
        return pointer + '/' + (object ? pointer_token(n.names[i]) : std::to_string(i));
    };
    const Names of_a(a), of_b(b);
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        const std::size_t k = object ? of_b.find(a.names[i]) : std::min(i, b.items.size());
        if (k < b.items.size())
            compare(a.items[i], b.items[k], place(a, i), out);
        else
            out.push_back({place(a, i), print(a.items[i]), std::nullopt});
    }
    for (std::size_t i = 0; i < b.items.size(); ++i)
        if (object ? of_a.find(b.names[i]) == a.items.size() : i >= a.items.size())
            out.push_back({place(b, i), std::nullopt, print(b.items[i])});
}

}  // namespace

Result<std::string_view> find_at(std::string_view text, std::string_view pointer) {
    Result<Node> root = parse(text);
    if (!root) return {std::nullopt, std::move(root.findings())};
    const Result<Tokens> tokens = tokens_of(pointer);
    if (!tokens) return {std::nullopt, tokens.findings()};
    const Node* const n = follow(*root, *tokens, tokens->size());
    if (!n) return broken(2, pointer, {}, "the pointer of a place in the document");
    return text.substr(n->begin, n->end - n->begin);
}

Result<std::vector<Optional<std::string_view>>> find_all_at(std::string_view text,
                                                            const std::vector<std::string>& pointers) {
    Result<Node> root = parse(text);
    if (!root) return {std::nullopt, std::move(root.findings())};
    std::vector<Optional<std::string_view>> values;
    for (const std::string& pointer : pointers) {
        const Result<Tokens> tokens = tokens_of(pointer);
        const Node* const n = tokens ? follow(*root, *tokens, tokens->size()) : nullptr;
        values.push_back(n ? Optional<std::string_view>(text.substr(n->begin, n->end - n->begin)) : std::nullopt);
    }
    return values;
}

Result<std::string> set_at(std::string_view text, std::string_view pointer, std::string_view json) {
    Result<Node> root = parse(text);
    if (!root) return {std::nullopt, std::move(root.findings())};
    Result<Node> value = parse(json);
    if (!value) return {std::nullopt, std::move(value.findings())};
    json = json.substr(value->begin, value->end - value->begin);
    const Result<Tokens> tokens = tokens_of(pointer);
    if (!tokens) return {std::nullopt, tokens.findings()};
    std::string out(text);
    if (const Node* const n = follow(*root, *tokens, tokens->size())) {
        out.replace(n->begin, n->end - n->begin, json);
    } else {
        const Node* const parent = follow(*root, *tokens, tokens->size() - 1);
        if (!parent || parent->kind == Kind::scalar ||
            (parent->kind == Kind::array &&
             index_of(tokens->back(), parent->items.size(), true) != parent->items.size()))
            return broken(2, pointer, {}, "the pointer of a place in the document");
        std::string added = parent->items.empty() ? "" : ",";
        if (parent->kind == Kind::object) added += quoted(tokens->back()) + ':';
        out.insert(parent->items.empty() ? parent->begin + 1 : parent->items.back().end, added.append(json));
    }
    if (Findings f = check(out); !f.empty()) return {std::nullopt, std::move(f)};  // too deep now
    return out;
}

Result<std::string> apply_merge_patch(std::string_view text, std::string_view patch) {
    Result<Node> root = parse(text);
    if (!root) return {std::nullopt, std::move(root.findings())};
    const Result<Node> change = parse(patch);
    if (!change) return {std::nullopt, change.findings()};
    merge(*root, *change);
    return print(*root);
}

Result<std::string> apply_patch(std::string_view text, std::string_view patch) {
    Result<Node> root = parse(text);
    if (!root) return {std::nullopt, std::move(root.findings())};
    const Result<Node> operations = parse(patch);
    if (!operations) return {std::nullopt, operations.findings()};
    if (operations->kind != Kind::array) return broken(3, {}, {}, "an array of operations");
    Budget budget;
    for (std::size_t i = 0; i < operations->items.size(); ++i)
        if (Optional<Finding> f = operate(*root, operations->items[i], '/' + std::to_string(i), budget)) return *f;
    return print(*root);
}

Result<std::string> edit_text(std::string_view text, std::string_view patch) {
    // What apply_patch() says of the patch holds here too; the text is edited only if all of it can be done.
    if (Result<std::string> possible = apply_patch(text, patch); !possible) return possible;
    const Result<Node> operations = parse(patch);
    // The text is read again for each operation.
    if (operations->items.size() > most_bytes_read / (text.size() + patch.size() + 1))
        return broken(5, {}, {}, "fewer operations on a text of this size");
    std::string out(text);
    for (std::size_t i = 0; i < operations->items.size(); ++i) {
        Result<Node> root = parse(out);
        if (!root || !edit(out, *root, operations->items[i]))
            return broken(2, '/' + std::to_string(i), {}, "the pointer of a place in the document");
    }
    if (Findings f = check(out); !f.empty()) return {std::nullopt, std::move(f)};
    return out;
}

Result<std::vector<Change>> diff_text(std::string_view before, std::string_view after) {
    const Result<Node> a = parse(before), b = parse(after);
    if (!a) return {std::nullopt, a.findings()};
    if (!b) return {std::nullopt, b.findings()};
    std::vector<Change> changes;
    compare(*a, *b, {}, changes);
    return changes;
}

std::string to_patch(const std::vector<Change>& changes) {
    std::string s = "[";
    const auto put = [&](std::string_view op, const Change& c) {
        if (s.size() > 1) s += ',';
        s.append("{\"op\":\"").append(op).append("\",\"path\":").append(quoted(c.pointer));
        if (c.after) s.append(",\"value\":").append(*c.after);
        s += '}';
    };
    for (const Change& c : changes)
        if (c.after) put(c.before ? "replace" : "add", c);
    for (auto c = changes.rbegin(); c != changes.rend(); ++c)  // from the end of an array, so that indexes stay right
        if (!c->after) put("remove", *c);
    return s + ']';
}

}  // namespace carnk::inline v0_1
