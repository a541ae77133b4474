// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/draw/charts.hpp>
#include <carnk/draw/construct.hpp>
#include <carnk/draw/screening.hpp>
#include <carnk/insight/compare.hpp>
#include <carnk/insight/landscape.hpp>
#include <carnk/insight/pooled.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/screen/screen.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "site.hpp"
#include "tool/records.hpp"
#include "tool/text.hpp"

namespace carnk::site {

namespace {

using tool::Node;
using tool::Record;
using tool::RecordType;

// Types whose records have pages of their own; the others stand in one table each.
constexpr std::array<std::string_view, 15> paged{"targets", "constructs", "products",    "trials",      "studies",
                                                 "centers", "costs",      "eligibility", "comparisons", "mechanisms",
                                                 "access",  "checklists", "faqs",        "value_sets",  "notes"};

bool has_pages(const RecordType& type) {
    return std::find(paged.begin(), paged.end(), type.plural) != paged.end();
}

std::string page_of(const Record& r) {
    return "catalog_" + label(r.type->singular) + "_" + label(r.id);
}

// Which list a member with ids is about, by its name.
std::string_view list_of(std::string_view member) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> hints{{{"trial", "trials"},
                                                                                          {"target", "targets"},
                                                                                          {"activating", "targets"},
                                                                                          {"inhibiting", "targets"},
                                                                                          {"antigen", "targets"},
                                                                                          {"construct", "constructs"},
                                                                                          {"product", "products"},
                                                                                          {"stud", "studies"},
                                                                                          {"center", "centers"},
                                                                                          {"site", "centers"},
                                                                                          {"comparison", "comparisons"},
                                                                                          {"mechanism", "mechanisms"}}};
    for (const auto& [part, list] : hints)
        if (member.find(part) != std::string_view::npos) return list;
    return {};
}

class Writer {
public:
    explicit Writer(const Places& places) : places_(places), records_(tool::all_records(builtin_catalog())) {
        for (const Record& r : records_)
            if (has_pages(*r.type)) by_id_[{std::string(r.type->plural), r.id}] = &r;
        for (const Record& r : records_)
            if (has_pages(*r.type)) collect(r, r.tree(), {});
    }

    void run() {
        Page top{"catalog", "Catalogue", "", {}};
        top.body =
            "<p>What the built-in catalogue holds: cited facts, as they are compiled into the library. Every record names its "
            "sources; what no source states is absent. Records that may not describe anything real are marked and stay out "
            "of counts. <b>Nothing here is medical advice</b>, and no record replaces the source that it names.</p>\n";
        Table table("Lists of the catalogue", {"List", "Records"});
        for (const RecordType& type : tool::record_types()) {
            const std::string name = "catalog_" + label(type.plural);
            std::size_t n = 0;
            for (const Record& r : records_)
                n += r.type == &type ? 1 : 0;
            table.row({link(name + ".html", tool::capitalized(tool::humanized(type.plural))), std::to_string(n)});
            top.below.push_back(name);
            index(type, name);
        }
        for (const Record& r : records_)
            if (has_pages(*r.type)) record(r);
        table.row({link("charts.html", "Charts"), ""});
        top.below.emplace_back("charts");
        top.body += table.finish();
        write(places_, top);
        charts();
    }

private:
    const Record* find(std::string_view member, const std::string& id) const {
        const std::string_view list = list_of(member);
        if (list.empty()) return nullptr;
        const auto at = by_id_.find({std::string(list), id});
        return at == by_id_.end() ? nullptr : at->second;
    }

    void collect(const Record& from, const Node& n, std::string_view member) {
        const std::string_view name = n.name.empty() ? member : std::string_view(n.name);
        if (n.kind == Node::Kind::leaf)
            if (const Record* to = find(name, n.raw); to && to != &from) refers_[to].insert(&from);
        for (const Node& child : n.children)
            collect(from, child, name);
    }

    std::string source(const Node& n) const {
        std::string text = html(n.text);
        const auto reference = [&](std::string_view member, const std::string& before, const std::string& shown) {
            const Node* child = n.find(member);
            if (!child || child->raw.empty()) return;
            const std::string address = before + child->raw;
            if (address.starts_with("https://") || address.starts_with("http://"))
                text += " [" + link(address, shown) + "]";
        };
        reference("doi", "https://doi.org/", "DOI");
        reference("pmid", "https://pubmed.ncbi.nlm.nih.gov/", "PubMed");
        reference("pmcid", "https://pmc.ncbi.nlm.nih.gov/articles/", "PMC");
        reference("url", "", "web");
        return text;
    }

