// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/clinicaltrials_gov.hpp>
#include <carnk/interop/fhir_patient.hpp>
#include <carnk/json/fix.hpp>
#include <carnk/json/ndjson.hpp>
#include <carnk/json/patch.hpp>
#include <carnk/rules/config.hpp>
#include <carnk/screen/criteria.hpp>

#include "documents.hpp"
#include "targets.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace carnk::fuzz {

namespace {

void expect(bool kept, const char* promise, std::string_view shown = {}) {
    if (!kept) broken(std::string(promise) + (shown.empty() ? "" : ": ") + std::string(shown));
}

// Findings that a person can use: a rule, a message, a place in the text.
void expect_sound(const Findings& findings, std::size_t most) {
    expect(findings.size() <= most + 1, "no more findings than the limit and a count of the rest");
    for (const Finding& f : findings) {
        expect(f.rule.starts_with("CNK-"), "each finding names its rule", to_string(f));
        expect(!f.message.empty(), "each finding says what is wrong", f.rule);
        expect(f.pointer.empty() || f.pointer.front() == '/', "places are JSON Pointers", f.pointer);
    }
}

// The parts between line feeds; the last one may be empty.
std::vector<std::string_view> lines_of(std::string_view bytes, std::size_t most) {
    std::vector<std::string_view> lines;
    while (lines.size() + 1 < most) {
        const std::size_t end = bytes.find('\n');
        if (end == std::string_view::npos) break;
        lines.push_back(bytes.substr(0, end));
        bytes.remove_prefix(end + 1);
    }
    lines.push_back(bytes);
    return lines;
}

}  // namespace

void broken(const std::string& promise) {
    std::fprintf(stderr, "broken promise: %s\n", promise.c_str());
    std::abort();
}

void document(std::string_view bytes) {
    // The type is the one that the text names, or else one that its length picks.
    const auto all = test::document_readers();
    const test::DocumentReader* reader = test::reader_of(test::schema_in(bytes));
    if (!reader) reader = &all[bytes.size() % all.size()];

    ReadOptions options;
    options.max_findings = 50;
    const test::Seen seen = reader->look(bytes, options, true);
    expect_sound(seen.findings, options.max_findings);
    expect(seen.good == !seen.findings.has_errors(), "a value is good if and only if there is no error");
    expect(!seen.good || seen.writable, "what was read can be written");
    for (const RuleResult& r : seen.report.rules)
        expect(r.outcome != RuleOutcome::failed, "every rule runs to its end", r.rule);
    if (seen.good)
        if (const std::string why = reader->same_in_all_layouts(bytes, options); !why.empty()) broken(why);

    options.policy = strict;
    const test::Seen strictly = reader->look(bytes, options, false);
    expect(!strictly.good || seen.good, "what is good strictly is good by default");
    options.policy = forward;
    const test::Seen forwards = reader->look(bytes, options, false);
    expect(!seen.good || forwards.good, "what is good by default is good for newer data");
    if (forwards.good)
        if (const std::string why = reader->same_in_all_layouts(bytes, options); !why.empty())
            broken("forward: " + why);
    options.policy = syntax_only;
    const test::Seen loosely = reader->look(bytes, options, false);
    expect(!seen.good || loosely.good, "what is good by default is good for its syntax");
}

void stream(std::string_view bytes) {
    NdjsonOptions options;
    options.max_line_bytes = 4096;
    options.batch_bytes = 256;
    NdjsonLines lines(bytes, options);
    NdjsonLine line;
    std::uint64_t count = 0, last = 0;
    std::string written;
    while (lines.next(line)) {
        expect(line.number == ++count, "records are numbered from 1 without gaps");
        expect(line.line > last, "lines are numbered upwards");
        last = line.line;
        expect(line.text.size() <= options.max_line_bytes, "no line is longer than the limit");
        const test::DocumentReader* reader = test::reader_of(test::schema_in(line.text));
        if (!reader) reader = &test::document_readers()[line.text.size() % test::document_readers().size()];
        const test::Seen seen = reader->look(line.text, options.read, false);
        if (seen.good) written += seen.written + '\n';
    }
    // What was good and is written again is a stream of as many good records, with any number of threads.
    NdjsonLines again(written, options);
    NdjsonLine other;
    std::size_t at = 0;
    while (again.next(other)) {
        if (other.state == NdjsonLine::State::too_long) return;
        at = written.find('\n', at) + 1;
        const test::DocumentReader* const reader = test::reader_of(test::schema_in(other.text));
        if (reader) expect(reader->look(other.text, options.read, false).good, "a written line can be read");
    }
    expect(at == written.size(), "all written lines come back");
}

void ctgov(std::string_view bytes) {
    CtgovOptions options;
    options.read.max_findings = 50;
    const CtgovImport import = read_clinicaltrials_gov(bytes, options);
    for (const Finding& f : import.findings)
        expect(f.rule.starts_with("CNK-") && !f.message.empty(), "each finding says what is wrong", f.rule);
    expect(import.findings.find("CNK-LEDGER-001") == nullptr, "no leaf is forgotten");
    for (const RegistryRecord& record : import.records) {
        const Result<std::string> text = try_write(record);
        expect(text.ok(), "an imported record can be written", to_string(text.findings()));
        const std::string back = write_clinicaltrials_gov(record);
        const CtgovImport again = read_clinicaltrials_gov(back, options);
        expect(again.records.size() == 1, "a record that was written back is one record", back);
        const Result<std::string> second = try_write(again.records[0]);
        expect(second.ok() && *second == *text, "import of what was written back gives the same record",
               *text + '\n' + (second ? *second : to_string(second.findings())));
    }
}

