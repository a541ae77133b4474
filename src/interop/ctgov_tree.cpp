// SPDX-License-Identifier: BSL-1.0
#include "interop/ctgov_tree.hpp"

#include <carnk/json/locate.hpp>

#include <bit>
#include <cstring>
#include <unordered_set>

namespace carnk::inline v0_1::ctgov {

using detail::Decoder;

/// One pass over the text. Every function gives the position after the value, or null when reading must stop.
class TreeReader {
public:
    TreeReader(Tree& tree, Decoder& d) : tree_(tree), d_(d) {}

    const char* value(const char* p) {
        const std::uint32_t i = open(p);
        switch (d_.peek(p)) {
            case '"':
                tree_.nodes_[i].kind = Kind::text;
                p = text(p, i);
                break;
            case '{':
                tree_.nodes_[i].kind = Kind::object;
                p = object(p);
                break;
            case '[':
                tree_.nodes_[i].kind = Kind::array;
                p = array(p);
                break;
            case 't':
                p = d_.word(p, "true");
                break;
            case 'f':
                p = d_.word(p, "false");
                break;
            case 'n':
                p = d_.word(p, "null");
                break;
            default:
                tree_.nodes_[i].kind = Kind::number;
                p = d_.skip(p);
        }
        if (!(p = close(p, i))) return nullptr;
        tree_.leaves_ += tree_.nodes_[i].next == i + 1 ? 1U : 0U;
        return p;
    }

private:
    // Past white space, of which indented texts are a third: eight spaces at a time.
    const char* space(const char* p) const noexcept {
        if (p<d_.end&& static_cast<unsigned char>(*p)> ' ') return p;
        while (p < d_.end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')) {
            ++p;
            if constexpr (std::endian::native == std::endian::little)
                while (d_.end - p >= 8) {
                    std::uint64_t eight = 0;
                    std::memcpy(&eight, p, sizeof eight);
                    eight ^= 0x2020202020202020;
                    p += std::countr_zero(eight) / 8;  // 8 if all are spaces
                    if (eight != 0) break;
                }
        }
        return p;
    }
    std::uint32_t open(const char* p) {
        Node n;
        n.begin = static_cast<std::uint32_t>(p - d_.begin);
        tree_.nodes_.push_back(n);
        return static_cast<std::uint32_t>(tree_.nodes_.size() - 1);
    }
    const char* close(const char* p, std::uint32_t i) {
        if (!p) return nullptr;
        tree_.nodes_[i].end = static_cast<std::uint32_t>(p - d_.begin);
        tree_.nodes_[i].next = static_cast<std::uint32_t>(tree_.nodes_.size());
        return p;
    }
    const char* text(const char* p, std::uint32_t i) {
        std::string_view view;
        const char* const q = d_.string_view(p, view, buffer_);
        tree_.nodes_[i].plain = q && view.size() + 2 == static_cast<std::size_t>(q - p);
        return q;
    }
    const char* array(const char* p) {
        if (!d_.enter(p)) return nullptr;
        p = space(p + 1);
        if (d_.peek(p) != ']')
            for (;; p = space(p + 1)) {
                p = value(p);
                if (!p) return nullptr;
                p = space(p);
                if (d_.peek(p) == ']') break;
                if (d_.peek(p) != ',') return d_.stop(p, "a comma or ]");
            }
        d_.leave();
        return p + 1;
    }
    const char* object(const char* p) {
        if (!d_.enter(p)) return nullptr;
        const std::size_t first = names_.size();
        p = space(p + 1);
        if (d_.peek(p) != '}')
            for (;; p = space(p + 1)) {
                if (d_.peek(p) != '"') return d_.stop(p, "a member name in quotation marks");
                const std::uint32_t i = open(p);
                tree_.nodes_[i].kind = Kind::text;
                const char* const q = text(p, i);
                if (!close(q, i)) return nullptr;
                names_.push_back(i);
                p = space(q);
                if (d_.peek(p) != ':') return d_.stop(p, "a colon");
                p = value(space(p + 1));
                if (!p) return nullptr;
                p = space(p);
                if (d_.peek(p) == '}') break;
                if (d_.peek(p) != ',') return d_.stop(p, "a comma or }");
            }
        check_names(first);
        names_.resize(first);
        d_.leave();
        return p + 1;
    }
    // No object has a member twice. Most have few members, all without escapes.
    void check_names(std::size_t first) {
        const std::size_t count = names_.size() - first;
        bool escapes = false;
        for (std::size_t i = first; i < names_.size(); ++i)
            escapes = escapes || !tree_.nodes_[names_[i]].plain;
        if (count > 40 || escapes) {
            std::unordered_set<std::string> seen;
            for (std::size_t i = first; i < names_.size(); ++i)
                if (!seen.emplace(tree_.decoded(names_[i], buffer_)).second) twice(names_[i]);
            return;
        }
        for (std::size_t i = first + 1; i < names_.size(); ++i) {
            const std::string_view name = tree_.raw(names_[i]);
            for (std::size_t k = first; k < i; ++k) {
                const Node& n = tree_.nodes_[names_[k]];
                if (n.end - n.begin == name.size() && tree_.raw(names_[k]) == name) {
                    twice(names_[i]);
                    break;
                }
            }
        }
    }
    void twice(std::uint32_t name) { d_.mark(Issue::duplicate_member, d_.begin + tree_.nodes_[name].begin); }

