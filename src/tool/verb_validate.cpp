// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/json/canonical.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/rules/report.hpp>

#include "tool/app.hpp"
#include "tool/input.hpp"
#include "tool/records.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <map>
#include <memory>

namespace carnk::tool {

namespace {

struct Options {
    std::vector<std::string> files{};
    std::string type{}, policy = "preserve", as_of{}, format{}, references = "builtin";
    bool catalog = false, no_rules = false, ndjson = false, show_personal = false, full = false;
};

const std::vector<std::string>& formats() {
    static const std::vector<std::string> words{"text", "json", "ndjson", "sarif", "fhir", "csv", "markdown"};
    return words;
}

ReportFormat format_of(const std::string& word) {
    const std::vector<std::string>& words = formats();
    return static_cast<ReportFormat>(std::find(words.begin(), words.end(), word) - words.begin());
}

Style style_of(ReportStyle style) {
    switch (style) {
        case ReportStyle::strong:
            return Style::strong;
        case ReportStyle::dim:
            return Style::dim;
        case ReportStyle::error:
            return Style::error;
        case ReportStyle::warning:
            return Style::warning;
        case ReportStyle::note:
            return Style::note;
        case ReportStyle::good:
            return Style::good;
        case ReportStyle::accent:
            return Style::accent;
    }
    return Style::plain;
}

ReportOptions report_options(const Session& session, const Options& options) {
    const Output& out = session.terminal.out;
    ReportOptions report;
    report.full = options.full;
    report.command_line = true;
    report.width = out.width();
    report.unicode = out.unicode();
    report.style = [&out](ReportStyle style, std::string_view text) {
        return out.styled(style_of(style), text);
    };
    return report;
}

class Validator {
public:
    Validator(Session& session, const Options& options)
        : session_(session), options_(options), writer_(format_of(options.format), report_options(session, options)) {
        static const std::map<std::string, ReadPolicy, std::less<>> policies{
            {"preserve", preserve}, {"strict", strict}, {"forward", forward}, {"syntax-only", syntax_only}};
        reading_.policy = policies.at(options.policy);
        reading_.show_personal_values = rules_.show_personal_values = options.show_personal;
        if (options.references == "builtin") rules_.catalog = &builtin_catalog();
        if (!options.as_of.empty()) {
            const Optional<PartialDate> day = PartialDate::from_text(options.as_of);
            if (!day)
                throw UsageError("--as-of: " + std::string(PartialDate::expected) + "; found '" +
                                 printable(options.as_of) + "'");
            rules_.as_of = *day;
        }
        if (!options.type.empty()) {
            type_ = find_document_type(options.type);
            if (!type_) {
                std::vector<std::string> names;
                for (const DocumentType& t : document_types())
                    names.push_back(t.name);
                const std::vector<std::string> meant = near(options.type, names);
                throw UsageError("there is no document type '" + printable(options.type) + "'; " +
                                 (meant.empty() ? "there are " + joined(names, ", ")
                                                : "did you mean " + joined(meant, " or ") + '?'));
            }
        }
    }

    void run() {
        if (options_.catalog) builtin();
        std::vector<std::string> files = options_.files;
        if (files.empty() && !options_.catalog) {
            if (input_is_terminal())
                throw UsageError("nothing to validate: give files, or - for standard input, or --catalog");
            files.emplace_back("-");
        }
        for (const std::string& file : files) {
            try {
                if (options_.ndjson || file.ends_with(".ndjson") || file.ends_with(".jsonl"))
                    stream(file);
                else
                    whole(file);
            } catch (const IoError& error) {
                // The other files are worth a look all the same.
                session_.terminal.out.flush();
                session_.terminal.err << "carnk: " << session_.terminal.err.styled(Style::error, "error: ")
                                      << error.what() << '\n';
                session_.terminal.err.flush();
                unreadable_ = true;
            }
        }
        session_.terminal.out << writer_.finish();
        session_.exit_code = unreadable_ ? exit_io : writer_.has_errors() ? exit_findings : exit_clean;
    }

private:
    static std::string shown_name(const std::string& file) { return file == "-" ? std::string(standard_input) : file; }

