// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/json/canonical.hpp>
#include <carnk/json/fix.hpp>
#include <carnk/json/locate.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/rules/config.hpp>
#include <carnk/rules/report.hpp>

#include "tool/app.hpp"
#include "tool/input.hpp"
#include "tool/records.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <map>
#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::vector<std::string> files{};
    std::string type{}, policy = "preserve", as_of{}, format{}, references = "builtin", config{}, output{};
    bool catalog = false, no_rules = false, ndjson = false, show_personal = false, full = false, fix = false,
         in_place = false;
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
        reading_.policy = policy_of(options.policy);
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
        if (!options_.config.empty() && !configure()) {
            session_.terminal.out << writer_.finish();
            session_.exit_code = exit_findings;
            return;
        }
        if (options_.fix) check_fix_options();
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
        if (configured_) {
            ReportedDocument report = config_report();
            report.findings = configured_->unsettled(rules_.as_of);
            if (!report.findings.empty()) session_.terminal.out << writer_.add(report);
        }
        session_.terminal.out << writer_.finish();
        session_.exit_code = unreadable_ ? exit_io : writer_.has_errors() ? exit_findings : exit_clean;
    }

private:
    static std::string shown_name(const std::string& file) { return file == "-" ? std::string(standard_input) : file; }

    // Reads the configuration; false if it is not fit for use, which is then reported.
    bool configure() {
        config_text_ = read_text(options_.config);
        const Result<ValidationConfig> config = read_validation_config(config_text_);
        if (!config.findings().empty()) {
            ReportedDocument report = config_report();
            report.findings = config.findings();
            session_.terminal.out << writer_.add(report);
        }
        if (!config.ok()) return false;
        configured_ = std::make_unique<ConfiguredValidation>(*config, config_text_);
        return true;
    }

    ReportedDocument config_report() const {
        ReportedDocument report;
        report.file = shown_name(options_.config);
        report.type = "validation config";
        report.record_count = 0;
        report.rules_ran = true;
        report.text = config_text_;
        return report;
    }

    void check_fix_options() const {
        if (options_.in_place == !options_.output.empty()) throw UsageError("--fix needs --output FILE, or --in-place");
        if (options_.catalog || options_.ndjson)
            throw UsageError("--fix mends JSON files; it does not go with --catalog or --ndjson");
        if (!options_.output.empty() && options_.files.size() > 1)
            throw UsageError("--output takes one file; several can be mended with --in-place");
        for (const std::string& file : options_.files)
            if (file.ends_with(".ndjson") || file.ends_with(".jsonl") || (options_.in_place && file == "-"))
                throw UsageError("--fix cannot mend " + printable(file) +
                                 (file == "-" ? " in place" : ": it is a stream"));
        if (options_.in_place && options_.files.empty()) throw UsageError("--in-place needs files");
    }

    void whole(const std::string& file) {
        std::string text = read_text(file);
        if (options_.fix) {
            std::string fixed = mended(text, shown_name(file));
            if (options_.in_place) {
                if (fixed != text) write_file(file, fixed);
            } else {
                write_file(options_.output, fixed);
            }
            text = std::move(fixed);
        }
        document(text, shown_name(file), 0);
    }

    // The text after all fixes. Reading is mended first, for rules run only on what could be read.
    std::string mended(std::string text, const std::string& file) {
        std::size_t done = 0;
        // What counts for suppressions is the mended document.
        const auto configured = configured_ ? std::make_unique<ConfiguredValidation>(*configured_) : nullptr;
        const auto restore = [&] {
            if (configured) *configured_ = *configured;
        };
        constexpr int most_rounds = 20;  // each does one fix at least
        for (int round = 0; round < most_rounds; ++round) {
            Findings findings;
            const std::vector<ReportedDocument> reports = checked(text, file, 0);
            bool personal = false;
            for (const ReportedDocument& report : reports) {
                personal = personal || report.text.empty();
                findings.add(report.findings);
            }
            if (personal) {
                restore();
                say(file + ": not mended, for it is, or may be, about a person; --show-personal allows it");
                return text;
            }
            propose_fixes(text, findings);
            Result<FixedText> fixed = apply_fixes(text, findings);
            if (!fixed.ok() || fixed->applied.empty()) break;
            for (const AppliedFix& fix : fixed->applied)
                say(file + ": mended " + (fix.pointer.empty() ? "/" : fix.pointer) + " [" + fix.rule +
                    "]: " + fix.patch);
            done += fixed->applied.size();
            text = std::move(fixed->text);
        }
        restore();
        say(file + ": " + (done == 0 ? "nothing to mend" : counted(done, "fix", "fixes") + " done"));
        return text;
    }

    void say(const std::string& line) { session_.terminal.err << "carnk: " << printable(line) << '\n'; }

    void stream(const std::string& file) {
        read_lines(file, [&](std::string_view line, std::size_t number) {
            if (line.find_first_not_of(" \t\r") != std::string_view::npos) document(line, shown_name(file), number);
        });
    }

    // One text: a document or an array of documents. `line` is its line in a stream, or 0.
    void document(std::string_view text, const std::string& file, std::size_t line) {
        std::vector<ReportedDocument> reports = checked(text, file, line);
        for (ReportedDocument& report : reports) {
            if (!report.text.empty()) propose_fixes(text, report.findings);
            session_.terminal.out << writer_.add(report);
        }
    }

    std::vector<ReportedDocument> checked(std::string_view text, const std::string& file, std::size_t line) {
        const Parts parts = parts_of(text);
        const std::size_t lines_before = line > 0 ? line - 1 : 0;
        std::vector<ReportedDocument> reports;
        if (parts.list && !type_ && !parts.uniform() && canonicalize(text, reading_).ok()) {
            for (const Part& part : parts.parts) {
                Parts one;
                one.parts.push_back(part);
                one.parts.front().begin = 0;
                one.parts.front().schema_at -= part.begin;
                one.parts.front().end = part.end - part.begin;
                reports.push_back(check(text.substr(part.begin, part.end - part.begin), one, file, part.pointer));
                move_findings(reports.back().findings, text, part, lines_before);
            }
        } else {
            reports.push_back(check(text, parts, file, {}));
            if (line > 0)
                for (Finding& f : reports.back().findings.list())
                    if (f.line) *f.line += static_cast<std::uint32_t>(lines_before);
        }
        for (ReportedDocument& report : reports) {
            report.file = file;
            report.line = line;
            report.lines_before = lines_before;
            if (!report.text.empty()) report.text = text;
        }
        return reports;
    }

    // Findings of one text; its lines are those of the text itself.
    // `within` is the pointer of the text in its file.
    ReportedDocument check(std::string_view text, const Parts& parts, const std::string& file,
                           const std::string& within) {
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
                CheckedDocument one = configured_check(*type, text.substr(part.begin, part.end - part.begin), false,
                                                       file, within + part.pointer);
                move_findings(one.findings, text, part, 0);
                checked.findings.add(one.findings);
                checked.rules = std::move(one.rules);
                checked.rules_ran = checked.rules_ran || one.rules_ran;
            }
        } else {
            checked = configured_check(*type, text, parts.list, file, within);
        }
        report.findings = std::move(checked.findings);
        report.rules = std::move(checked.rules);
        report.rules_ran = checked.rules_ran;
        return report;
    }

    CheckedDocument configured_check(const DocumentType& type, std::string_view text, bool list,
                                     const std::string& file, const std::string& within) {
        if (!configured_) return type.check(text, list, !options_.no_rules, reading_, rules_);
        CheckedDocument checked =
            type.check(text, list, !options_.no_rules, reading_, configured_->options(file, rules_, within));
        if (checked.rules_ran) configured_->settle(file, checked.findings, within);
        return checked;
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
            ValidationReport checked =
                validate_report(catalog, configured_ ? configured_->options(report.file, rules_) : rules_);
            if (configured_) configured_->settle(report.file, checked.findings);
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
    std::string config_text_{};
    std::unique_ptr<ConfiguredValidation> configured_{};
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
    add_policy(*verb, options->policy);
    verb->add_flag("--ndjson", options->ndjson, "One document a line, as in files named .ndjson or .jsonl");
    verb->add_option(
            "--references", options->references,
            "Where references to other records must lead: builtin (the built-in catalogue, the default) or none")
        ->check(CLI::IsMember({"builtin", "none"}).description(""))
        ->option_text("builtin|none");
    verb->add_option("--as-of", options->as_of,
                     "Day on which the documents are looked at; without it, rules on the future are skipped")
        ->option_text("DATE");
    verb->add_option("--config", options->config,
                     "File with weights of rules, rules that do not run, and findings that are accepted")
        ->option_text("FILE");
    verb->add_flag("--fix", options->fix,
                   "Do the fixes of findings that have exactly one right repair, say which, and check again");
    verb->add_option("--output", options->output, "With --fix: where the mended document is written")
        ->option_text("FILE");
    verb->add_flag("--in-place", options->in_place, "With --fix: mend the files themselves");
    verb->add_flag("--no-rules", options->no_rules, "Only read the documents, do not run the rules");
    verb->add_flag("--show-personal", options->show_personal, "Show values of documents about a person too");
    verb->add_flag("--full", options->full,
                   "List every warning and note; without it, text lists the first five of each rule");
    add_format(*verb, options->format, formats());
    verb->footer(
        "Examples:\n"
        "  carnk validate trial.json\n"
        "  carnk validate --catalog --as-of 2026-01-31\n"
        "  carnk validate --config house.json --as-of 2026-01-31 trials/*.json\n"
        "  carnk validate --fix --output mended.json trial.json\n"
        "  carnk validate --format sarif *.json > findings.sarif\n"
        "  cat records.ndjson | carnk validate --ndjson --format ndjson -");
    verb->callback([&session, options] { Validator(session, *options).run(); });
}

}  // namespace carnk::inline v0_1::tool
