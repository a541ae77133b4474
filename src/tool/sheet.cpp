// SPDX-License-Identifier: BSL-1.0
#include "tool/sheet.hpp"

#include "tool/text.hpp"

#include <algorithm>

namespace carnk::inline v0_1::tool {

namespace {

constexpr std::size_t step = 2;          // blanks that a level goes in
constexpr std::size_t label_limit = 26;  // columns of labels
constexpr std::size_t text_limit = 112;  // columns that still read well

// Members that have a place of their own on the sheet.
bool has_own_place(std::string_view name) {
    return name == "id" || name == "doubt" || name == "sources" || name == "extra";
}

class SheetPrinter {
public:
    explicit SheetPrinter(Output& out) : out_(out), width_(std::min(out.width(), text_limit)) {}

    void record(const Record& record) {
        const Node tree = record.tree();
        head(record);
        std::vector<const Node*> facts, sections;
        std::vector<std::string> missing;
        for (const Node& n : tree.children) {
            if (has_own_place(n.name) || repeats_title(n, record)) continue;
            if (n.is_empty())
                missing.push_back(humanized(n.name));
            else
                (is_short(n) ? facts : sections).push_back(&n);
        }
        out_ << '\n';
        members(facts, step);
        for (const Node* n : sections) {
            out_ << '\n' << out_.styled(Style::heading, capitalized(humanized(n->name))) << '\n';
            body(*n, step);
        }
        if (!missing.empty()) {
            out_ << '\n';
            paragraph("Not stated: " + joined(missing, ", "), 0, Style::dim);
        }
        if (const Node* sources = tree.find("sources"); sources && !sources->children.empty()) {
            out_ << '\n' << out_.styled(Style::heading, "Sources") << '\n';
            std::size_t number = 0;
            for (const Node& source : sources->children)
                item("[" + std::to_string(++number) + "]", source.text, step);
        }
    }

private:
    static bool repeats_title(const Node& n, const Record& record) {
        return n.kind == Node::Kind::leaf && n.raw == record.title;
    }

    void head(const Record& record) {
        out_ << out_.styled(Style::strong, record.id) << "  "
             << out_.styled(Style::dim, humanized(record.type->singular)) << '\n';
        if (!record.title.empty()) paragraph(record.title, 0, Style::strong);
        if (record.doubt) {
            const Node doubt = record.type->tree(record.value);
            const Node* reason = doubt.find("doubt");
            const std::string kind = reason && !reason->children.empty() ? reason->children.front().text : "";
            out_ << '\n';
            paragraph("! Doubtful record (" + kind + "): " + record.doubt->explanation, 0, Style::warning);
        }
    }

    // What fits beside a label: text, an object of few words, or a list of words.
    static bool is_short(const Node& n) {
        if (n.is_text()) return true;
        if (n.kind == Node::Kind::object) {
            const std::string text = inline_form(n);
            return !text.empty() && display_width(text) <= 60;
        }
        return n.kind == Node::Kind::list && std::all_of(n.children.begin(), n.children.end(), [](const Node& child) {
                   const std::string text = inline_form(child);
                   return !text.empty() && display_width(text) <= 40 && text.find_first_of(",;\n") == std::string::npos;
               });
    }
    static std::string short_text(const Node& n) {
        if (n.kind != Node::Kind::list) return inline_form(n);
        std::vector<std::string> texts;
        for (const Node& child : n.children)
            texts.push_back(inline_form(child));
        return joined(texts, ", ");
    }
    static std::string label_of(const Node& n) { return capitalized(humanized(printable(n.name))); }

    // An object or sum type whose members are all short, on one line: "fludarabine (dose 30 mg/m2, days -5, -4, -3)".
    [[nodiscard]] static std::string inline_form(const Node& n) {
        if (n.is_text()) return printable(n.text);
        if (n.kind != Node::Kind::object) return {};
        std::string head, rest;
        bool named = false;  // whether the head is the bare text of the first member, which is clear without its name
        for (const Node& child : n.children) {
            if (child.is_empty()) continue;
            if (!is_short(child)) return {};
            const std::string text = short_text(child);
            const bool yes_or_no = child.raw == "true" || child.raw == "false";
            const std::string entry = child.raw == "true" ? humanized(child.name) : humanized(child.name) + ' ' + text;
            if (head.empty()) {
                named = &child == &n.children.front() && child.kind == Node::Kind::leaf && !yes_or_no;
                head = named ? text : entry;
            } else {
                rest += (rest.empty() ? "" : "; ") + entry;
            }
        }
        if (!named && !rest.empty()) return head + "; " + rest;
        return rest.empty() ? head : head + " (" + rest + ')';
    }