    std::string value(const Node& n, std::string_view member) const {
        const std::string_view name = n.name.empty() ? member : std::string_view(n.name);
        if (name == "sources" && n.kind == Node::Kind::list) {
            std::string out = "<ul class=\"sources\">";
            for (const Node& s : n.children)
                out += "<li>" + source(s) + "</li>";
            return out + "</ul>";
        }
        if (n.kind == Node::Kind::leaf) {
            if (const Record* to = find(name, n.raw)) return link(page_of(*to) + ".html", n.raw);
            if (n.raw.starts_with("https://") || n.raw.starts_with("http://")) return link(n.raw, n.text);
            return html(n.text);
        }
        if (n.is_text()) return html(n.text);
        if (n.kind == Node::Kind::list) {
            bool plain = true;
            for (const Node& child : n.children)
                plain = plain && child.kind == Node::Kind::leaf;
            std::string out = plain ? "" : "<ul>";
            for (const Node& child : n.children) {
                if (plain) {
                    out += (out.empty() ? "" : ", ") + value(child, name);
                } else {
                    out += "<li>" + value(child, name) + "</li>";
                }
            }
            return plain ? out : out + "</ul>";
        }
        std::string out = "<dl class=\"members\">";
        for (const Node& child : n.children) {
            if (child.is_empty()) continue;
            out += "<div><dt>" + html(tool::capitalized(tool::humanized(child.name))) + "</dt><dd>" +
                   value(child, name) + "</dd></div>";
        }
        return out + "</dl>";
    }

    static std::string title_of(const Record& r) {
        std::string title = r.title.empty() || r.title == r.id ? r.id : r.id + ": " + r.title;
        if (r.type->plural == "targets" || r.type->plural == "constructs" || r.type->plural == "centers" ||
            r.type->plural == "faqs" || r.type->plural == "mechanisms" || r.type->plural == "checklists")
            title = r.title.empty() ? r.id : r.title;
        return tool::shortened(tool::printable(title), 140, true);
    }

    void record(const Record& r) {
        const Node tree = r.tree();
        Page page{page_of(r), title_of(r), "", {}};
        if (r.doubt)
            page.body += "<p class=\"doubt\"><b>Doubtful record.</b> " + html(r.doubt->explanation) +
                         " It stays out of counts and lists.</p>\n";
        else if (r.low_confidence)
            page.body += "<p class=\"doubt\"><b>Low confidence.</b> The editors are not sure of this record.</p>\n";
        if (r.type->plural == "constructs") {
            const auto& construct = *static_cast<const CarConstruct*>(r.value);
            draw::Options options;
            options.names = &builtin_catalog();
            const std::string file = "pictures/construct_" + label(r.id) + ".svg";
            write_file(places_.html / file, draw::construct(construct, options));
            page.body += picture(
                file, "The construct " + construct.name + " across the membrane; its parts are in the text below");
        }
        std::vector<std::string> silent;
        std::string rest;
        for (const Node& n : tree.children) {
            if (n.name == "sources" || n.name == "doubt") continue;
            if (n.is_empty()) {
                silent.push_back(tool::humanized(n.name));
                continue;
            }
            rest += "<div><dt>" + html(tool::capitalized(tool::humanized(n.name))) + "</dt><dd>" + value(n, {}) +
                    "</dd></div>\n";
        }
        page.body += "<dl class=\"record\">" + rest + "</dl>\n";
        if (!silent.empty())
            page.body += "<p class=\"silent\">Not stated: " + html(tool::joined(silent, ", ")) + ".</p>\n";
        if (const Node* sources = tree.find("sources"); sources && !sources->children.empty())
            page.body += "<h2>Sources</h2>\n" + value(*sources, {}) + "\n";
        if (const auto at = refers_.find(&r); at != refers_.end()) {
            page.body += "<h2>Records that name it</h2>\n<ul>";
            std::vector<const Record*> from(at->second.begin(), at->second.end());
            std::sort(from.begin(), from.end(), [](const Record* a, const Record* b) { return a->path() < b->path(); });
            for (const Record* f : from)
                page.body +=
                    "<li>" + html(tool::humanized(f->type->singular)) + " " + link(page_of(*f) + ".html", f->id) +
                    (f->title.empty() || f->title == f->id ? std::string() : ": " + html(f->title)) + "</li>\n";
            page.body += "</ul>\n";
        }
        page.body += "<p class=\"silent\">The same as a document: <code>carnk show " + html(r.path()) +
                     " --format json</code>. Not medical advice; the sources decide.</p>\n";
        write(places_, page);
    }