    void whole(const std::string& file) {
        const std::string text = read_text(file);
        document(text, shown_name(file), 0);
    }

    void stream(const std::string& file) {
        read_lines(file, [&](std::string_view line, std::size_t number) {
            if (line.find_first_not_of(" \t\r") != std::string_view::npos) document(line, shown_name(file), number);
        });
    }

    // One text: a document or an array of documents. `line` is its line in a stream, or 0.
    void document(std::string_view text, const std::string& file, std::size_t line) {
        const Parts parts = parts_of(text);
        const std::size_t lines_before = line > 0 ? line - 1 : 0;
        if (parts.list && !type_ && !parts.uniform() && canonicalize(text, reading_).ok()) {
            for (const Part& part : parts.parts) {
                Parts one;
                one.parts.push_back(part);
                one.parts.front().begin = 0;
                one.parts.front().schema_at -= part.begin;
                one.parts.front().end = part.end - part.begin;
                ReportedDocument report = check(text.substr(part.begin, part.end - part.begin), one);
                move_findings(report.findings, text, part, lines_before);
                finish(std::move(report), text, file, line);
            }
            return;
        }
        ReportedDocument report = check(text, parts);
        if (line > 0)
            for (Finding& f : report.findings.list())
                if (f.line) *f.line += static_cast<std::uint32_t>(lines_before);
        finish(std::move(report), text, file, line);
    }

    void finish(ReportedDocument report, std::string_view text, const std::string& file, std::size_t line) {
        report.file = file;
        report.line = line;
        report.lines_before = line > 0 ? line - 1 : 0;
        if (!report.text.empty()) report.text = text;
        session_.terminal.out << writer_.add(report);
    }

    // Findings of one text; its lines are those of the text itself.
    ReportedDocument check(std::string_view text, const Parts& parts) {
        ReportedDocument report;
        report.record_count = parts.list ? parts.parts.size() : 1;
        const std::string schema = parts.schema();
        const DocumentType* type = type_ ? type_ : find_schema(schema);
        if (!type) {
            report.findings = without_type(text, parts);
            // Whose data these are cannot be known, so they are not shown.
            if (options_.show_personal) report.text = text;
            return report;
        }
        report.type = type->name;
        if (!type->personal || options_.show_personal) report.text = text;
        CheckedDocument checked;
        if (parts.list && !type->lists) {
            for (const Part& part : parts.parts) {
                CheckedDocument one = type->check(text.substr(part.begin, part.end - part.begin), false,
                                                  !options_.no_rules, reading_, rules_);
                move_findings(one.findings, text, part, 0);
                checked.findings.add(one.findings);
                checked.rules = std::move(one.rules);
                checked.rules_ran = checked.rules_ran || one.rules_ran;
            }
        } else {
            checked = type->check(text, parts.list, !options_.no_rules, reading_, rules_);
        }
        report.findings = std::move(checked.findings);
        report.rules = std::move(checked.rules);
        report.rules_ran = checked.rules_ran;
        return report;
    }

    static const DocumentType* find_schema(std::string_view schema) {
        for (const DocumentType& t : document_types())
            if (t.schema == schema) return &t;
        return nullptr;
    }

    // What can be said of a text whose type is not known: whether it is JSON, and what its schema should be.
    Findings without_type(std::string_view text, const Parts& parts) const {
        Result<std::string> syntax = canonicalize(text, reading_);
        if (!syntax.ok()) return syntax.findings();
        const std::string schema = parts.schema();
        const IssueRule& rule = rule_of(schema.empty() ? Issue::missing_member : Issue::wrong_schema);
        Finding f;
        f.rule = rule.info.id;
        f.message = rule.info.title;
        f.pointer = (parts.parts.empty() ? "" : parts.parts.front().pointer) + "/schema";
        std::vector<std::string> schemas;
        for (const DocumentType& t : document_types())
            schemas.emplace_back(t.schema);
        const std::vector<std::string> meant = schema.empty() ? std::vector<std::string>() : near(schema, schemas);
        f.expected = "one of " + joined(meant.empty() ? schemas : meant, ", ");
        if (schema.empty())
            f.message += ", so that the type of the document is not known; --type can say it";
        else
            f.observed = '"' + schema + '"';
        const auto [line, column] =
            detail::LineCounter(text).at(parts.parts.empty() ? 0 : parts.parts.front().schema_at);
        f.line = line;
        f.column = column;
        return Findings({f});
    }