    void paragraph(std::string_view text, std::size_t indent, Style style = Style::plain) {
        for (const std::string& line : wrapped(printable(text), width_ - indent))
            out_ << std::string(indent, ' ') << out_.styled(style, line) << '\n';
    }

    // A mark and a text that hangs beside it.
    void item(std::string_view mark, std::string_view text, std::size_t indent) {
        const std::size_t hang = indent + display_width(mark) + 1;
        bool first = true;
        for (const std::string& line : wrapped(printable(text), width_ > hang + 20 ? width_ - hang : 20)) {
            out_ << (first ? std::string(indent, ' ') + out_.styled(Style::dim, mark) + ' ' : std::string(hang, ' '))
                 << line << '\n';
            first = false;
        }
    }

    // Labels in one column, texts beside them.
    void members(const std::vector<const Node*>& nodes, std::size_t indent) {
        std::size_t label_width = 0;
        for (const Node* n : nodes)
            label_width = std::max(label_width, std::min(display_width(label_of(*n)), label_limit));
        for (const Node* n : nodes)
            row(*n, indent, label_width);
    }
    void row(const Node& n, std::size_t indent, std::size_t label_width) {
        const std::size_t hang = indent + label_width + 2;
        const std::string label = label_of(n);
        bool first = true;
        for (const std::string& line : wrapped(short_text(n), width_ > hang + 20 ? width_ - hang : 20)) {
            if (first) {
                out_ << std::string(indent, ' ') << out_.styled(Style::accent, padded(label, label_width)) << "  ";
                if (display_width(label) > label_width) out_ << '\n' << std::string(hang, ' ');
            } else {
                out_ << std::string(hang, ' ');
            }
            out_ << line << '\n';
            first = false;
        }
    }

    void body(const Node& n, std::size_t indent) {
        if (n.kind == Node::Kind::list) return list(n, indent);
        std::vector<const Node*> run;
        std::size_t label_width = 0;
        for (const Node& child : n.children)
            if (!child.is_empty() && is_short(child))
                label_width = std::max(label_width, std::min(display_width(label_of(child)), label_limit));
        for (const Node& child : n.children) {
            if (child.is_empty()) continue;
            if (is_short(child)) {
                row(child, indent, label_width);
            } else {
                out_ << std::string(indent, ' ') << out_.styled(Style::accent, label_of(child)) << '\n';
                body(child, indent + step);
            }
        }
    }

    void list(const Node& n, std::size_t indent) {
        for (const Node& child : n.children) {
            if (child.is_empty()) continue;
            const std::string line = inline_form(child);
            if (!line.empty() && (child.is_text() || display_width(line) <= 2 * (width_ - indent - 2))) {
                item("-", line, indent);
                continue;
            }
            entry(child, indent);
        }
    }

    // A list element of several lines: its first text beside the mark, the rest below.
    void entry(const Node& n, std::size_t indent) {
        if (n.kind == Node::Kind::list) {
            item("-", "", indent);
            return list(n, indent + step);
        }
        Node rest = n;
        rest.text.clear();
        const auto first = std::find_if(rest.children.begin(), rest.children.end(),
                                        [](const Node& child) { return !child.is_empty(); });
        if (first != rest.children.end() && is_short(*first) && first->raw != "true" && first->raw != "false") {
            item("-", short_text(*first), indent);
            rest.children.erase(first);
        } else {
            item("-", "", indent);
        }
        body(rest, indent + step);
    }

    Output& out_;
    std::size_t width_;
};

}  // namespace

void print_sheet(Output& out, const Record& record) {
    SheetPrinter(out).record(record);
}

}  // namespace carnk::inline v0_1::tool
