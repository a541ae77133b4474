// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/insight/guide.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include "tool/app.hpp"
#include "tool/common.hpp"
#include "tool/describe.hpp"
#include "tool/page.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string topic{}, country{}, language{}, audience{}, format{};
    bool all = false;
};

// Words that people use beside those of the documents.
constexpr std::array<std::pair<std::string_view, GuideTopic>, 12> other_names{{
    {"what", GuideTopic::definition},
    {"car_t", GuideTopic::comparison},
    {"cancers", GuideTopic::indications},
    {"diseases", GuideTopic::indications},
    {"responses", GuideTopic::effect},
    {"safety", GuideTopic::side_effects},
    {"toxicity", GuideTopic::side_effects},
    {"price", GuideTopic::cost},
    {"mechanism", GuideTopic::killing},
    {"limitations", GuideTopic::challenges},
    {"eligibility", GuideTopic::selection},
    {"checklist", GuideTopic::referral},
}};

template <class E>
E word_to(std::string_view what, const std::string& word) {
    std::string wanted = lowered(word);
    std::replace(wanted.begin(), wanted.end(), '-', '_');
    std::replace(wanted.begin(), wanted.end(), ' ', '_');
    std::vector<std::string> words;
    for (const E e : detail::enumerator_values<E>) {
        if (wanted == word_of(e)) return e;
        words.push_back(word_of(e));
    }
    if constexpr (std::is_same_v<E, GuideTopic>)
        for (const auto& [name, topic] : other_names)
            if (wanted == name) return topic;
    const std::vector<std::string> meant = near(wanted, words);
    throw UsageError(
        "there is no " + std::string(what) + " '" + printable(word) + "'; " +
        (meant.empty() ? "they are " + joined(words, ", ") : "did you mean " + joined(meant, " or ") + '?'));
}

template <class T>
T parsed(std::string_view option, std::string_view text) {
    const Optional<T> value = T::from_text(text);
    if (!value)
        throw UsageError(std::string(option) + ": " + std::string(T::expected) + "; found '" + printable(text) + "'");
    return *value;
}

std::string due_text(const GuideDue& due) {
    std::string text = humanized(word_of(due.timing)) + ' ' + humanized(word_of(due.anchor));
    if (due.offset) text += " (" + one_line(*due.offset) + ')';
    return text;
}

class GuidePage : public Page {
public:
    explicit GuidePage(Output& out) : Page(out) {}

    void overview(const Guide& all) {
        out_ << out_.styled(Style::strong, "The guide") << ": " << counted(all.statements.size(), "statement")
             << ", each with its sources\n\n";
        Table table(
            {{"topic", false, Style::accent}, {"", false}, {"statements", true}, {"evidence", false, Style::dim}});
        for (const GuideTopic t : detail::enumerator_values<GuideTopic>) {
            std::size_t n = 0;
            std::vector<std::string> levels;
            for (const GuideStatement& s : all.statements) {
                if (s.topic != t) continue;
                ++n;
                if (!s.evidence) continue;
                const std::string level = humanized(word_of(*s.evidence));
                if (std::find(levels.begin(), levels.end(), level) == levels.end()) levels.push_back(level);
            }
            if (n > 0)
                table.add({word_of(t), capitalized(std::string(label_of(t))), std::to_string(n), joined(levels, ", ")});
        }
        table.print(out_, 2);
        out_ << "\n  carnk guide TOPIC shows its statements; --all shows all.\n";
    }

