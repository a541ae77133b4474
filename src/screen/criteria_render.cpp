// SPDX-License-Identifier: BSL-1.0
// Expressions as sentences. Whatever is written here is read again before it is given away.
#include <carnk/screen/criteria.hpp>

#include <charconv>

namespace carnk::inline v0_1 {

namespace {

struct Name {
    std::string_view code, words;
};

constexpr Name measures[] = {{"anc", "ANC"},
                             {"alc", "ALC"},
                             {"wbc", "WBC"},
                             {"platelets", "platelets"},
                             {"hemoglobin", "hemoglobin"},
                             {"bilirubin-total", "total bilirubin"},
                             {"alt", "ALT"},
                             {"ast", "AST"},
                             {"alp", "alkaline phosphatase"},
                             {"albumin", "albumin"},
                             {"amylase", "amylase"},
                             {"lipase", "lipase"},
                             {"inr", "INR"},
                             {"aptt", "aPTT"},
                             {"prothrombin-time", "prothrombin time"},
                             {"creatinine", "serum creatinine"},
                             {"creatinine-clearance", "creatinine clearance"},
                             {"estimated-gfr", "eGFR"},
                             {"lvef", "LVEF"},
                             {"qtc", "QTc"},
                             {"spo2", "oxygen saturation"},
                             {"fvc", "FVC"},
                             {"dlco", "DLCO"},
                             {"life-expectancy", "life expectancy"},
                             {"body-weight", "body weight"},
                             {"age", "age"},
                             {"peripheral-blood-blasts", "peripheral blood blasts"},
                             {"bone-marrow-blasts", "bone marrow blasts"}};

constexpr Name mentions[] = {{"pregnancy", "pregnant"},
                             {"breastfeeding", "breastfeeding"},
                             {"hiv", "HIV"},
                             {"hepatitis-b", "hepatitis B"},
                             {"hepatitis-c", "hepatitis C"},
                             {"syphilis", "syphilis"},
                             {"tuberculosis", "tuberculosis"},
                             {"cytomegalovirus", "CMV"},
                             {"infection", "infection"},
                             {"hbsag", "HBsAg"},
                             {"autoimmune-disease", "autoimmune disease"},
                             {"primary-immunodeficiency", "primary immunodeficiency"},
                             {"immunodeficiency", "immunodeficiency"},
                             {"systemic-corticosteroid", "systemic corticosteroids"},
                             {"immunosuppressant", "immunosuppressants"},
                             {"cns-involvement", "CNS involvement"},
                             {"cns-tumor-involvement", "CNS involvement by malignancy"},
                             {"cns-lymphoma", "CNS lymphoma"},
                             {"cns-leukemia", "CNS leukemia"},
                             {"cns-metastasis", "CNS metastases"},
                             {"cns-disease", "CNS disease"},
                             {"seizure-disorder", "seizure disorder"},
                             {"epilepsy", "epilepsy"},
                             {"gvhd", "GVHD"},
                             {"acute-gvhd", "acute GVHD"},
                             {"chronic-gvhd", "chronic GVHD"},
                             {"myocardial-infarction", "myocardial infarction"},
                             {"unstable-angina", "unstable angina"},
                             {"hypertension", "hypertension"},
                             {"pericardial-effusion", "pericardial effusion"},
                             {"pleural-effusion", "pleural effusion"},
                             {"interstitial-lung-disease", "interstitial lung disease"},
                             {"deep-vein-thrombosis", "deep vein thrombosis"},
                             {"pulmonary-embolism", "pulmonary embolism"},
                             {"cirrhosis", "cirrhosis"},
                             {"ascites", "ascites"},
                             {"car-t", "CAR-T cell therapy"},
                             {"car-nk", "CAR-NK cell therapy"},
                             {"car-cell-therapy", "CAR cell therapy"},
                             {"gene-modified-cell-therapy", "gene-modified cell therapy"},
                             {"gene-modified-t-cells", "gene-modified T cells"},
                             {"adoptive-cell-therapy", "adoptive cell therapy"},
                             {"cell-therapy", "cell therapy"},
                             {"gene-therapy", "gene therapy"},
                             {"cd19-directed-therapy", "CD19-directed therapy"},
                             {"donor-lymphocyte-infusion", "donor lymphocyte infusion"},
                             {"allogeneic-hsct", "allogeneic HSCT"},
                             {"autologous-hsct", "autologous HSCT"},
                             {"cytotoxic-chemotherapy", "chemotherapy"},
                             {"radiotherapy", "radiotherapy"},
                             {"targeted-therapy", "targeted therapy"},
                             {"tyrosine-kinase-inhibitor", "tyrosine kinase inhibitors"},
                             {"monoclonal-antibody", "monoclonal antibodies"},
                             {"anticancer-therapy", "anticancer therapy"},
                             {"systemic-anticancer-therapy", "systemic anticancer therapy"},
                             {"major-surgery", "major surgery"},
                             {"plasmapheresis", "plasmapheresis"},
                             {"live-vaccine", "live vaccines"},
                             {"rituximab", "rituximab"},
                             {"anthracycline", "anthracycline"},
                             {"btk-inhibitor", "BTK inhibitors"},
                             {"proteasome-inhibitor", "proteasome inhibitors"}};

constexpr Name units[] = {{"10*9/L", " x 10^9/L"},
                          {"10*3/uL", " x 10^3/uL"},
                          {"10*6/L", " x 10^6/L"},
                          {"/uL", "/uL"},
                          {"g/dL", " g/dL"},
                          {"g/L", " g/L"},
                          {"mg/dL", " mg/dL"},
                          {"umol/L", " umol/L"},
                          {"mL/min", " mL/min"},
                          {"mL/min/{1.73_m2}", " mL/min/1.73 m2"},
                          {"%", "%"},
                          {"kg", " kg"},
                          {"ms", " ms"},
                          {"s", " sec"},
                          {"U/L", " U/L"},
                          {"[IU]/L", " IU/L"},
                          {"mg/d", " mg/day"},
                          {"mg/kg/d", " mg/kg/day"},
                          {"a", " years"},
                          {"mo", " months"},
                          {"wk", " weeks"},
                          {"d", " days"},
                          {"h", " hours"},
                          {"1", ""}};

constexpr Name methods[] = {{"echocardiography", "echocardiography"}, {"muga", "MUGA"},
                            {"cockcroft-gault", "Cockcroft-Gault"},   {"ckd-epi", "CKD-EPI"},
                            {"urine-24h", "24 hour urine"},           {"ihc", "IHC"},
                            {"flow-cytometry", "flow cytometry"}};

template <std::size_t N>
std::string_view named(const Name (&names)[N], std::string_view code) {
    for (const Name& n : names)
        if (n.code == code) return n.words;
    return {};
}

std::string number(double x) {
    char buffer[400];
    const auto r = std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::fixed);
    return {buffer, r.ptr};
}

// ">= 18", "18 to 75"; nothing for what has no end.
std::string interval(const Interval& i, const std::string& unit) {
    const bool low_open = i.low_open.value_or(false), high_open = i.high_open.value_or(false);
    if (i.low && i.high && !low_open && !high_open) return number(*i.low) + " to " + number(*i.high) + unit;
    std::string s;
    if (i.low) s = (low_open ? "> " : ">= ") + number(*i.low) + unit;
    if (i.high) s += std::string(s.empty() ? "" : " and ") + (high_open ? "< " : "<= ") + number(*i.high) + unit;
    return s;
}

std::string listed(const std::vector<std::string>& all, std::string_view last) {
    std::string s;
    for (std::size_t i = 0; i < all.size(); ++i)
        s += (i == 0 ? "" : i + 1 == all.size() ? std::string(last) : ", ") + all[i];
    return s;
}

std::string by_methods(const FactQuery& q) {
    if (!q.methods) return {};
    std::vector<std::string> all;
    for (const Slug& m : *q.methods)
        all.emplace_back(named(methods, m.text()));
    return " by " + listed(all, " or ");
}

std::string anchor_words(Anchor a) {
    switch (a) {
        case Anchor::screening:
            return "screening";
        case Anchor::enrolment:
            return "enrollment";
        case Anchor::apheresis:
            return "apheresis";
        case Anchor::lymphodepletion:
            return "lymphodepletion";
        case Anchor::infusion:
            return "infusion";
        case Anchor::first_infusion:
            return "first infusion";
        case Anchor::study_treatment:
            return "first dose of study treatment";
        case Anchor::consent:
            return "signing informed consent";
        case Anchor::last_dose:
            return "last dose";
        default:
            return "?";
    }
}

std::string time_words(const Quantity& q) {
    return number(q.value < 0 ? -q.value : q.value) + std::string(named(units, q.unit.text()));
}

std::string window_words(const TimeWindow& w) {
    if (!w.from) return " ?";
    std::string s = " within ";
    if (w.from->distance) s += time_words(*w.from->distance);
    if (w.from->half_lives)
        s += (w.from->distance ? " or " : "") + number(w.from->half_lives->number()) + " half-lives";
    if (w.from->choose)
        s += *w.from->choose == SpanChoice::shorter ? " (whichever is shorter)" : " (whichever is longer)";
    if (w.anchor) s += " before " + anchor_words(*w.anchor);
    return s;
}

std::string mention_words(const Atom& a, CriterionKind kind) {
    const FactQuery& q = a.query;
    if (!q.codes) return {};
    std::string s, tail;
    bool active_shown = false;
    if (q.where)
        for (const FactFilter& f : *q.where) {
            const auto* code = std::get_if<CodeTest>(&f.test);
            if (f.attribute == FactAttribute::activity && code != nullptr && !code->codes.empty()) {
                const bool implied = q.codes->front().text() == "pregnancy" ||
                                     q.codes->front().text() == "breastfeeding" ||
                                     q.codes->front().text() == "ascites" ||
                                     q.codes->front().text().find("effusion") != std::string::npos;
                if (!implied && !active_shown) s += code->codes.front().text() + ' ';
                active_shown = true;
            } else if (f.attribute == FactAttribute::severity && code != nullptr && !code->codes.empty()) {
                s += code->codes.front().text() == "severe" ? "severe " : "clinically significant ";
                active_shown = active_shown || q.codes->front().text() != "infection";
            } else if (f.attribute == FactAttribute::treatment && code != nullptr && !code->codes.empty()) {
                tail += code->codes.front().text() == "immunosuppressant" ? " requiring immunosuppressive therapy"
                                                                          : " requiring IV antibiotics";
            } else if (f.attribute == FactAttribute::target && code != nullptr && !code->codes.empty()) {
                s += "anti-" + code->codes.front().text() + ' ';
            } else if (const auto* level = std::get_if<OrdinalTest>(&f.test);
                       level != nullptr && f.attribute == FactAttribute::grade) {
                s = "grade " + interval(level->levels, "") + ' ' + s;
            } else if (const auto* dose = std::get_if<RangeTest>(&f.test);
                       dose != nullptr && f.attribute == FactAttribute::dose) {
                tail += " (" + interval(dose->interval, std::string(named(units, dose->unit.text()))) +
                        " prednisone or equivalent)";
            }
        }
    std::vector<std::string> names;
    for (const Slug& c : *q.codes)
        names.emplace_back(named(mentions, c.text()));
    if (a.quantifier == Quantifier::any_of) return listed(names, " or ") + " positive";
    const bool event = q.domain == FactDomain::therapy || q.domain == FactDomain::transplant;
    const bool today = q.window && q.window->from && q.window->from->distance && q.window->from->distance->value == 0;
    const bool none = a.quantifier == Quantifier::none;
    if (event && !q.window) s = "prior " + s;
    if (today) s = "current use of " + s;
    if (none) s = "no " + s;
    s += listed(names, " or ") + tail + by_methods(q);
    if (q.window && !today) s += window_words(*q.window);
    (void)kind;
    return s;
}

std::string atom_words(const Atom& a, CriterionKind kind) {
    const FactQuery& q = a.query;
    const std::string code = q.codes && q.codes->size() == 1 ? q.codes->front().text() : "";
    if (a.quantifier == Quantifier::count && a.count) {
        Interval i;
        if (a.count->low) i.low = static_cast<double>(a.count->low->number());
        if (a.count->high) i.high = static_cast<double>(a.count->high->number());
        if (q.domain == FactDomain::lesion && q.where && i.low)
            if (const auto* t = std::get_if<CodeTest>(&q.where->front().test); t != nullptr && !t->codes.empty())
                return "at least " + number(*i.low) + " measurable lesions per " +
                       (t->codes.front().text() == "recist-1.1" ? "RECIST 1.1" : "Lugano 2014 criteria");
        if (a.distinct != FactAttribute::line) return {};
        const std::string what = code.empty()                            ? "therapy"
                                 : code == "systemic-anticancer-therapy" ? "systemic therapy"
                                                                         : std::string(named(mentions, code));
        return interval(i, "") + " prior lines of " + what;
    }
    if (q.domain == FactDomain::lesion && a.quantifier == Quantifier::exists && q.where)
        if (const auto* t = std::get_if<CodeTest>(&q.where->front().test); t != nullptr && !t->codes.empty())
            return std::string("measurable disease per ") +
                   (t->codes.front().text() == "recist-1.1" ? "RECIST 1.1" : "Lugano 2014 criteria");
    if (code == "informed-consent")
        return q.where ? "patient or legal guardian signed informed consent" : "signed informed consent";
    if (code == "contraception") {
        std::string s = "agree to use contraception";
        if (q.where)
            if (const auto* t = std::get_if<DateTest>(&q.where->front().test);
                t != nullptr && t->window.from && t->window.from->distance && t->window.anchor)
                s += " for " + time_words(*t->window.from->distance) + " after " + anchor_words(*t->window.anchor);
        return s;
    }
    if (code == "pregnancy-test")
        return std::string("negative ") +
               (q.specimens && !q.specimens->empty() ? q.specimens->front().text() + ' ' : "") + "pregnancy test" +
               (q.window ? window_words(*q.window) : "");
    if (a.test) {
        if (const auto* t = std::get_if<OrdinalTest>(&*a.test))
            return (code == "nyha" ? "NYHA class" : code == "ecog" ? "ECOG" : code) + ' ' + interval(t->levels, "");
        if (const auto* t = std::get_if<CodeTest>(&*a.test); t != nullptr && code == "sex" && !t->codes.empty())
            return t->codes.front().text() + " patients only";
        if (q.domain == FactDomain::antigen_expression) {
            if (const auto* t = std::get_if<ResultTest>(&*a.test))
                return code + (t->result == QualitativeResult::positive ? " positive" : " negative") + by_methods(q);
            if (const auto* t = std::get_if<RangeTest>(&*a.test))
                return code + " expression " + interval(t->interval, "%") + by_methods(q);
        }
        if (std::get_if<ResultTest>(&*a.test) != nullptr && a.quantifier == Quantifier::latest)
            return std::string(named(measures, code)) + " within normal limits";
        if (const auto* t = std::get_if<RangeTest>(&*a.test)) {
            std::string unit(named(units, t->unit.text()));
            if (t->reference == ReferenceLimit::uln) unit = " x ULN";
            if (t->reference == ReferenceLimit::lln) unit = " x LLN";
            if (t->reference == ReferenceLimit::predicted) unit = "% of predicted";
            return std::string(named(measures, code)) + ' ' + interval(t->interval, unit) + by_methods(q) +
                   (q.support ? " on room air" : "") + (q.window ? window_words(*q.window) : "");
        }
    }
    return mention_words(a, kind);
}

constexpr Name relaxing[] = {{"gilbert-syndrome", "Gilbert's syndrome"},
                             {"liver-metastasis", "liver metastases"},
                             {"liver-involvement", "liver involvement"}};

// What relaxes a limit; empty if the expression is no such thing.
std::string relaxing_words(const Expression& e) {
    const auto* a = std::get_if<Atom>(&e);
    if (a == nullptr || a->quantifier != Quantifier::exists || !a->query.codes) return {};
    std::vector<std::string> all;
    for (const Slug& c : *a->query.codes) {
        if (named(relaxing, c.text()).empty()) return {};
        all.emplace_back(named(relaxing, c.text()));
    }
    return listed(all, " or ");
}

// A limit with another one for some.
std::string relaxed_words(const Expression& e, CriterionKind kind) {
    const Expression *usual = nullptr, *when = nullptr;
    std::string other;
    if (const auto* x = std::get_if<AnyOf>(&e); x != nullptr && x->of.size() == 2) {
        usual = x->of.data();
        when = &x->of[1];
    } else if (const auto* c = std::get_if<Case>(&e);
               c != nullptr && c->branches.size() == 1 && c->otherwise.size() == 1) {
        usual = c->otherwise.data();
        when = &c->branches[0].when;
        const auto *a = std::get_if<Atom>(usual), *b = std::get_if<Atom>(&c->branches[0].then);
        if (a == nullptr || b == nullptr || a->query.codes != b->query.codes || !b->query.codes) return {};
        other = atom_words(*b, kind).substr(named(measures, b->query.codes->front().text()).size());
        if (other.empty()) return {};
    }
    if (usual == nullptr || std::get_if<Atom>(usual) == nullptr) return {};
    const std::string whom = relaxing_words(*when);
    if (whom.empty()) return {};
    const std::string limit = atom_words(std::get<Atom>(*usual), kind);
    return other.empty() ? limit + ", except in patients with " + whom
                         : limit + " (" + other.substr(1) + " for patients with " + whom + ')';
}

std::string words(const Expression& e, CriterionKind kind, int depth) {
    if (std::string s = relaxed_words(e, kind); !s.empty()) return s;
    if (const auto* a = std::get_if<Atom>(&e)) return atom_words(*a, kind);
    if (const auto* x = std::get_if<AllOf>(&e)) {
        if (x->of.empty()) return "any sex";
        if (depth > 0) return {};
        std::vector<std::string> all;
        for (const Expression& part : x->of)
            all.push_back(words(part, kind, depth + 1));
        std::string s;
        for (const std::string& part : all)
            s += (s.empty() ? "" : "; ") + part;
        return s;
    }
    if (const auto* x = std::get_if<AnyOf>(&e)) {
        if (depth > 0) return {};
        std::vector<std::string> all;
        for (const Expression& part : x->of)
            all.push_back(words(part, kind, depth + 1));
        return listed(all, " or ");
    }
    if (const auto* x = std::get_if<Implies>(&e); x != nullptr && x->condition.size() == 1 && x->then.size() == 1) {
        const auto* when = std::get_if<Atom>(&x->condition.front());
        const auto* then = std::get_if<Atom>(&x->then.front());
        if (when == nullptr || then == nullptr || !when->query.codes || when->query.codes->size() != 1) return {};
        const std::string code = when->query.codes->front().text();
        if (code == "childbearing-potential") {
            const std::string what = atom_words(*then, kind);
            return "women of childbearing potential must " + (what.substr(0, 5) == "agree" ? what : "have a " + what);
        }
        if (code == "age" && when->test)
            if (const auto* t = std::get_if<RangeTest>(&*when->test))
                return atom_words(*then, kind) + " for patients " + interval(t->interval, " years") + " of age";
    }
    return {};
}

}  // namespace

Optional<std::string> criterion_sentence(const Expression& expression, CriterionKind kind) {
    std::string sentence = words(expression, kind, 0);
    if (sentence.empty() || sentence.size() > 2000) return std::nullopt;
    const std::string heading =
        kind == CriterionKind::inclusion ? "Inclusion Criteria:\n* " : "Exclusion Criteria:\n* ";
    const ParsedCriteria back = parse_criteria(heading + sentence);
    if (back.criteria.size() != 1 || back.criteria.front().computability != Computability::full ||
        !back.criteria.front().expression || !(*back.criteria.front().expression == expression))
        return std::nullopt;
    return sentence;
}

}  // namespace carnk::inline v0_1
