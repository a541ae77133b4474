// SPDX-License-Identifier: BSL-1.0
#include <carnk/json/detail/issue.hpp>
#include <carnk/json/ndjson.hpp>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <fstream>
#include <istream>
#include <limits>
#include <mutex>
#include <ostream>
#include <system_error>
#include <thread>
#include <utility>

namespace carnk::inline v0_1 {

namespace {

constexpr std::size_t chunk_bytes = std::size_t{64} << 10;

bool is_blank(std::string_view line) noexcept {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

Finding finding(Issue issue, std::uint64_t line) {
    const RuleInfo& rule = rule_of(issue).info;
    Finding f;
    f.rule = rule.id;
    f.message = rule.title;
    if (line <= std::numeric_limits<std::uint32_t>::max()) {
        f.line = static_cast<std::uint32_t>(line);
        f.column = 1U;
    }
    return f;
}

}  // namespace

// ---------------------------------------------------------------------------------------------------- lines

struct NdjsonLines::State {
    NdjsonOptions options;
    std::unique_ptr<std::ifstream> file;
    std::istream* stream = nullptr;  // null for memory
    std::string buffer;              // of a stream: what was read and not yet handed out, from `begin` on
    std::string_view text;           // of memory
    std::size_t begin = 0;
    std::uint64_t number = 0, line = 0;
    bool ended = false, failed = false, over = false;

    [[nodiscard]] std::string_view data() const noexcept { return stream ? std::string_view(buffer) : text; }

    /// Adds more of the stream to the buffer: what it has at hand, so that a slow pipe is not waited for.
    void fill() {
        try {
            std::streambuf& in = *stream->rdbuf();
            if (!stream->good() || in.sgetc() == std::char_traits<char>::eof()) {
                ended = true;
                if (stream->bad() || (stream->fail() && !stream->eof())) failed = true;
                return;
            }
            const std::streamsize at_hand = std::max<std::streamsize>(in.in_avail(), 1);
            const std::size_t n = std::min(static_cast<std::size_t>(at_hand), chunk_bytes);
            const std::size_t old = buffer.size();
            buffer.resize(old + n);
            const std::streamsize got = in.sgetn(buffer.data() + old, static_cast<std::streamsize>(n));
            buffer.resize(old + static_cast<std::size_t>(std::max<std::streamsize>(got, 0)));
            if (got <= 0) ended = true;
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception&) {  // what a stream buffer throws when the system cannot read
            ended = failed = true;
        }
    }
    /// The next line, blank or not; false at the end.
    bool raw(NdjsonLine& out) {
        out = {};
        bool too_long = false;
        std::size_t seen = begin;
        for (;;) {
            const std::string_view d = data();
            std::size_t end = d.find('\n', seen);
            const bool found = end != std::string_view::npos;
            if (!found) {
                if (!ended && stream) {
                    if (d.size() - begin > options.max_line_bytes + 1) {  // one more for a CR
                        too_long = true;
                        buffer.clear();
                        begin = 0;
                    } else if (begin > 0) {
                        buffer.erase(0, begin);
                        begin = 0;
                    }
                    seen = buffer.size();
                    fill();
                    continue;
                }
                if (failed) return false;
                end = d.size();
                if (end == begin && !too_long) return false;
            }
            out.line = ++line;
            out.text = d.substr(begin, end - begin);
            begin = end + (found ? 1 : 0);
            if (out.text.ends_with('\r')) out.text.remove_suffix(1);
            if (too_long || out.text.size() > options.max_line_bytes) {
                out.text = {};
                out.state = NdjsonLine::State::too_long;
            }
            return true;
        }
    }
};

NdjsonLines::NdjsonLines(std::string_view text, const NdjsonOptions& options) : state_(std::make_unique<State>()) {
    state_->options = options;
    state_->text = text;
}
NdjsonLines::NdjsonLines(std::istream& stream, const NdjsonOptions& options) : state_(std::make_unique<State>()) {
    state_->options = options;
    state_->stream = &stream;
}
NdjsonLines NdjsonLines::open(const std::string& path, const NdjsonOptions& options) {
    auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
    NdjsonLines lines(*file, options);
    lines.state_->ended = lines.state_->failed = !file->is_open();
    lines.state_->file = std::move(file);
    return lines;
}
NdjsonLines::NdjsonLines(NdjsonLines&&) noexcept = default;
NdjsonLines& NdjsonLines::operator=(NdjsonLines&&) noexcept = default;
NdjsonLines::~NdjsonLines() = default;

bool NdjsonLines::next(NdjsonLine& line) {
    State& s = *state_;
    while (!s.over && s.raw(line))
        if (line.state != NdjsonLine::State::whole || !is_blank(line.text)) {
            line.number = ++s.number;
            return true;
        }
    if (s.over || !s.failed) return false;
    s.over = true;
    line = {{}, ++s.number, s.line + 1, NdjsonLine::State::failed};
    return true;
}
bool NdjsonLines::stable() const noexcept {
    return state_->stream == nullptr;
}
const NdjsonOptions& NdjsonLines::options() const noexcept {
    return state_->options;
}

// ---------------------------------------------------------------------------------------------------- records

Finding detail::ndjson_line_finding(const NdjsonLine& line, const NdjsonOptions& options) {
    if (line.state == NdjsonLine::State::too_long) {
        Finding f = finding(Issue::too_large, line.line);
        f.expected = "at most " + std::to_string(options.max_line_bytes) + " bytes in a line";
        return f;
    }
    Finding f = finding(Issue::truncated, line.line);
    f.message = "the input cannot be read to its end";
    f.expected = "input that can be opened and read";
    return f;
}

void detail::ndjson_place(Findings& findings, std::uint64_t line) {
    const bool fits = line <= std::numeric_limits<std::uint32_t>::max();
    for (Finding& f : findings.list()) {
        if (!f.line) continue;
        if (fits)
            f.line = static_cast<std::uint32_t>(line);
        else
            f.line.reset();
    }
}

namespace {

/// Some lines with what they point into.
struct Batch {
    std::string text;
    std::vector<NdjsonLine> lines;
    std::vector<std::size_t> starts;