    void statements(const Guide& all) {
        Optional<GuideTopic> last;
        std::size_t number = 0;
        for (const GuideStatement& s : all.statements) {
            if (!last || *last != s.topic) {
                if (last) out_ << '\n';
                out_ << out_.styled(Style::heading, capitalized(std::string(label_of(s.topic)))) << '\n';
                last = s.topic;
                number = 0;
            }
            ++number;
            out_ << '\n';
            const std::string mark =
                s.origin == GuideOrigin::checklist ? "  [ ] " + std::to_string(number) + ". " : "  ";
            paragraph(s.title + (s.country ? " (" + std::string(s.country->text()) + ')' : std::string()), mark,
                      Style::strong);
            paragraph(s.text + ' ' + sources_.marks(s.sources), "    ");
            std::string more;
            const auto add = [&](const std::string& text) {
                more += (more.empty() ? "" : "; ") + text;
            };
            if (s.responsible) add("by " + humanized(word_of(*s.responsible)));
            if (s.due) add(due_text(*s.due));
            std::vector<std::string> documents;
            for (const DocumentKind d : s.documents)
                documents.push_back(humanized(word_of(d)));
            if (!documents.empty()) add("documents: " + joined(documents, ", "));
            if (!more.empty()) paragraph(more, "    - ");
            if (s.caution) paragraph(*s.caution, "    ! ");
            more.clear();
            if (s.evidence)
                add("evidence: " + humanized(word_of(*s.evidence)) + (s.evidence_stated.value_or(true) ? "" : " *"));
            if (s.confidence)
                add("confidence " + humanized(word_of(*s.confidence)) +
                    (s.confidence_stated.value_or(true) ? "" : " *"));
            add(s.as_of ? "as of " + s.as_of->text() : std::string("no source states a date"));
            paragraph(more, "    ", Style::dim);
        }
        heading("To know");
        for (const std::string& c : all.cautions)
            paragraph(c, "  - ");
        for (const Slug& id : all.without_source)
            paragraph(std::string(id.text()) + " is left out: it names no source", "  ! ", Style::warning);
        sources_.print(*this);
    }

private:
    SourceList sources_{};
};

void show_guide(Session& session, const Options& o) {
    GuideQuery query;
    if (!o.topic.empty()) query.topic = word_to<GuideTopic>("topic", o.topic);
    if (!o.audience.empty()) query.audience = word_to<GuideAudience>("audience", o.audience);
    if (!o.country.empty()) query.country = parsed<CountryCode>("--country", o.country);
    if (!o.language.empty()) query.language = parsed<LanguageTag>("--language", o.language);
    const Guide all = guide(builtin_catalog(), query);
    Output& out = session.terminal.out;
    if (o.format == "json") {
        out << write(all, pretty) << '\n';
        return;
    }
    if (all.statements.empty()) {
        out << "The guide has nothing that fits.\n";
        return;
    }
    GuidePage page(out);
    if (o.topic.empty() && !o.all)
        page.overview(all);
    else
        page.statements(all);
}

}  // namespace

void add_guide(CLI::App& app, Session& session) {
    CLI::App* verb =
        app.add_subcommand("guide", "What patients and physicians ask, answered with sources and evidence");
    const auto o = std::make_shared<Options>();
    verb->add_option("topic", o->topic,
                     "definition, comparison, indications, effect, side_effects, cost, access, follow_up, reliability, "
                     "receptors, killing, engineering, safety_switches, advantages, challenges, manufacturing, "
                     "administration, selection or referral; without it, an overview")
        ->option_text("TOPIC");
    verb->add_option("--country", o->country, "Country of statements on access")->option_text("CODE");
    verb->add_option("--audience", o->audience, "patient, caregiver, clinician, coordinator, trial_staff or data_user")
        ->option_text("WHO");
    verb->add_option("--language", o->language, "Language of the texts")->option_text("TAG");
    verb->add_flag("--all", o->all, "All statements");
    add_format(*verb, o->format, {"text", "json"});
    verb->footer(
        "Examples:\n"
        "  carnk guide\n"
        "  carnk guide side-effects\n"
        "  carnk guide access --country CN\n"
        "  carnk guide referral --format json");
    verb->callback([&session, o] { show_guide(session, *o); });
}

}  // namespace carnk::inline v0_1::tool
