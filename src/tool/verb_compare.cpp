// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/insight/compare.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include "tool/app.hpp"
#include "tool/common.hpp"
#include "tool/describe.hpp"
#include "tool/page.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::vector<std::string> ids{};
    std::string about{}, format{};
    bool all = false;
};

// A tree as running text: "ALL; NHL", "fludarabine, dose 30 mg/m2".
std::string flat(const Node& n) {
    if (n.is_text()) return n.text;
    std::vector<std::string> texts;
    for (const Node& child : n.children) {
        if (child.is_empty() || child.name == "sources") continue;
        const std::string text = flat(child);
        if (text.empty()) continue;
        const bool bare = child.name.empty() || texts.empty() || child.name == "kind";
        texts.push_back((bare && child.raw != "true" && child.raw != "false" ? "" : humanized(child.name) + ' ') +
                        text);
    }
    return joined(texts, n.kind == Node::Kind::list ? "; " : ", ");
}

std::string first_up(std::string_view word) {
    return capitalized(humanized(word));
}

class ComparePage : public Page {
public:
    explicit ComparePage(Output& out) : Page(out) {}

    void therapies(const TherapyComparison& all) {
        out_ << out_.styled(Style::strong, "CAR-NK beside CAR-T") << ": "
             << counted(all.respects.size(), "respect", "respects") << ", "
             << counted(all.pools.size(), "published pool", "published pools") << '\n';
        for (const ComparedRespect& r : all.respects) {
            heading(capitalized(printable(r.respect)) + " (" + std::string(r.id.text()) + ')');
            side("CAR-NK", describe(r.car_nk), r.car_nk.text);
            side("CAR-T", describe(r.car_t), r.car_t.text);
            foot(r);
        }
        if (!all.pools.empty()) heading("Published pools");
        for (const ComparedPool& p : all.pools) {
            const PooledEstimates& e = p.estimates;
            std::string text = e.therapy_description + ", " + e.population;
            if (e.study_count) text += ", " + counted(static_cast<std::size_t>(*e.study_count), "study", "studies");
            if (e.patient_count) text += ", " + counted(static_cast<std::size_t>(*e.patient_count), "patient");
            paragraph(text + " (" + std::string(p.id.text()) + ')', "  ", Style::strong);
            for (const OutcomeResult& o : e.outcomes)
                paragraph(flat(describe(o)), "    - ");
            for (const TimeEstimate& t : e.times)
                paragraph(flat(describe(t)), "    - ");
            foot(p);
        }
        heading("To know");
        for (const std::string& c : all.cautions)
            paragraph(c, "  - ");
        sources_.print(*this);
    }

    void records(const Record& a, const Record& b, const RecordComparison& all, bool everything) {
        out_ << out_.styled(Style::strong, a.id) << " beside " << out_.styled(Style::strong, b.id) << "  "
             << out_.styled(Style::dim, humanized(a.type->singular)) << '\n';
        paragraph(a.title, "  " + a.id + ": ");
        paragraph(b.title, "  " + b.id + ": ");
        for (const Record* r : {&a, &b})
            if (r->doubt) paragraph(r->doubt->explanation, "  ! " + r->id + " is a doubtful record: ", Style::warning);
        const Node left = a.tree(), right = b.tree();
        std::vector<std::string> same;
        out_ << '\n';
        row("", a.id, b.id, Style::strong);
        for (const ComparedMember& m : all.members) {
            if (m.member == "sources") continue;
            if (m.same) same.push_back(humanized(m.member));
            if (m.same && !everything) continue;
            const auto text = [&](const Node& tree) {
                const Node* n = tree.find(m.member);
                return !n || n->is_empty() ? std::string("not stated") : printable(flat(*n));
            };
            row(first_up(m.member) + (m.same ? " =" : ""), text(left), text(right), Style::plain);
        }
        if (!everything && !same.empty()) {
            heading("The same");
            paragraph(joined(same, ", "));
        }
        for (const auto& [record, tree] : {std::pair{&a, &left}, std::pair{&b, &right}}) {
            const Node* list = tree->find("sources");
            if (!list || list->children.empty()) continue;
            heading("Sources of " + record->id);
            for (const Node& source : list->children)
                paragraph(source.text, "  - ");
        }
    }

private:
    void side(std::string_view name, const Node& tree, const Optional<std::string>& text) {
        const std::string mark = "  " + padded(name, 7) + ' ';
        paragraph(text ? *text : std::string(tree.children.empty() ? "nothing was read" : "figures only"), mark);
        for (const Node& n : tree.children) {
            if (n.name == "text" || n.is_empty()) continue;
            if (n.kind == Node::Kind::list)
                for (const Node& element : n.children)
                    paragraph(flat(element), "          - ");
            else
                paragraph(humanized(n.name) + ": " + flat(n), "          - ");
        }
    }

