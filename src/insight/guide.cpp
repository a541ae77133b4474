// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/guide.hpp>
#include <carnk/insight/trust.hpp>
#include <carnk/model/access.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/mechanism.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace carnk::inline v0_1 {

namespace {

GuideTopic topic_of(FaqTopic topic) {
    switch (topic) {
        case FaqTopic::definition:
            return GuideTopic::definition;
        case FaqTopic::comparison:
            return GuideTopic::comparison;
        case FaqTopic::indications:
            return GuideTopic::indications;
        case FaqTopic::effect:
            return GuideTopic::effect;
        case FaqTopic::side_effects:
            return GuideTopic::side_effects;
        case FaqTopic::cost:
            return GuideTopic::cost;
        case FaqTopic::access:
            return GuideTopic::access;
        case FaqTopic::follow_up:
            return GuideTopic::follow_up;
        case FaqTopic::reliability:
            break;
    }
    return GuideTopic::reliability;
}

GuideTopic topic_of(MechanismKind kind) {
    switch (kind) {
        case MechanismKind::receptor_activating:
        case MechanismKind::receptor_inhibitory:
            return GuideTopic::receptors;
        case MechanismKind::killing_mechanism:
            return GuideTopic::killing;
        case MechanismKind::engineering:
            return GuideTopic::engineering;
        case MechanismKind::safety_switch:
            return GuideTopic::safety_switches;
        case MechanismKind::advantage:
            return GuideTopic::advantages;
        case MechanismKind::limitation:
            return GuideTopic::challenges;
        case MechanismKind::manufacturing:
            return GuideTopic::manufacturing;
        case MechanismKind::clinical:
            break;
    }
    return GuideTopic::administration;
}

// Questions of access that are asked under another name.
GuideTopic topic_of(AccessTopicKind kind) {
    switch (kind) {
        case AccessTopicKind::sponsor_payment:
        case AccessTopicKind::insurance:
            return GuideTopic::cost;
        case AccessTopicKind::long_term_follow_up:
            return GuideTopic::follow_up;
        default:
            return GuideTopic::access;
    }
}

std::string_view title_of(AccessTopicKind kind) {
    switch (kind) {
        case AccessTopicKind::regulatory_path:
            return "By which path a cell product may be given";
        case AccessTopicKind::trial_registration:
            return "In which registers trials stand";
        case AccessTopicKind::trial_access:
            return "Who can enter a trial";
        case AccessTopicKind::expanded_access:
            return "Treatment outside a trial before approval";
        case AccessTopicKind::sponsor_payment:
            return "What the sponsor of a trial pays";
        case AccessTopicKind::insurance:
            return "What insurers pay";
        case AccessTopicKind::medical_visa:
            return "Entry into the country for treatment";
        case AccessTopicKind::language:
            return "Language of records and of care";
        case AccessTopicKind::records_and_biopsy:
            return "Records and tissue that are asked for";
        case AccessTopicKind::logistics:
            return "Stay, admission, collection and infusion";
        case AccessTopicKind::data_and_samples_leaving_country:
            return "Export of health data and samples";
        case AccessTopicKind::long_term_follow_up:
            return "Follow-up over years";
    }
    return {};
}

bool fits(const Optional<LanguageTag>& wanted, const LanguageTag& has) {
    return !wanted || *wanted == has || has.text().starts_with(wanted->text() + '-');
}

bool fits(const Optional<GuideAudience>& wanted, const std::vector<GuideAudience>& has) {
    return !wanted || has.empty() || std::find(has.begin(), has.end(), *wanted) != has.end();
}

class Gatherer {
public:
    Gatherer(Guide& guide, const GuideQuery& query) : guide_(guide), query_(query) {}

    [[nodiscard]] bool asks_for(GuideTopic topic, const LanguageTag& language) const {
        return (!query_.topic || *query_.topic == topic) && fits(query_.language, language);
    }

    void add(GuideStatement s, const Optional<EvidenceLevel>& evidence, const Optional<Confidence>& confidence,
             const Optional<PartialDate>& as_of) {
        if (s.sources.empty()) {
            if (std::find(guide_.without_source.begin(), guide_.without_source.end(), s.record_id) ==
                guide_.without_source.end())
                guide_.without_source.push_back(s.record_id);
            return;
        }
        s.evidence = evidence ? evidence : evidence_by_kind(s.sources);
        if (s.evidence) s.evidence_stated = evidence.has_value();
        s.confidence = confidence ? confidence : confidence_by_kind(s.sources);
        if (s.confidence) s.confidence_stated = confidence.has_value();
        s.as_of = as_of ? as_of : knowledge_date(s.sources);
        guide_.statements.push_back(std::move(s));
    }

private:
    Guide& guide_;
    const GuideQuery& query_;
};

}  // namespace