    void index(const RecordType& type, const std::string& name) {
        Page page{name, tool::capitalized(tool::humanized(type.plural)) + " of the catalogue", "", {}};
        const bool trials = type.plural == "trials";
        Table table(page.title, trials ? std::vector<std::string>{"Number", "Title", "Phase", "Status", "Doubt"}
                                       : std::vector<std::string>{"Id", "Name", "Doubt"});
        for (const Record& r : records_) {
            if (r.type != &type) continue;
            std::vector<std::string> cells;
            cells.push_back(has_pages(type) ? link(page_of(r) + ".html", r.id) : html(r.id));
            cells.push_back(html(r.title));
            if (trials) {
                const Node tree = r.tree();
                for (const std::string_view member : {"phase", "status"}) {
                    const Node* n = tree.find(member);
                    cells.push_back(n && !n->is_empty() ? html(n->text) : "not stated");
                }
            }
            cells.emplace_back(r.doubt ? "doubtful" : r.low_confidence ? "low confidence" : "");
            table.row(cells);
            if (has_pages(type)) page.below.push_back(page_of(r));
        }
        page.body = table.finish();
        write(places_, page);
    }

    static std::string picture(const std::string& file, const std::string& what) {
        return "<div class=\"picture\" tabindex=\"0\" role=\"region\" aria-label=\"Picture\"><img src=\"" + file +
               "\" alt=\"" + html(what) + "\"/></div>\n<p class=\"silent\">" + link(file, "The picture alone (SVG)") +
               "</p>\n";
    }

    void charts() {
        Page page{"charts",
                  "Charts",
                  "<p>Drawn from the catalogue when this site was built, by <code>carnk draw</code>.</p>\n",
                  {}};
        const Catalog& catalog = builtin_catalog();
        draw::Options options;
        options.names = &catalog;
        const auto add = [&](const std::string& id, const std::string& head, const std::string& what,
                             const std::string& svg) {
            const std::string file = "pictures/" + id + ".svg";
            write_file(places_.html / file, svg);
            page.body += "<h2 id=\"" + id + "\">" + html(head) + "</h2>\n" + picture(file, what);
        };
        add("years", "Trials by year of start and phase",
            "Columns: trials by year of start and phase; carnk stats prints the numbers",
            draw::columns(cross(catalog, Dimension::start_year, Dimension::phase), options));
        LandscapeOptions every;
        every.sponsor_limit = 0;
        const Landscape all = landscape(catalog, every);
        for (const Tally& t : all.tallies) {
            draw::Options some = options;
            some.most = 20;
            const std::string name(label_of(t.dimension));
            add("by_" + label(name), "Trials by " + name,
                "Bars: trials by " + name + "; carnk stats prints the numbers", draw::bars(all, t.dimension, some));
        }
        for (const ClinicalOutcome o :
             {ClinicalOutcome::objective_response, ClinicalOutcome::complete_response, ClinicalOutcome::crs_any,
              ClinicalOutcome::icans_any, ClinicalOutcome::acute_gvhd}) {
            const std::string name(label_of(o));
            add("pooled_" + label(name), "Pooled: " + name,
                "Forest plot: " + name + " with CAR-NK; carnk evidence prints the numbers",
                draw::forest(pooled(catalog, o).value(), options));
        }
        add("car_nk_and_car_t", "CAR-NK beside CAR-T", "Two columns: CAR-NK and CAR-T; carnk compare prints the texts",
            draw::comparison(compare_therapies(catalog), options));
        // A patient who is made up, of whom next to nothing is known.
        PatientRecord patient;
        patient.id = Slug::of("patient-1");
        patient.demographics.birth_date = PartialDate::of("1970");
        ScreenOptions day;
        day.as_of = PartialDate::of("2026-01-31");
        const Screener screener(patient, Vocabulary(catalog.terms), day);
        for (const EligibilityRecord& e : catalog.eligibility)
            if (e.id.text() == "elig-nct05092451")
                add("screening", "Why a patient is or is not eligible: an example with a made-up patient",
                    "The criteria of a trial, each with its status and the tree of reasons; carnk screen prints them",
                    draw::screening(screener.screen(e), options));
        write(places_, page);
    }

    const Places& places_;
    std::vector<Record> records_;
    std::map<std::pair<std::string, std::string>, const Record*> by_id_{};
    std::map<const Record*, std::set<const Record*>> refers_{};
};

}  // namespace

void write_catalogue(const Places& places) {
    Writer(places).run();
}

}  // namespace carnk::site
