// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/documents.hpp>
#include <carnk/json/schema.hpp>
#include <carnk/rules/rule.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <set>
#include <stdexcept>

#include "site.hpp"
#include "tool/describe.hpp"
#include "tool/text.hpp"

namespace carnk::site {

namespace {

// "CONSTRUCT" of "CNK-CONSTRUCT-008".
std::string area_of(std::string_view id) {
    const std::size_t first = id.find('-'), last = id.rfind('-');
    return std::string(first == std::string_view::npos || first == last ? id : id.substr(first + 1, last - first - 1));
}

std::string rule_page(std::string_view id) {
    return "rule_" + label(id);
}

}  // namespace

void write_rules(const Places& places) {
    Page top{
        "rules",
        "Rule catalogue",
        "<p>Everything that the library can find in a document, by its id. Ids are never used twice; titles and texts may improve. "
        "The same on a terminal: <code>carnk rules</code>.</p>\n",
        {}};
    std::map<std::string, std::vector<const RuleInfo*>> areas;
    for (const RuleInfo& rule : RuleSet::builtin().infos())
        areas[area_of(rule.id)].push_back(&rule);
    Table table("Areas of rules", {"Area", "Rules"});
    for (const auto& [area, rules] : areas) {
        const std::string name = "rules_" + label(area);
        table.row({link(name + ".html", "CNK-" + area), std::to_string(rules.size())});
        top.below.push_back(name);
        Page page{name, "Rules CNK-" + area, "", {}};
        Table list(page.title, {"Id", "What must hold", "Severity", "Category"});
        for (const RuleInfo* rule : rules) {
            list.row({link(rule_page(rule->id) + ".html", rule->id), html(rule->title),
                      html(tool::word_of(rule->severity)), html(tool::word_of(rule->category))});
            page.below.push_back(rule_page(rule->id));
            Page one{rule_page(rule->id), std::string(rule->id) + ": " + std::string(rule->title), "", {}};
            const auto part = [&](std::string_view name_of_part, std::string_view text) {
                if (!text.empty())
                    one.body += "<div><dt>" + html(name_of_part) + "</dt><dd>" + html(text) + "</dd></div>\n";
            };
            one.body = "<dl class=\"record\">";
            part("What must hold", rule->title);
            part("Why", rule->rationale);
            part("Severity", tool::word_of(rule->severity));
            part("Category", tool::word_of(rule->category));
            part("Looks at", rule->reads);
            part("Source", rule->citation);
            part("Since", rule->since);
            one.body +=
                "</dl>\n<p class=\"silent\">On a terminal: <code>carnk rules " + html(rule->id) + "</code></p>\n";
            write(places, one);
        }
        page.body = list.finish();
        write(places, page);
    }
    top.body += table.finish();
    write(places, top);
}

namespace {

std::string type_text(const TypeInfo& type, const std::map<const TypeInfo*, std::string>& pages);

std::string type_text(const TypeInfo& type, const std::map<const TypeInfo*, std::string>& pages) {
    if (const auto at = pages.find(&type); at != pages.end())
        return link(at->second, name_of(type).empty() ? "choice" : name_of(type));
    switch (type.kind) {
        case TypeKind::text:
            return "text";
        case TypeKind::boolean:
            return "true or false";
        case TypeKind::whole:
            return html(type.expected.empty() ? "whole number" : type.expected);
        case TypeKind::real:
            return html(type.expected.empty() ? "number" : type.expected);
        case TypeKind::form:
            return html(type.expected.empty() ? name_of(type) : std::string(type.expected));
        case TypeKind::words:
            return "a word";
        case TypeKind::list:
            return type.element ? "list of " + type_text(*type.element, pages) : "list";
        case TypeKind::object:
            return "object";
        case TypeKind::choice: {
            std::string out = "one of";
            for (const TypeInfo* c : type.choices)
                out += " " + type_text(*c, pages);
            return out;
        }
    }
    return {};
}

// A comment as HTML: paragraphs, and words in back quotes as code.
std::string comment(std::string_view text) {
    std::string out;
    bool code = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '`') {
            out += code ? "</code>" : "<code>";
            code = !code;
        } else if (text.substr(i, 2) == "\n\n") {
            out += "<br/>";
            ++i;
        } else {
            out += html(text.substr(i, 1));
        }
    }
    return code ? out + "</code>" : out;
}

}  // namespace