    template <class Row>
    void foot(const Row& r) {
        if (r.notes) paragraph(*r.notes, "          ! ");
        std::string text;
        if (r.confidence) text += "confidence " + humanized(word_of(*r.confidence)) + ", ";
        if (r.evidence) text += "strongest evidence: " + humanized(word_of(*r.evidence)) + ", ";
        if (r.as_of) text += "as of " + r.as_of->text() + ", ";
        paragraph(text + "sources " + sources_.marks(r.sources), "          ", Style::dim);
    }

    // Three columns, each wrapped; a text that is very long is cut, as JSON has all of it.
    void row(const std::string& label, const std::string& a, const std::string& b, Style style) {
        constexpr std::size_t label_width = 20, most = 700;
        const std::size_t width =
            std::max<std::size_t>((std::min<std::size_t>(out_.width(), 120) - label_width - 6) / 2, 24);
        const auto cut = [&](const std::string& text) {
            return wrapped(text.size() <= most ? text : shortened(text, most, false) + " (cut; --format json has all)",
                           width);
        };
        const std::vector<std::string> l = wrapped(label, label_width), x = cut(a), y = cut(b);
        for (std::size_t i = 0; i < std::max({l.size(), x.size(), y.size()}); ++i) {
            const auto cell = [&](const std::vector<std::string>& lines) {
                return i < lines.size() ? lines[i] : std::string();
            };
            std::string line = "  " + padded(cell(l), label_width) + "  " + padded(cell(x), width) + "  " + cell(y);
            line.erase(line.find_last_not_of(' ') + 1);
            out_ << out_.styled(style, line) << '\n';
        }
    }

    SourceList sources_{};
};

void compare(Session& session, const Options& o) {
    const Catalog& catalog = builtin_catalog();
    Output& out = session.terminal.out;
    if (o.ids.empty()) {
        const TherapyComparison all = compare_therapies(catalog, o.about);
        if (all.respects.empty() && all.pools.empty()) {
            std::vector<std::string> ids;
            for (const ComparisonRow& row : catalog.comparisons)
                ids.emplace_back(row.id.text());
            throw UsageError("the comparison has nothing about '" + printable(o.about) + "'; it has " +
                             joined(ids, ", "));
        }
        if (o.format == "json")
            out << write(all, pretty) << '\n';
        else
            ComparePage(out).therapies(all);
        return;
    }
    if (!o.about.empty()) throw UsageError("give --about or two ids, not both");
    if (o.ids.size() != 2) throw UsageError("give two ids to compare, or none for CAR-NK beside CAR-T");
    const Record a = find_record(catalog, o.ids[0]), b = find_record(catalog, o.ids[1]);
    if (a.type != b.type)
        throw UsageError("a " + a.type->singular + " is not compared with a " + b.type->singular + ": " + a.path() +
                         ", " + b.path());
    const Result<RecordComparison> all = compare_documents(a.json(compact).value(), b.json(compact).value());
    if (o.format == "json")
        out << write(all.value(), pretty) << '\n';
    else
        ComparePage(out).records(a, b, all.value(), o.all);
}

}  // namespace

void add_compare(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("compare", "CAR-NK beside CAR-T, or two records of one type beside each other");
    const auto o = std::make_shared<Options>();
    verb->add_option("ids", o->ids, "Two constructs, products, trials or other records of one type")
        ->option_text("ID ID");
    verb->add_option("--about", o->about,
                     "Only what the comparison has about this: an id of a row, or a part of a name")
        ->option_text("WORD");
    verb->add_flag("--all", o->all, "Members that are the same, too");
    add_format(*verb, o->format, {"text", "json"});
    verb->footer(
        "Examples:\n"
        "  carnk compare\n"
        "  carnk compare --about crs\n"
        "  carnk compare NCT03056339 NCT05092451\n"
        "  carnk compare product/nkx101 product/nkx019 --format json");
    verb->callback([&session, o] { compare(session, *o); });
}

}  // namespace carnk::inline v0_1::tool
