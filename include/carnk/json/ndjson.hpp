// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Streams of documents, one a line (NDJSON, JSON Lines), in constant memory.
///
/// Every record is read by the codec of its type, with all its checks: types of the library need this header only, own described
/// types also `<carnk/json/codec.hpp>`. A record that is wrong does not stop those after it. There is no arena mode: the models
/// own their strings and vectors with the standard allocator, so that an arena would need a second set of all types; records are
/// moved, not copied, from the codec to the caller. What the caller leaves in its place is used again: the buffer of the line, and
/// the strings and lists of a record, into which a later one is read (see read_again()). Every now and then, and after a large
/// record, that memory is given back, so that a long stream never holds more than a short one.
#include <carnk/export.hpp>
#include <carnk/json/read_again.hpp>
#include <carnk/json/write.hpp>

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief How a stream of documents is read.
/// @ingroup json
struct NdjsonOptions {
    ReadOptions read{};                                  ///< Policy and limits of each record.
    std::size_t max_line_bytes = std::size_t{16} << 20;  ///< Longest line; a longer one is a finding. @unit{By}
    std::size_t batch_bytes = std::size_t{128} << 10;  ///< What one thread takes at a time, at least a line. @unit{By}
};

/// @brief One line of a stream that is not blank, before it is understood.
/// @ingroup json
struct NdjsonLine {
    /// State of the line.
    enum class State : std::uint8_t {
        whole,     ///< `text` is the whole line.
        too_long,  ///< The line exceeds the limit; `text` is empty, and the stream stands after the line.
        failed,    ///< The input could not be opened or read to its end. It is the last line; `text` is empty.
    };
    std::string_view text{};     ///< Without the line end. Valid until the next line is asked for.
    std::uint64_t number = 0;    ///< Number of the record, from 1. Blank lines are not counted.
    std::uint64_t line = 0;      ///< Number of the line in the stream, from 1. Blank lines are counted.
    State state = State::whole;  ///< Whether `text` can be used.
};

/// @brief Cuts a stream into lines: LF or CR LF, the last with or without; lines of white space only are passed over.
///
/// A byte order mark is left where it is: the codec reports it.
/// @par Thread safety  One thread at a time.
/// @ingroup json
class NdjsonLines {
public:
    /// @brief From memory; nothing is copied. The text must outlive this object and the lines.
    CARNK_API explicit NdjsonLines(std::string_view text, const NdjsonOptions& options = {});
    /// @brief From a stream, such as std::cin, from where it stands. Waits only for the end of the next line.
    ///
    /// Memory: the longest line that was met, at most `max_line_bytes`. std::cin is read byte by byte unless
    /// `std::ios::sync_with_stdio(false)` was called before.
    CARNK_API explicit NdjsonLines(std::istream& stream, const NdjsonOptions& options = {});
    /// @brief From a file. If it cannot be opened, the first line is a failed one.
    [[nodiscard]] CARNK_API static NdjsonLines open(const std::string& path, const NdjsonOptions& options = {});
    CARNK_API NdjsonLines(NdjsonLines&&) noexcept;             ///< Leaves the other without use.
    CARNK_API NdjsonLines& operator=(NdjsonLines&&) noexcept;  ///< Leaves the other without use.
    CARNK_API ~NdjsonLines();

    /// @brief The next line that is not blank. @return False at the end of the stream.
    [[nodiscard]] CARNK_API bool next(NdjsonLine& line);
    /// @brief Whether lines stay valid as long as this object: so for memory.
    [[nodiscard]] CARNK_API bool stable() const noexcept;
    /// @brief The options.
    [[nodiscard]] CARNK_API const NdjsonOptions& options() const noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// @brief One record of a stream: a value and what was found, or why there is none.
/// @ingroup json
template <class T>
struct NdjsonRecord {
    std::uint64_t number = 0;     ///< Number of the record, from 1.
    std::uint64_t line = 0;       ///< Line of the stream, from 1.
    Result<T> result{Finding{}};  ///< As of read(); the lines of the findings are lines of the stream.
};

namespace detail {

/// What is wrong with a line that cannot be read at all.
[[nodiscard]] CARNK_API Finding ndjson_line_finding(const NdjsonLine& line, const NdjsonOptions& options);
/// Puts the line of the stream into the findings of one line.
CARNK_API void ndjson_place(Findings& findings, std::uint64_t line);

/// When the memory of older records is given back.
class NdjsonMemory {
public:
    /// Whether what follows must be read anew: after many batches or records, or one that was large.
    [[nodiscard]] bool is_due() noexcept {
        const bool due = rounds_ == 0 || large_;
        rounds_ = due ? 63 : rounds_ - 1;
        large_ = false;
        return due;
    }
    /// Takes note of the size of a line.
    void saw(std::size_t bytes, const NdjsonOptions& options) noexcept {
        large_ = large_ || bytes > options.batch_bytes;
    }

private:
    unsigned rounds_ = 0;
    bool large_ = false;
};

template <class T>
void ndjson_read(const NdjsonLine& line, const NdjsonOptions& options, NdjsonRecord<T>& record, bool anew = true) {
    record.number = line.number;
    record.line = line.line;
    if (line.state != NdjsonLine::State::whole) {
        record.result = Result<T>(ndjson_line_finding(line, options));
        return;
    }
    if (anew)
        record.result = read<T>(line.text, options.read);
    else
        read_again<T>(line.text, record.result, options.read);
    if (!record.result.findings().empty()) ndjson_place(record.result.findings(), line.line);
}

/// How many slots so many threads have. Each of several has two, and goes on with one while the other waits to be handed over.
constexpr std::size_t ndjson_slots(std::size_t threads) noexcept {
    return threads <= 1 ? 1 : threads * 2;
}

/// The part of the threaded reader that knows the type.
struct NdjsonWork {
    void* context;
    /// Reads lines into a slot; each slot is of one worker.
    void (*decode)(void* context, std::size_t slot, const std::vector<NdjsonLine>& lines);
    /// Hands a slot to the caller; false to stop.
    bool (*deliver)(void* context, std::size_t slot);
};
CARNK_API void ndjson_run(NdjsonLines& lines, std::size_t threads, const NdjsonWork& work);

}  // namespace detail

/// @brief Reads the records of a stream one after the other.
/// @tparam T  A model of the library, or an own described type.
/// @errors CNK-JSON-001 to CNK-JSON-021; CNK-JSON-009 for a line over the limit; CNK-JSON-002 for input that fails
/// @par Thread safety  One thread at a time.
/// @ingroup json
template <class T>
class NdjsonReader {
public:
    /// @brief Over lines; see NdjsonLines for memory, streams and files.
    explicit NdjsonReader(NdjsonLines lines) : lines_(std::move(lines)) {}