void write_types(const Places& places) {
    // Each type stands on the page of the first document that is made of it.
    const auto documents = document_types();
    std::map<const TypeInfo*, std::string> pages;
    std::map<std::string, std::string> by_name;
    std::vector<std::pair<const TypeInfo*, std::vector<const TypeInfo*>>> sections;
    std::vector<const TypeInfo*> words;
    const auto page_of = [](const TypeInfo& d) {
        return "dictionary_" + label(document_name(d));
    };
    for (const TypeInfo* d : documents)
        by_name[name_of(*d)] = pages[d] = page_of(*d) + ".html#type_" + label(name_of(*d));
    // The catalogue is made of everything, so that it comes last.
    std::vector<const TypeInfo*> order(documents.begin(), documents.end());
    std::stable_partition(order.begin(), order.end(), [](const TypeInfo* d) { return document_name(*d) != "catalog"; });
    for (const TypeInfo* d : order) {
        std::vector<const TypeInfo*> here{d};
        const TypeInfo* root[] = {d};
        for (const TypeInfo* t : named_types(root)) {
            const std::string name = name_of(*t);
            if (const auto known = by_name.find(name); known != by_name.end()) {
                pages[t] = known->second;
                continue;
            }
            if (t->kind == TypeKind::object || t->kind == TypeKind::choice) {
                by_name[name] = pages[t] = page_of(*d) + ".html#type_" + label(name);
                here.push_back(t);
            } else if (t->kind == TypeKind::words) {
                by_name[name] = pages[t] = "words.html#type_" + label(name);
                words.push_back(t);
            }
        }
        sections.emplace_back(d, std::move(here));
    }
    std::sort(words.begin(), words.end(),
              [](const TypeInfo* x, const TypeInfo* y) { return name_of(*x) < name_of(*y); });
    Page top{
        "dictionary",
        "Data dictionary",
        "<p>Every document with its members: what they mean, their type, unit and range, and whether they may be absent. Made from "
        "the same descriptions as the reader, the writer and the schemas. The C++ side of each type is in the reference of its "
        "group.</p>\n",
        {}};
    Table table("Documents", {"Document", "Schema", "What it is"});
    for (const auto& [d, here] : sections) {
        const std::string name(document_name(*d)), page_name = "dictionary_" + label(name);
        table.row({link(page_name + ".html", name), "<code>" + html(d->schema) + "</code>",
                   comment(description_of(name_of(*d)))});
        top.below.push_back(page_name);
        Page page{page_name, "Dictionary: " + name, "", {}};
        page.body = "<p>Schema <code>" + html(d->schema) + "</code>; " +
                    link("schema/" + name + ".schema.json", "JSON Schema") +
                    (d->personal ? ". It is about a person: findings do not quote its values." : ".") + "</p>\n";
        for (const TypeInfo* t : here) {
            const std::string type = name_of(*t);
            page.body += "<h2 id=\"type_" + label(type) + "\">" + html(type) + "</h2>\n<p>" +
                         comment(description_of(type)) + "</p>\n";
            if (t->kind == TypeKind::choice) {
                page.body += "<p>Told apart by <code>kind</code>:</p><ul>";
                for (const TypeInfo* c : t->choices)
                    page.body += "<li><code>" + html(c->tag) + "</code>: " + type_text(*c, pages) + "</li>";
                page.body += "</ul>\n";
                continue;
            }
            Table members("Members of " + type, {"Member", "Type", "Absent?", "Unit", "Meaning"});
            if (!t->tag.empty())
                members.row({"<code>kind</code>", "<code>" + html(t->tag) + "</code>", "never", "",
                             "Tells the objects apart."});
            for (const MemberInfo& m : t->members) {
                const std::string key = type + "." + std::string(m.name);
                members.row({"<code>" + html(m.name) + "</code>", type_text(*m.type, pages),
                             m.optional ? "may be" : "never", html(unit_of(*t, m)), comment(description_of(key))},
                            label(type + "_" + std::string(m.name)));
            }
            page.body += members.finish();
        }
        write(places, page);
        write_file(places.html / "schema" / (name + ".schema.json"), schema_named(name));
    }
    top.body += table.finish();
    top.below.emplace_back("words");
    top.body += "<p>The words of all enumerations: " + link("words.html", "Codes and words") + ".</p>\n";
    write(places, top);

    Page codes{
        "words",
        "Codes and words",
        "<p>The enumerations of the documents, word by word. The value sets of the standards behind them are in the " +
            link("catalog_value_sets.html", "catalogue") + ".</p>\n",
        {}};
    for (const TypeInfo* t : words) {
        const std::string type = name_of(*t);
        codes.body += "<h2 id=\"type_" + label(type) + "\">" + html(type) + "</h2>\n<p>" +
                      comment(description_of(type)) + "</p>\n";
        Table list("Words of " + type, {"Word", "Meaning"});
        for (const std::string_view w : t->words)
            list.row({"<code>" + html(w) + "</code>", comment(description_of(type + "." + std::string(w)))});
        codes.body += list.finish();
    }
    write(places, codes);

    write_file(places.html / "schema" / "carnk.openapi.json", openapi_text(documents));
    write_file(places.html / "schema" / "carnk.d.ts", typescript_text(documents));
    Page schemas{"schemas",
                 "JSON Schema, OpenAPI, TypeScript",
                 "<p>As <code>carnk schema --all DIR</code> writes them.</p>\n<ul><li>" +
                     link("schema/carnk.openapi.json", "OpenAPI 3.1, all types") + "</li><li>" +
                     link("schema/carnk.d.ts", "TypeScript, all types") + "</li></ul>\n",
                 {}};
    Table files("JSON Schemas", {"Document", "JSON Schema 2020-12"});
    for (const TypeInfo* d : documents)
        files.row({link("dictionary_" + label(document_name(*d)) + ".html", document_name(*d)),
                   link("schema/" + std::string(document_name(*d)) + ".schema.json", d->schema)});
    schemas.body += files.finish();
    write(places, schemas);
}

