// SPDX-License-Identifier: BSL-1.0
#include "tool/files.hpp"

#include "tool/output.hpp"
#include "tool/text.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

#if defined(__unix__) || defined(__APPLE__)
#include <fcntl.h>
#include <unistd.h>
#define CARNK_TOOL_POSIX 1
#else
#include <fstream>
#endif

namespace carnk::inline v0_1::tool {

namespace fs = std::filesystem;

namespace {

#ifdef CARNK_TOOL_POSIX

// What a signal must take away; a handler may look at nothing else. The second is the journal of a database.
std::array<char, 4096> part_name{}, journal_name{};
volatile std::sig_atomic_t part_is_there = 0;

void remember(const fs::path& part) noexcept {
    const std::string& name = part.native();
    constexpr std::string_view journal = "-journal";
    part_is_there = 0;
    if (name.size() + journal.size() >= part_name.size()) return;
    std::memcpy(part_name.data(), name.c_str(), name.size() + 1);
    std::memcpy(journal_name.data(), name.c_str(), name.size());
    std::memcpy(journal_name.data() + name.size(), journal.data(), journal.size());
    journal_name[name.size() + journal.size()] = '\0';
    part_is_there = 1;
}

extern "C" void end_by_signal(int signal) {
    if (part_is_there != 0) {
        ::unlink(part_name.data());
        ::unlink(journal_name.data());
    }
    std::signal(signal, SIG_DFL);
    ::raise(signal);
}

// Signals wait while one of these lives: a file must not be there before it is remembered.
class SignalsWait {
public:
    SignalsWait() noexcept {
        sigset_t ours;
        ::sigemptyset(&ours);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP})
            ::sigaddset(&ours, signal);
        ::sigprocmask(SIG_BLOCK, &ours, &before_);
    }
    SignalsWait(const SignalsWait&) = delete;
    SignalsWait& operator=(const SignalsWait&) = delete;
    ~SignalsWait() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }

private:
    sigset_t before_{};
};

// Makes an empty file that was not there; false if something has the name.
bool make_new(const fs::path& path) {
    const int f = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (f < 0 && errno == EEXIST) return false;
    if (f < 0) throw IoError("cannot write " + printable(path.string()) + ": " + std::strerror(errno));
    ::close(f);
    return true;
}

// A rename may reach the disk before the bytes do.
std::string to_disk(const fs::path& path) {
    const int f = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (f < 0) return std::strerror(errno);
    const int reason = ::fsync(f) == 0 || errno == EINVAL || errno == EROFS ? 0 : errno;
    ::close(f);
    return reason == 0 ? std::string() : std::string(std::strerror(reason));
}

#else

struct SignalsWait {
    SignalsWait() noexcept {}
};
void remember(const fs::path&) noexcept {}
bool make_new(const fs::path& path) {
    if (fs::exists(path)) return false;
    if (!std::ofstream(path)) throw IoError("cannot write " + printable(path.string()));
    return true;
}
std::string to_disk(const fs::path&) {
    return {};
}

#endif

void forget() noexcept {
#ifdef CARNK_TOOL_POSIX
    part_is_there = 0;
#endif
}

}  // namespace

void make_folder(const fs::path& path) {
    std::error_code problem;
    fs::create_directories(path, problem);
    if (problem && !fs::is_directory(path))
        throw IoError("cannot make the folder " + printable(path.string()) + ": " + problem.message());
}

fs::path place_of(const fs::path& path) {
    std::error_code ignored;
    if (fs::exists(path, ignored))
        if (fs::path real = fs::canonical(path, ignored); !real.empty()) return real;
    return path;
}

bool is_device(const fs::path& path) {
    std::error_code ignored;
    const fs::file_status status = fs::status(path, ignored);
    return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

PartFile::PartFile(const fs::path& place) : place_(place_of(place)) {
    std::error_code ignored;
    there_ = fs::exists(place_, ignored);
    if (fs::is_directory(place_, ignored))
        throw IoError("cannot write " + printable(place_.string()) + ": " + std::strerror(EISDIR));
    const SignalsWait until_remembered;
    // A name that is taken is somebody else's, maybe of another carnk.
    for (int i = 0;; ++i) {
        part_ = place_;
        part_ += (i == 0 ? std::string() : '.' + std::to_string(i)) + ".part";
        if (make_new(part_)) break;
        if (i == 1000) throw IoError("cannot write " + printable(part_.string()) + ": " + std::strerror(EEXIST));
    }
    remember(part_);
}

PartFile::~PartFile() {
    if (part_.empty()) return;
    std::error_code ignored;
    fs::remove(part_, ignored);
    forget();
}

std::string PartFile::put() {
    if (std::string fault = to_disk(part_); !fault.empty()) return fault;
    std::error_code problem;
    if (there_) fs::permissions(part_, fs::status(place_, problem).permissions(), problem);
    fs::rename(part_, place_, problem);
    if (problem) return problem.message();
    forget();
    part_.clear();
    return {};
}

void guard_process() noexcept {
#ifdef CARNK_TOOL_POSIX
    // With the wrong direction, reading and writing fail as they do on a closed stream.
    for (int stream = 0; stream < 3; ++stream)
        if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF)
            if (const int f = ::open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY); f >= 0 && f != stream) ::close(f);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        if (std::signal(signal, SIG_IGN) != SIG_IGN) std::signal(signal, end_by_signal);
#endif
}

}  // namespace carnk::inline v0_1::tool
