// SPDX-License-Identifier: BSL-1.0
// Eligibility criteria as Group of FHIR R4.
#include "interop/fhir_words.hpp"

#include <algorithm>

namespace carnk::inline v0_1::fhir {

namespace {

std::string_view kind_of(const From& expression) {
    const From kind = expression["kind"];
    return kind && kind.value().is_string() ? std::string_view(kind.value().get_string()) : std::string_view();
}

bool combines(std::string_view kind) {
    return kind == "all" || kind == "any" || kind == "at_least" || kind == "at_most";
}

void unit(const From& from, const At& at) {
    (at / "unit").set(from.value());
    (at / "system").set("http://unitsofmeasure.org");
    (at / "code").set(from.value());
}

// What an atom is about, in a line: "latest measurement: creatinine".
std::string line_of(const From& expression) {
    const std::string_view kind = kind_of(expression);
    if (kind == "narrative") return expression["text"].text();
    if (kind == "ref") return "criterion " + expression["criterion"].text();
    if (kind != "atom") return "typed criterion of the kind " + std::string(kind);
    const From query = expression["query"];
    std::string line = expression["quantifier"].text() + ' ' + query["domain"].text();
    bool first = true;
    for (const From& code : query["codes"].items()) {
        line += first ? ": " : ", ";
        line += code.text();
        first = false;
    }
    return line;
}

// Limits of the latest value of one thing, which a Range or a Quantity says in full. Else nothing is set.
bool limits(Writer& w, const From& atom, const At& at) {
    if (kind_of(atom) != "atom" || atom["quantifier"].text() != "latest") return false;
    const From query = atom["query"], test = atom["test"], interval = test["interval"];
    if (!query || !query.value().is_object() || query.value().get_object().size() != 2 || !query["domain"])
        return false;
    const std::vector<From> codes = query["codes"].items();
    if (codes.size() != 1 || codes[0].code().empty()) return false;
    if (kind_of(test) != "range" || test["reference"] || !fits(test["unit"], "code")) return false;
    const From low = interval["low"], high = interval["high"];
    const bool open = interval["low_open"].is_true() || interval["high_open"].is_true();
    if ((low && !low.is_number()) || (high && !high.is_number()) || (!low && !high)) return false;
    if (low && high) {
        if (open) return false;  // a Range includes its ends
        const At range = at / "valueRange";
        (range / "low" / "value").set(low.value());
        unit(test["unit"], range / "low");
        (range / "high" / "value").set(high.value());
        unit(test["unit"], range / "high");
    } else {
        const At quantity = at / "valueQuantity";
        (quantity / "value").set(low ? low.value() : high.value());
        (quantity / "comparator").set(low ? (open ? ">" : ">=") : (open ? "<" : "<="));
        unit(test["unit"], quantity);
    }
    const At coding = (at / "code").add("coding");
    (coding / "system").set(bj::string(system_of("clinical-term")));
    (coding / "code").set(codes[0].value());
    (void)w;
    return true;
}

class Groups {
public:
    Groups(Writer& w, const At& root) : w_(w), root_(root) {}

    // The value of a characteristic: limits, a group of parts, or that what the code says is true.
    void value(const From& expression, const At& at) {
        if (combines(kind_of(expression)) && depth_ < 16) {
            if (const std::string id = group(expression); !id.empty()) {
                (at / "valueReference" / "reference").set(bj::string("#" + id));
                return;
            }
        }
        if (!limits(w_, expression, at)) (at / "valueBoolean").set(true);
    }

private:
    std::string group(const From& expression) {
        const std::vector<From> parts = expression["of"].items();
        if (parts.empty()) return {};
        ++depth_;
        const std::string id = "part-" + std::to_string(++groups_);
        const At at = w_.contained(root_, "Group", id);
        (at / "type").set("person");
        (at / "actual").set(false);
        const Extension& card = extension("combination");
        const At combination = at.extend(card);
        combination.part(card.parts[0]).set(bj::string(kind_of(expression)));
        if (fits(expression["k"], "unsignedInt")) combination.part(card.parts[1]).set(expression["k"].value());
        for (const From& part : parts) {
            // A part that must not hold is excluded.
            const std::vector<From> inner = kind_of(part) == "not" ? part["of"].items() : std::vector<From>();
            const bool negated = inner.size() == 1;
            const From& stated = negated ? inner[0] : part;
            const At c = at.add("characteristic");
            c.extend(extension("expression")).set(bj::string(json_text(stated.value())));
            std::string line =
                combines(kind_of(stated)) ? std::string(kind_of(stated)) + " of its parts" : line_of(stated);
            if (line.empty()) line = "not stated";
            (c / "code" / "text").set(bj::string(line));
            value(stated, c);
            (c / "exclude").set(negated);
        }
        --depth_;
        return id;
    }