namespace {

std::string output_of(const Places& places, const std::string& line) {
    const std::string command = "cd '" + places.source.string() + "' && carnk() { '" + places.tool.string() +
                                "' \"$@\"; }; NO_COLOR=1 LC_ALL=C.UTF-8; export NO_COLOR LC_ALL; { " + line +
                                "\n} 2>&1 </dev/null";
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (!pipe) throw std::runtime_error("cannot run " + line);
    std::string text;
    std::array<char, 4096> part{};
    while (const std::size_t n = std::fread(part.data(), 1, part.size(), pipe))
        text.append(part.data(), n);
    const int status = ::pclose(pipe);
    if (status != 0 && status != 256)
        throw std::runtime_error(line + " ended with status " + std::to_string(status) + ":\n" + text);
    return text;
}

std::string block(std::string_view caption, std::string_view text) {
    return "<pre class=\"fragment\" tabindex=\"0\" role=\"region\" aria-label=\"" + html(caption) + "\">" + html(text) +
           "</pre>\n";
}

// What is shown of each verb beside its help; run when the site is built.
const std::map<std::string, std::vector<std::string>>& examples() {
    static const std::map<std::string, std::vector<std::string>> all{
        {"validate", {"carnk validate tests/data/broken_trial.json", "carnk validate --catalog"}},
        {"list", {"carnk list trials --filter targets=cd19 --filter status=recruiting"}},
        {"show", {"carnk show construct/car19-il15-ic9"}},
        {"stats", {"carnk stats --by phase"}},
        {"evidence", {"carnk evidence crs"}},
        {"centers", {"carnk centers --near 30.27,120.15 --country CN | head -n 20"}},
        {"compare", {"carnk compare --about crs"}},
        {"cost", {"carnk cost --country US | head -n 40"}},
        {"guide", {"carnk guide cost | head -n 40"}},
        {"draw", {"carnk draw construct car19-il15-ic9 | head -n 4", "carnk draw forest --help"}},
        {"export",
         {"cd \"$(mktemp -d)\" && carnk export --format csv --out tables | tail -n 4 && head -n 1 tables/targets.csv"}},
        {"import", {"carnk import ctgov tests/data/ctgov/NCT02513394.json --trials | head -n 20"}},
        {"match", {"head -n 1 tests/data/patients/cohort.ndjson | carnk match - --near 29.71,-95.40"}},
        {"refer",
         {"carnk refer --request tests/rules/CNK-REFERRAL-006/pass-order.json --as-of 2026-01-12 | head -n 40"}},
        {"rules", {"carnk rules CNK-CONSTRUCT-008"}},
        {"schema", {"carnk schema trial | head -n 20"}},
        {"screen", {"head -n 1 tests/data/patients/cohort.ndjson | carnk screen --patient - --trial NCT05092451"}},
        {"criteria", {"carnk criteria tests/data/criteria/example.txt"}},
        {"convert", {"carnk show target/cd19 --format json | carnk convert --form canonical | head -c 400; echo"}},
        {"diff",
         {"carnk diff tests/rules/CNK-CONSTRUCT-008/pass-named.json tests/rules/CNK-CONSTRUCT-008/fail-none.json"}},
        {"version", {"carnk version"}},
    };
    return all;
}

// The table of a section of the README as HTML.
std::string readme_table(const Places& places, const std::string& heading) {
    const std::string text = read_file(places.source / "README.md");
    std::size_t at = text.find("\n## " + heading + "\n");
    if (at == std::string::npos) throw std::runtime_error("README.md has no section " + heading);
    at = text.find("\n|", at) + 1;
    std::vector<std::vector<std::string>> rows;
    while (at < text.size() && text[at] == '|') {
        const std::size_t end = text.find('\n', at);
        std::vector<std::string> cells;
        std::string cell;
        bool code = false;
        for (std::size_t i = at + 1; i < end; ++i) {
            if (text[i] == '`') {
                cell += code ? "</code>" : "<code>";
                code = !code;
            } else if (text[i] == '|') {
                cells.push_back(cell.substr(1));
                cell.clear();
            } else {
                cell += html(text.substr(i, 1));
            }
        }
        rows.push_back(std::move(cells));
        at = end + 1;
    }
    Table table(heading, rows.at(0));
    for (std::size_t i = 2; i < rows.size(); ++i)
        table.row(rows[i]);
    return table.finish();
}

}  // namespace

