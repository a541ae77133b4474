// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/match.hpp>
#include <carnk/json/ndjson.hpp>

#include <string>
#include <utility>
#include <vector>

namespace carnk::inline v0_1 {

namespace {

struct Slot {
    std::vector<CohortAnswer> answers{};
    std::vector<std::string> texts{};
};

struct Cohort {
    const Matcher& matcher;
    const NdjsonOptions& options;
    bool redact;
    CohortSink& sink;
    std::vector<Slot> slots{};
};

CohortAnswer answered(const Cohort& cohort, const NdjsonLine& line) {
    NdjsonRecord<PatientRecord> record;
    detail::ndjson_read(line, cohort.options, record);
    CohortAnswer answer;
    if (record.result.ok()) answer = cohort.matcher.verdicts(*record.result);
    answer.number = static_cast<std::int64_t>(record.number);
    answer.line = static_cast<std::int64_t>(record.line);
    for (const Finding& f : record.result.findings()) {
        CohortFinding c;
        c.rule = f.rule;
        if (!cohort.redact) {
            c.pointer = f.pointer;
            c.message = f.message;
        }
        answer.findings.push_back(std::move(c));
    }
    return answer;
}

}  // namespace

CohortSink::~CohortSink() = default;

void screen_cohort(NdjsonLines& lines, const Matcher& matcher, std::size_t threads, CohortSink& sink) {
    Cohort cohort{matcher, lines.options(), matcher.redacts(), sink};
    cohort.slots.resize(detail::ndjson_slots(threads));
    const detail::NdjsonWork work{&cohort,
                                  [](void* c, std::size_t index, const std::vector<NdjsonLine>& batch) {
                                      Cohort& in = *static_cast<Cohort*>(c);
                                      Slot& slot = in.slots[index];
                                      slot.answers.resize(batch.size());
                                      slot.texts.resize(batch.size());
                                      for (std::size_t i = 0; i < batch.size(); ++i) {
                                          slot.answers[i] = answered(in, batch[i]);
                                          slot.texts[i] = try_write(slot.answers[i], compact).value();
                                      }
                                  },
                                  [](void* c, std::size_t index) {
                                      Cohort& in = *static_cast<Cohort*>(c);
                                      const Slot& slot = in.slots[index];
                                      for (std::size_t i = 0; i < slot.answers.size(); ++i)
                                          if (!in.sink.take(slot.answers[i], slot.texts[i])) return false;
                                      return true;
                                  }};
    detail::ndjson_run(lines, threads, work);
}

}  // namespace carnk::inline v0_1