    /// Takes the next lines; false if there are none.
    bool take(NdjsonLines& from) {
        constexpr std::size_t most_lines = 1024;
        const bool stable = from.stable();
        text.clear();
        lines.clear();
        starts.clear();
        std::size_t bytes = 0;
        NdjsonLine line;
        while (bytes < from.options().batch_bytes && lines.size() < most_lines && from.next(line)) {
            bytes += line.text.size() + 1;
            if (!stable) {
                starts.push_back(text.size());
                text.append(line.text);
            }
            lines.push_back(line);
        }
        if (!stable)
            for (std::size_t i = 0; i < lines.size(); ++i)
                lines[i].text = std::string_view(text).substr(starts[i], lines[i].text.size());
        return !lines.empty();
    }
};

/// Workers take turns to cut a batch off the stream and work on these side by side. Whoever finishes the batch that comes next hands
/// it over, and all after it that wait. A worker has a few slots, so that it goes on while a slower one holds up the order.
class OrderedRun {
public:
    OrderedRun(NdjsonLines& lines, std::size_t threads, const detail::NdjsonWork& work)
        : lines_(lines),
          work_(work),
          per_worker_(detail::ndjson_slots(threads) / threads),
          finished_(detail::ndjson_slots(threads), none),
          busy_(detail::ndjson_slots(threads), false) {}

    void worker(std::size_t index) noexcept {
        try {
            std::vector<Batch> batches(per_worker_);
            for (;;) {
                const std::size_t slot = free_slot(index);
                if (slot == none) return;
                Batch& batch = batches[slot - index * per_worker_];
                std::uint64_t turn = 0;
                {
                    const std::lock_guard lock(input_);
                    if (stopped() || !batch.take(lines_)) return;
                    turn = taken_++;
                }
                work_.decode(work_.context, slot, batch.lines);
                hand_over(slot, turn);
            }
        } catch (...) {
            const std::lock_guard lock(turns_);
            if (!error_) error_ = std::current_exception();
            stop_ = true;
            changed_.notify_all();
        }
    }
    void rethrow() const {
        if (error_) std::rethrow_exception(error_);
    }

private:
    static constexpr std::size_t none = SIZE_MAX;