    /// @brief The next record. @return False at the end of the stream. Input that fails is a last, bad record.
    /// @param record  Becomes the next one; to hand over the same again and again is twice as fast as a new one each time.
    [[nodiscard]] bool next(NdjsonRecord<T>& record) {
        NdjsonLine line;
        if (!lines_.next(line)) return false;
        detail::ndjson_read(line, lines_.options(), record, memory_.is_due());
        memory_.saw(line.text.size(), lines_.options());
        return true;
    }

private:
    NdjsonLines lines_;
    detail::NdjsonMemory memory_;
};

/// @brief Reads the records of a stream with several threads, and hands them over in the order of the stream.
///
/// Memory: for each of several threads the records of two batches (see NdjsonOptions) or of two lines, whatever is more.
/// @param lines    The stream.
/// @param threads  How many threads read, the caller's among them; 0 and 1 mean the caller's alone. If the system gives
///                 fewer, those do the work.
/// @param each     Called as `each(NdjsonRecord<T>&&)` for each record, in order, never twice at a time, on any of the
///                 threads; what one call wrote, the next sees. The record need not be taken: what is left of it is used for a
///                 later one, which saves half the time. May return bool: false stops. If it throws, no further record is
///                 handed over, and the exception is thrown to the caller once all threads have ended.
/// @errors as of NdjsonReader
/// @ingroup json
template <class T, class Each>
void for_each_record(NdjsonLines& lines, std::size_t threads, Each&& each) {
    struct Slot {
        std::vector<NdjsonRecord<T>> records{};
        std::size_t count = 0;
        detail::NdjsonMemory memory{};
    };
    struct Context {
        std::remove_reference_t<Each>& each;
        const NdjsonOptions& options;
        std::vector<Slot> slots;
    };
    Context context{each, lines.options(), {}};
    context.slots.resize(detail::ndjson_slots(threads));
    const detail::NdjsonWork work{&context,
                                  [](void* c, std::size_t index, const std::vector<NdjsonLine>& batch) {
                                      auto& in = *static_cast<Context*>(c);
                                      Slot& slot = in.slots[index];
                                      if (slot.memory.is_due()) slot.records.clear();
                                      slot.count = batch.size();
                                      if (slot.records.size() < slot.count) slot.records.resize(slot.count);
                                      for (std::size_t i = 0; i < slot.count; ++i) {
                                          detail::ndjson_read(batch[i], in.options, slot.records[i], false);
                                          slot.memory.saw(batch[i].text.size(), in.options);
                                      }
                                  },
                                  [](void* c, std::size_t index) {
                                      auto& in = *static_cast<Context*>(c);
                                      Slot& slot = in.slots[index];
                                      for (std::size_t i = 0; i < slot.count; ++i) {
                                          NdjsonRecord<T>& record = slot.records[i];
                                          if constexpr (std::is_same_v<decltype(in.each(std::move(record))), bool>) {
                                              if (!in.each(std::move(record))) return false;
                                          } else
                                              in.each(std::move(record));
                                      }
                                      return true;
                                  }};
    detail::ndjson_run(lines, threads, work);
}

/// @brief Writes records, one a line, each with a line feed.
///
/// Kept unknown members may hold line breaks between their tokens; here these become blanks, which changes no value.
/// @par Thread safety  One thread at a time.
/// @ingroup json
class NdjsonWriter {
public:
    /// @brief To the end of a text, which must outlive this object.
    CARNK_API explicit NdjsonWriter(std::string& text);
    /// @brief To a stream, which must outlive this object.
    CARNK_API explicit NdjsonWriter(std::ostream& stream);
    /// @brief To a new file; one that was there is replaced. If it cannot be opened, each write says so.
    [[nodiscard]] CARNK_API static NdjsonWriter open(const std::string& path);
    CARNK_API NdjsonWriter(NdjsonWriter&&) noexcept;             ///< Leaves the other without use.
    CARNK_API NdjsonWriter& operator=(NdjsonWriter&&) noexcept;  ///< Leaves the other without use.
    CARNK_API ~NdjsonWriter();

    /// @brief Writes one record, or nothing of it and says why.
    /// @errors CNK-JSON-008, CNK-JSON-022; CNK-JSON-022 also when the output fails
    template <class T>
    [[nodiscard]] Findings write(const T& record) {
        Result<std::string> text = try_write(record);
        if (!text) return std::move(text.findings());
        return line(std::move(*text));
    }
    /// @brief Hands everything to the system and says whether that worked: call it last, a full disk may show only here.
    [[nodiscard]] CARNK_API Findings finish();
    /// @brief How many records were written.
    [[nodiscard]] CARNK_API std::uint64_t written() const noexcept;

private:
    CARNK_API Findings line(std::string text);
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace carnk::inline v0_1