void write_commands(const Places& places) {
    Page page{"commands", "Command reference", "", {}};
    const std::string help = output_of(places, "carnk --help");
    page.body = "<p>What the command prints, recorded when this site was built.</p>\n" +
                block("carnk --help", "$ carnk --help\n" + help);
    // The verbs are the words at the margin below "Subcommands:".
    std::vector<std::string> verbs;
    std::size_t at = help.find("Subcommands:");
    while (at != std::string::npos && (at = help.find('\n', at)) != std::string::npos) {
        ++at;
        if (help.substr(at, 2) != "  ") break;
        if (help[at + 2] != ' ') verbs.push_back(help.substr(at + 2, help.find(' ', at + 2) - at - 2));
    }
    if (verbs.size() < 10) throw std::runtime_error("carnk --help lists no verbs");
    for (const std::string& verb : verbs) {
        page.body += "<h2 id=\"carnk_" + label(verb) + "\">carnk " + html(verb) + "</h2>\n" +
                     block("carnk " + verb + " --help", output_of(places, "carnk " + verb + " --help"));
        if (const auto shown = examples().find(verb); shown != examples().end())
            for (const std::string& line : shown->second)
                page.body += block(line, "$ " + line + "\n" + output_of(places, line));
    }
    write(places, page);
    write(places, Page{"policy",
                       "How documents are read and written",
                       "<p>One policy for every type; each row has its test.</p>\n" +
                           readme_table(places, "How documents are read and written"),
                       {}});
}

}  // namespace carnk::site