    Writer& w_;
    At root_;
    std::size_t groups_ = 0, depth_ = 0;
};

void not_decisive(const From& criterion, const At& at) {
    const auto say = [&](std::string_view why) {
        at.extend(extension("not-decisive")).set(bj::string(why));
    };
    if (criterion["superseded"].is_true()) say("superseded");
    if (const std::string s = criterion["strength"].text(); s == "preference" || s == "example") say(s);
    if (criterion["waivable"].is_true()) say("waivable");
    if (const std::string s = criterion["scope"]["level"].text(); !s.empty() && s != "study") say("scoped");
}

}  // namespace

void write_eligibility(Writer& w) {
    const From record = w.root();
    const At root = w.resource("Group", resource_id(w.id()));
    w.head(root, "product");
    (root / "type").set("person");
    (root / "actual").set(false);
    const From coverage = record["coverage"];
    if (coverage["inclusion"].text() != "complete" || coverage["exclusion"].text() != "complete") {
        const At tag = (root / "meta").add("tag");
        (tag / "system").set(bj::string(system_of("record-state")));
        (tag / "code").set("incomplete");
        (tag / "display").set("Not all criteria: who meets these may still not be eligible");
    }
    if (const From trial = record["trial_id"]; fits(trial, "code"))
        w.reference(trial, root.extend(extension("trial")), "ResearchStudy", registry_system(trial.text()));
    w.copy(record["product"], root, extension("product-name"));
    w.copy(record["therapy"], root, extension("therapy"));
    w.parts(record["cells"], root, extension("cells"));
    w.parts(record["coverage"], root, extension("coverage"));
    w.parts(record["trial_match"], root, extension("trial-match"));
    w.copy(record["notes"], root, extension("note"));
    Groups groups(w, root);
    for (const From& criterion : record["criteria"].items()) {
        const std::string kind = criterion["kind"].text();
        if (!fits(criterion["text"], "string") || (kind != "inclusion" && kind != "exclusion")) continue;
        const At at = root.add("characteristic");
        w.parts(criterion, at, extension("criterion"));
        w.parts(criterion["scope"], at, extension("scope"));
        const From expression = criterion["expression"];
        if (expression) {
            const At json = at.extend(extension("expression"));
            json.set(bj::string(json_text(expression.value())));
            w.used_all(expression, LedgerFate::kept_as_unknown, json,
                       "kept as JSON of the library; value[x] says limits and how parts combine, where R4 can");
        }
        not_decisive(criterion, at);
        if (fits(criterion["category"], "code")) w.coded(criterion["category"], at / "code", "criterion-category");
        w.copy(criterion["text"], at / "code" / "text", "string");
        // What is typed in part only must not stand for the words.
        if (expression && criterion["computability"].text() == "full")
            groups.value(expression, at);
        else
            (at / "valueBoolean").set(true);
        (at / "exclude").set(kind == "exclusion");
        w.used(criterion["kind"], LedgerFate::renamed, at / "exclude");
    }
    w.sources(root, false);
    w.keep_rest(root);
}

}  // namespace carnk::inline v0_1::fhir