    /// A slot of a worker, once one is free; none if all is to stop.
    std::size_t free_slot(std::size_t index) {
        std::unique_lock lock(turns_);
        for (;; changed_.wait(lock)) {
            if (stop_) return none;
            for (std::size_t slot = index * per_worker_; slot < (index + 1) * per_worker_; ++slot)
                if (!busy_[slot]) {
                    busy_[slot] = true;
                    return slot;
                }
        }
    }
    /// A batch has been worked on: hands over what is next, unless another worker is at it, who then sees this batch too.
    void hand_over(std::size_t slot, std::uint64_t turn) {
        std::unique_lock lock(turns_);
        finished_[turn % finished_.size()] = slot;  // more turns than slots are never under way
        if (handing_over_) return;
        handing_over_ = true;
        while (!stop_) {
            const std::size_t next = std::exchange(finished_[handed_over_ % finished_.size()], none);
            if (next == none) break;
            lock.unlock();  // nobody else hands over
            const bool more = work_.deliver(work_.context, next);
            lock.lock();
            ++handed_over_;
            busy_[next] = false;
            if (!more) stop_ = true;
            changed_.notify_all();
        }
        handing_over_ = false;
    }
    bool stopped() {
        const std::lock_guard lock(turns_);
        return stop_;
    }
    NdjsonLines& lines_;
    const detail::NdjsonWork& work_;
    const std::size_t per_worker_;
    std::mutex input_;  // guards lines_ and taken_; locked before turns_
    std::uint64_t taken_ = 0;
    std::mutex turns_;  // guards what follows
    std::condition_variable changed_;
    std::vector<std::size_t> finished_;  // by turn: the slot of a batch that waits to be handed over
    std::vector<bool> busy_;             // by slot
    std::uint64_t handed_over_ = 0;
    bool handing_over_ = false;
    bool stop_ = false;
    std::exception_ptr error_;
};

}  // namespace

void detail::ndjson_run(NdjsonLines& lines, std::size_t threads, const NdjsonWork& work) {
    threads = std::max<std::size_t>(threads, 1);
    OrderedRun run(lines, threads, work);
    std::vector<std::thread> others;
    try {
        others.reserve(threads);
        for (std::size_t i = 1; i < threads; ++i)
            others.emplace_back(&OrderedRun::worker, &run, i);
    } catch (const std::system_error&) {  // the system has no more threads: fewer do the work
    } catch (const std::bad_alloc&) {     // likewise
    }
    run.worker(0);
    for (std::thread& t : others)
        t.join();
    run.rethrow();
}

// ---------------------------------------------------------------------------------------------------- writer

struct NdjsonWriter::State {
    std::string* text = nullptr;
    std::unique_ptr<std::ofstream> file;
    std::ostream* stream = nullptr;
    std::uint64_t written = 0;
};

namespace {

Findings output_failed() {
    Finding f;
    f.rule = rule_of(Issue::cannot_write).info.id;
    f.message = "the output cannot be written";
    f.expected = "an output that takes every byte";
    return Findings({f});
}

}  // namespace

NdjsonWriter::NdjsonWriter(std::string& text) : state_(std::make_unique<State>()) {
    state_->text = &text;
}
NdjsonWriter::NdjsonWriter(std::ostream& stream) : state_(std::make_unique<State>()) {
    state_->stream = &stream;
}
NdjsonWriter NdjsonWriter::open(const std::string& path) {
    auto file = std::make_unique<std::ofstream>(path, std::ios::binary | std::ios::trunc);
    NdjsonWriter writer(*file);
    writer.state_->file = std::move(file);
    return writer;
}
NdjsonWriter::NdjsonWriter(NdjsonWriter&&) noexcept = default;
NdjsonWriter& NdjsonWriter::operator=(NdjsonWriter&&) noexcept = default;
NdjsonWriter::~NdjsonWriter() = default;

Findings NdjsonWriter::line(std::string text) {
    // A line break in JSON text is always white space between tokens: in strings it is escaped.
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    text.push_back('\n');
    if (state_->text)
        state_->text->append(text);
    else {
        try {
            state_->stream->write(text.data(), static_cast<std::streamsize>(text.size()));
        } catch (const std::ios_base::failure&) {  // of a stream that was told to throw
            return output_failed();
        }
        if (!*state_->stream) return output_failed();
    }
    ++state_->written;
    return {};
}
Findings NdjsonWriter::finish() {
    if (!state_->stream) return {};
    try {
        state_->stream->flush();
    } catch (const std::ios_base::failure&) {  // of a stream that was told to throw
        return output_failed();
    }
    return *state_->stream ? Findings() : output_failed();
}
std::uint64_t NdjsonWriter::written() const noexcept {
    return state_->written;
}

}  // namespace carnk::inline v0_1