void fhir(std::string_view bytes) {
    FhirPatientOptions options;
    options.read.max_findings = 50;
    const FhirPatientImport import = read_fhir_patient(bytes, options);
    for (const Finding& f : import.findings)
        expect(f.rule.starts_with("CNK-") && !f.message.empty() && f.observed.empty(),
               "each finding says what is wrong and quotes nothing of the patient", f.rule);
    expect(import.records.size() <= import.ledgers.size(), "each record has a ledger");
    if (import.ledgers.size() == 1 && bytes.find('\n') == std::string_view::npos)
        expect(check_ledger(import.ledgers[0], bytes).empty(), "each leaf is accounted for once");
    for (const PatientRecord& record : import.records) {
        expect(record.completeness.empty(), "a bundle never says that it is complete");
        const Result<std::string> text = try_write(record);
        expect(text.ok(), "an imported patient can be written", to_string(text.findings()));
        const Result<PatientRecord> again = read<PatientRecord>(*text);
        expect(again.ok() && *again == record, "an imported patient survives writing", *text);
    }
}

void criteria(std::string_view bytes) {
    const ParsedCriteria parsed = parse_criteria(bytes);
    expect(parsed.bytes.number() == static_cast<std::int64_t>(bytes.size()), "the length is that of the text");
    std::int64_t at = 0;
    for (const CriteriaSpan& span : parsed.spans) {
        expect(span.begin.number() == at && span.end.number() > at, "spans follow each other without gaps");
        at = span.end.number();
    }
    expect(at == parsed.bytes.number(), "spans cover the whole text");
    for (const CriteriaSentence& s : parsed.sentences) {
        expect(s.begin.number() <= s.end.number() && s.end.number() <= parsed.bytes.number(),
               "sentences lie in the text");
        for (const TextSpan& t : s.unread)
            expect(t.begin && t.end && *t.begin <= *t.end && *t.end <= parsed.bytes, "unread words lie in the text");
    }
    const Result<std::string> written = try_write(parsed);
    expect(written.ok(), "what was read of a text can be written", to_string(written.findings()));
    const Result<ParsedCriteria> back = read<ParsedCriteria>(*written);
    expect(back.ok() && *back == parsed, "what was read of a text survives as a document");
    expect(!to_text(parsed, bytes).empty() || bytes.empty() || parsed.sentences.empty(), "it can be shown");
}

void config(std::string_view bytes) {
    const Result<ValidationConfig> config = read_validation_config(bytes);
    expect_sound(config.findings(), ReadOptions().max_findings);
    if (!config) return;
    ConfiguredValidation configured(*config, std::string(bytes));
    const ValidateOptions options = configured.options("a/trial.json", {});
    Findings findings;
    Finding f;
    f.rule = "CNK-TRIAL-001";
    f.message = "made up";
    findings.add(f);
    configured.settle("a/trial.json", findings);
    for (const Finding& left : configured.unsettled({}))
        expect(!left.message.empty(), "each finding says what is wrong", left.rule);
    expect(options.suppressions.size() <= (config->suppressions ? config->suppressions->size() : 0),
           "no finding is accepted that the configuration does not name");
}

void patch(std::string_view bytes) {
    // First line: a pointer; second: a patch or a value; third: another document; the rest: the document.
    const std::vector<std::string_view> part = lines_of(bytes, 4);
    const std::string_view pointer = part[0];
    const std::string_view operations = part.size() > 1 ? part[1] : std::string_view();
    const std::string_view other = part.size() > 2 ? part[2] : std::string_view();
    const std::string_view text = part.back();

    const Result<std::string_view> found = find_at(text, pointer);
    expect_sound(found.findings(), 1000);
    if (found) {
        expect(found->data() >= text.data() && found->data() + found->size() <= text.data() + text.size(),
               "what is found is a part of the text");
        const Result<std::string> same = set_at(text, pointer, *found);
        expect(same.ok() && *same == text, "to put a value where it stands changes nothing", pointer);
        if (const Result<std::string> set = set_at(text, pointer, other)) {
            const Result<std::string_view> now = find_at(*set, pointer);
            expect(now.ok() && diff_text(*now, other).value().empty(), "what was put somewhere stands there", pointer);
        }
    }
    const Result<std::string> merged = apply_merge_patch(text, operations);
    if (merged) expect(diff_text(*merged, *merged).value().empty(), "a merged document is well-formed", *merged);
    const Result<std::string> patched = apply_patch(text, operations);
    const Result<std::string> edited = edit_text(text, operations);
    expect(patched.ok() == edited.ok(), "both ways to apply a patch agree on whether it can be applied");
    if (patched && edited)
        expect(diff_text(*patched, *edited).value().empty(), "both ways to apply a patch give the same value",
               *patched + '\n' + *edited);
    const Result<std::vector<Change>> changes = diff_text(text, other);
    if (changes) {
        const Result<std::string> made = apply_patch(text, to_patch(*changes));
        expect(made.ok(), "a difference is a patch", to_string(made.findings()));
        expect(diff_text(*made, other).value().empty(), "a difference applied gives the other document", *made);
    }
    Findings findings = read<ValidationConfig>(text).findings();
    propose_fixes(text, findings);
    if (const Result<FixedText> fixed = apply_fixes(text, findings))
        expect(find_at(fixed->text, "").ok(), "what was fixed is well-formed");
}

std::span<const Target> targets() {
    static constexpr std::array all{
        Target{"document", document}, Target{"stream", stream}, Target{"ctgov", ctgov}, Target{"fhir", fhir},
        Target{"criteria", criteria}, Target{"config", config}, Target{"patch", patch}, Target{"values", values}};
    return all;
}

const Target* target_named(std::string_view name) {
    for (const Target& t : targets())
        if (t.name == name) return &t;
    return nullptr;
}

}  // namespace carnk::fuzz