    Tree& tree_;
    Decoder& d_;
    std::vector<std::uint32_t> names_;  // of the objects that are open
    std::string buffer_;
};

Findings Tree::read(std::string_view text, const ReadOptions& options) {
    text_ = text;
    nodes_.clear();
    leaves_ = 0;
    Decoder d(text, options);
    if (text.size() > options.max_bytes || text.size() > UINT32_MAX) {
        d.mark(Issue::too_large, d.end, "at most " + std::to_string(options.max_bytes) + " bytes");
    } else if (text.starts_with("\xEF\xBB\xBF")) {
        d.mark(Issue::byte_order_mark, d.begin);
    } else {
        nodes_.reserve(text.size() / 20 + 16);
        const char* p = TreeReader(*this, d).value(d.space(d.begin));
        if (p && (p = d.space(p)) != d.end) d.mark(Issue::trailing_text, p, "the end of the text");
    }
    return d.mark_count == 0 ? Findings() : detail::findings_of(d, text, false);
}

std::string_view Tree::decoded(std::uint32_t i, std::string& buffer) const {
    const std::string_view quoted = raw(i);
    if (nodes_[i].plain) return quoted.substr(1, quoted.size() - 2);
    const ReadOptions options;
    Decoder d(quoted, options);
    d.string(d.begin, buffer);
    return buffer;
}

std::uint32_t Tree::member(std::uint32_t object, std::string_view name) const {
    if (nodes_[object].kind != Kind::object) return 0;
    std::string buffer;
    for (std::uint32_t i = object + 1; i < nodes_[object].next; i = nodes_[i + 1].next)
        if (decoded(i, buffer) == name) return i + 1;
    return 0;
}

std::string Tree::compact(std::uint32_t root) const {
    if (is_leaf(root) && nodes_[root].kind != Kind::object && nodes_[root].kind != Kind::array)
        return std::string(raw(root));
    std::string out;
    out.reserve(nodes_[root].end - nodes_[root].begin);
    // White space outside of strings is all that goes.
    const std::string_view text = raw(root);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        if (c != '"') {
            out += c;
            continue;
        }
        std::size_t end = i + 1;
        while (text[end] != '"')
            end += text[end] == '\\' ? 2U : 1U;
        out.append(text.substr(i, end + 1 - i));
        i = end;
    }
    return out;
}

}  // namespace carnk::inline v0_1::ctgov
