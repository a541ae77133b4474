// SPDX-License-Identifier: BSL-1.0
// Runs the fixtures, and the other tests of the rules, once for each mutant that run.py has put into the code; see there.
//
// runner COUNT JOBS prints a line for each mutant: its number and "killed fixture <file>", "killed test <name>", "survived" or "unreached".
//
// The files are read once. A mutant runs in a process of its own, with a limit of time and memory, and only on what reaches its place:
// what does not cannot notice.
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "unit/rules_fixtures_test.cpp"

namespace mutant {

namespace {
unsigned char before_main[most];
}
int chosen = -1;
unsigned char* reached = before_main;
long absent = 0;

}  // namespace mutant

namespace carnk::testing {
namespace {

/// One file of a rule.
struct Fixture {
    const Folder* folder = nullptr;
    const FailFile* fail = nullptr;
    std::string text{}, name{};
    Raised expected{};

    bool as_expected() const {
        mutant::absent = 0;
        return raised(look_at_document(*folder, text, fail)) == expected;
    }
};

struct Case {
    std::string name{};
    const Fixture* fixture = nullptr;      // or a test
    std::vector<unsigned char> reaches{};  // by number of the mutant
    long absent = 0;                       // how often it reads the value of an absent Optional
};

std::vector<Fixture> fixtures() {
    static std::vector<Folder> loaded;
    for (const fs::path& path : folders())
        loaded.push_back(load(path));
    std::vector<Fixture> list;
    for (const Folder& folder : loaded) {
        for (const fs::path& path : files(folder.path, "pass-"))
            list.push_back({&folder, nullptr, text_of_file(path), folder.rule + '/' + path.filename().string(), {}});
        for (const FailFile& fail : folder.expectation.fail) {
            Fixture f{&folder, &fail, text_of_file(folder.path / fail.file), folder.rule + '/' + fail.file, {}};
            for (const std::string& pointer : fail.at)
                f.expected.emplace_back(folder.rule, pointer);
            if (fail.also)
                for (const AlsoFinding& also : *fail.also)
                    f.expected.emplace_back(also.rule, also.at);
            std::sort(f.expected.begin(), f.expected.end());
            list.push_back(std::move(f));
        }
    }
    return list;
}

/// Names of all tests but those that the fixtures above are, and those that look at cards and files only.
std::vector<std::string> tests() {
    std::vector<std::string> names;
    const ::testing::UnitTest& all = *::testing::UnitTest::GetInstance();
    for (int s = 0; s < all.total_test_suite_count(); ++s)
        for (int t = 0; t < all.GetTestSuite(s)->total_test_count(); ++t) {
            const std::string test = all.GetTestSuite(s)->GetTestInfo(t)->name();
            if (test.starts_with("PassFiles") || test.starts_with("FailFiles") || test.starts_with("DISABLED") ||
                std::string_view(all.GetTestSuite(s)->name()) == "RuleCatalogue")
                continue;
            names.push_back(std::string(all.GetTestSuite(s)->name()) + '.' + test);
        }
    return names;
}

/// Calls f in a process of its own; whether that ended well and with what f returned as true, within the time.
template <class F>
bool apart(unsigned seconds, const F& f) {
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child < 0) {
        std::perror("fork");
        std::exit(3);
    }
    if (child == 0) {
        const rlimit memory{rlim_t{3} << 30U, rlim_t{3} << 30U}, time{seconds, seconds}, core{0, 0};
        ::setrlimit(RLIMIT_AS, &memory);
        ::setrlimit(RLIMIT_CPU, &time);
        ::setrlimit(RLIMIT_CORE, &core);
        ::alarm(seconds * 10);
        static_cast<void>(std::freopen("/dev/null", "w", stdout));
        static_cast<void>(std::freopen("/dev/null", "w", stderr));
        bool good = false;
        try {
            good = f();
        } catch (...) {
        }
        ::_exit(good ? 0 : 1);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool test_passes(const std::string& filter) {
    GTEST_FLAG_SET(filter, filter);
    return RUN_ALL_TESTS() == 0;
}

int run(int count, int jobs) {
    const std::vector<Fixture> list = fixtures();
    std::vector<Case> cases;
    for (const Fixture& f : list)
        cases.push_back({f.name, &f, {}, 0});
    for (const std::string& name : tests())
        cases.push_back({name, nullptr, {}, 0});

    // What each reaches, and that it is as it should be without a change.
    auto* const shared = static_cast<unsigned char*>(
        ::mmap(nullptr, mutant::most, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    if (shared == MAP_FAILED) return 3;
    mutant::reached = shared;
    // Where each job writes what it is about to run, so that it is known what a mutant did not get past.
    using Line = char[256];
    auto* const shared_verdicts = static_cast<Line*>(
        ::mmap(nullptr, sizeof(Line) * 64, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    if (shared_verdicts == MAP_FAILED || jobs > 64) return 3;
    const auto note = [&](int job, const std::string& what) {
        std::snprintf(shared_verdicts[job], sizeof(Line), "%s", what.c_str());
    };
    bool sound = true;
    for (Case& c : cases) {
        std::memset(shared, 0, mutant::most);
        const bool good = c.fixture ? c.fixture->as_expected() : apart(120, [&] { return test_passes(c.name); });
        if (!good) {
            std::fprintf(stderr, "not as expected without a mutant: %s\n", c.name.c_str());
            sound = false;
        }
        c.reaches.assign(shared, shared + count);
        c.absent = mutant::absent;
    }
    if (!sound) return 1;

    // Each job takes every JOBS-th mutant; lines are short enough to be written at once.
    const auto take = [&](int job) {
        for (int n = job; n < count; n += jobs) {
            mutant::chosen = n;
            std::vector<const Case*> mine;
            for (const Case& c : cases)
                if (c.reaches[static_cast<std::size_t>(n)]) mine.push_back(&c);
            std::string verdict = mine.empty() ? "unreached" : "survived";
            shared_verdicts[job][0] = '\0';
            if (!mine.empty() && !apart(20, [&] {
                    for (const Case* c : mine) {
                        if (!c->fixture) continue;
                        note(job, "fixture " + c->name);
                        if (!c->fixture->as_expected() || mutant::absent > c->absent) return false;
                    }
                    for (const Case* c : mine) {
                        if (c->fixture) continue;
                        note(job, "test " + c->name);
                        if (!apart(20, [&] { return test_passes(c->name); })) return false;
                    }
                    return true;
                }))
                verdict = "killed " + std::string(shared_verdicts[job]);
            std::printf("%d %s\n", n, verdict.c_str());
            std::fflush(stdout);
        }
    };
    std::vector<pid_t> children;
    for (int job = 1; job < jobs; ++job) {
        std::fflush(nullptr);
        const pid_t child = ::fork();
        if (child == 0) {
            take(job);
            ::_exit(0);
        }
        children.push_back(child);
    }
    take(0);
    bool good = true;
    for (const pid_t child : children) {
        int status = 0;
        good = ::waitpid(child, &status, 0) == child && status == 0 && good;
    }
    return good ? 0 : 1;
}

}  // namespace
}  // namespace carnk::testing

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    if (argc != 3) {
        std::fprintf(stderr, "usage: %s COUNT JOBS\n", argv[0]);
        return 2;
    }
    return carnk::testing::run(std::atoi(argv[1]), std::atoi(argv[2]));
}