Guide guide(const Catalog& catalog, const GuideQuery& query) {
    Guide all;
    Gatherer gatherer(all, query);
    const LanguageTag undetermined = LanguageTag::of("und");

    for (const Faq& f : catalog.faqs) {
        if (!gatherer.asks_for(topic_of(f.topic), f.language) || !fits(query.audience, f.audience)) continue;
        GuideStatement s;
        s.topic = topic_of(f.topic);
        s.origin = GuideOrigin::faq;
        s.record_id = f.id;
        s.language = f.language;
        s.title = f.question;
        s.text = f.answer;
        s.caution = f.caution;
        s.sources = f.sources;
        gatherer.add(std::move(s), f.evidence, f.confidence, f.as_of);
    }
    for (const MechanismItem& m : catalog.mechanisms) {
        const LanguageTag language = m.language.value_or(undetermined);
        if (!gatherer.asks_for(topic_of(m.kind), language)) continue;
        GuideStatement s;
        s.topic = topic_of(m.kind);
        s.origin = GuideOrigin::mechanism;
        s.record_id = m.id;
        s.language = language;
        s.title = m.name;
        if (m.kind == MechanismKind::receptor_activating) s.title += " (activating)";
        if (m.kind == MechanismKind::receptor_inhibitory) s.title += " (inhibitory)";
        s.text = m.statement;
        s.caution = m.notes;
        s.sources = m.sources;
        gatherer.add(std::move(s), m.evidence, m.confidence, std::nullopt);
    }
    for (const AccessTopic& t : catalog.access) {
        const LanguageTag language = t.language.value_or(undetermined);
        if (!gatherer.asks_for(topic_of(t.topic), language)) continue;
        for (const CountryAccess& c : t.entries) {
            if (!c.summary || (query.country && *query.country != c.country)) continue;
            GuideStatement s;
            s.topic = topic_of(t.topic);
            s.origin = GuideOrigin::access;
            s.record_id = t.id;
            s.country = c.country;
            s.language = language;
            s.title = std::string(title_of(t.topic));
            s.text = *c.summary;
            s.caution = t.caution;
            if (c.broker_statement.value_or(false))
                s.caution = (s.caution ? *s.caution + ' ' : std::string()) +
                            "It rests, in part or in all, on brokers who sell medical travel.";
            if (c.documents)
                for (const DocumentRequirement& d : *c.documents)
                    s.documents.push_back(d.document);
            s.sources = c.sources;
            gatherer.add(std::move(s), t.evidence, t.confidence, t.as_of);
        }
    }
    for (const Checklist& list : catalog.checklists) {
        const GuideTopic topic =
            list.purpose == ChecklistPurpose::patient_selection ? GuideTopic::selection : GuideTopic::referral;
        if (!gatherer.asks_for(topic, list.language) || !fits(query.audience, list.audience)) continue;
        for (const ChecklistItem& i : list.items) {
            GuideStatement s;
            s.topic = topic;
            s.origin = GuideOrigin::checklist;
            s.record_id = list.id;
            s.item_id = i.id;
            s.language = list.language;
            s.title = i.text;
            s.text = i.why;
            s.caution = i.caution;
            s.responsible = i.responsible;
            s.due = i.due;
            s.documents = i.documents;
            s.sources = i.sources;
            gatherer.add(std::move(s), std::nullopt, std::nullopt, list.as_of);
        }
    }
    std::stable_sort(all.statements.begin(), all.statements.end(),
                     [](const GuideStatement& a, const GuideStatement& b) { return a.topic < b.topic; });
    all.cautions.emplace_back(
        "Not medical or legal advice: it prepares a talk with a doctor and replaces none. The protocol of the trial in "
        "question decides.");
    all.cautions.emplace_back(
        "Evidence and confidence marked with * are read off the kinds of source, not judged; a date is the newest that a "
        "source states.");
    for (const Checklist& list : catalog.checklists)
        if (std::any_of(all.statements.begin(), all.statements.end(), [&](const GuideStatement& s) {
                return s.origin == GuideOrigin::checklist && s.record_id == list.id;
            }))
            all.cautions.push_back(list.caution);
    return all;
}

std::string_view label_of(GuideTopic topic) noexcept {
    switch (topic) {
        case GuideTopic::definition:
            return "what it is";
        case GuideTopic::comparison:
            return "difference to CAR-T";
        case GuideTopic::indications:
            return "which cancers";
        case GuideTopic::effect:
            return "responses";
        case GuideTopic::side_effects:
            return "side effects";
        case GuideTopic::cost:
            return "cost and who pays";
        case GuideTopic::access:
            return "access";
        case GuideTopic::follow_up:
            return "follow-up";
        case GuideTopic::reliability:
            return "reliability of the facts";
        case GuideTopic::receptors:
            return "receptors";
        case GuideTopic::killing:
            return "killing routes";
        case GuideTopic::engineering:
            return "engineering";
        case GuideTopic::safety_switches:
            return "safety switches";
        case GuideTopic::advantages:
            return "advantages";
        case GuideTopic::challenges:
            return "challenges";
        case GuideTopic::manufacturing:
            return "manufacturing";
        case GuideTopic::administration:
            return "how the cells are given";
        case GuideTopic::selection:
            return "patient selection checklist";
        case GuideTopic::referral:
            return "referral checklist";
    }
    return {};
}

}  // namespace carnk::inline v0_1