    void builtin() {
        const Catalog& catalog = builtin_catalog();
        ReportedDocument report;
        report.file = "built-in catalogue";
        report.type = "catalog";
        if (options_.no_rules) {
            // Reading it was checked when it was built in; what is left are the rules.
            report.rules_ran = false;
        } else {
            ValidationReport checked = validate_report(catalog, rules_);
            report.findings = std::move(checked.findings);
            report.rules = std::move(checked.rules);
            report.rules_ran = true;
        }
        report.record_count = 0;
        for (const RecordType& type : record_types()) {
            std::vector<Record> records = type.records(type, catalog);
            report.record_count += records.size();
            records_[std::string(type.plural)] = std::move(records);
        }
        report.name_of = [this](std::string_view pointer) {
            return name_at(pointer);
        };
        session_.terminal.out << writer_.add(report);
    }

    // The id of the record of the catalogue that "/trials/3/..." points into.
    [[nodiscard]] std::string name_at(std::string_view pointer) const {
        if (pointer.empty()) return {};
        const std::size_t slash = std::min(pointer.find('/', 1), pointer.size());
        const auto list = records_.find(std::string(pointer.substr(1, slash - 1)));
        if (list == records_.end() || slash == pointer.size()) return {};
        std::size_t index = 0;
        for (const char c : pointer.substr(slash + 1, pointer.find('/', slash + 1) - slash - 1)) {
            if (c < '0' || c > '9') return {};
            index = index * 10 + static_cast<std::size_t>(c - '0');
        }
        return index < list->second.size() ? list->second[index].id : std::string();
    }

    Session& session_;
    const Options& options_;
    ReportWriter writer_;
    ReadOptions reading_{};
    ValidateOptions rules_{};
    const DocumentType* type_ = nullptr;
    std::map<std::string, std::vector<Record>> records_{};
    bool unreadable_ = false;
};

}  // namespace

void add_validate(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("validate", "Check documents: JSON, types, and the rules");
    const auto options = std::make_shared<Options>();
    verb->add_option("FILE", options->files, "JSON files; - is standard input, as is no file at all in a pipe")
        ->type_name("");
    verb->add_flag("--catalog", options->catalog, "Check the built-in catalogue");
    verb->add_option("--type", options->type, "Type of the documents; if not given, their member \"schema\" says it")
        ->option_text("TYPE");
    verb->add_option("--policy", options->policy,
                     "What is forgiven: preserve (unknown members, the default), strict (nothing), forward (what newer "
                     "versions add), syntax-only")
        ->check(CLI::IsMember({"preserve", "strict", "forward", "syntax-only"}).description(""))
        ->option_text("POLICY");
    verb->add_flag("--ndjson", options->ndjson, "One document a line, as in files named .ndjson or .jsonl");
    verb->add_option(
            "--references", options->references,
            "Where references to other records must lead: builtin (the built-in catalogue, the default) or none")
        ->check(CLI::IsMember({"builtin", "none"}).description(""))
        ->option_text("builtin|none");
    verb->add_option("--as-of", options->as_of,
                     "Day on which the documents are looked at; without it, rules on the future are skipped")
        ->option_text("DATE");
    verb->add_flag("--no-rules", options->no_rules, "Only read the documents, do not run the rules");
    verb->add_flag("--show-personal", options->show_personal, "Show values of documents about a person too");
    verb->add_flag("--full", options->full,
                   "List every warning and note; without it, text lists the first five of each rule");
    add_format(*verb, options->format, formats());
    verb->footer(
        "Examples:\n"
        "  carnk validate trial.json\n"
        "  carnk validate --catalog --as-of 2026-01-31\n"
        "  carnk validate --format sarif *.json > findings.sarif\n"
        "  cat records.ndjson | carnk validate --ndjson --format ndjson -");
    verb->callback([&session, options] { Validator(session, *options).run(); });
}

}  // namespace carnk::tool
